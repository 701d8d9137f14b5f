import { staffWithRole } from '../../../accounts/queries';
import { type AuditActor, appendEvent } from '../../../audit/commands';
import { atLocal, localDay } from '../../../calendar/working-days';
import { type Trx, writing } from '../../../db/connect';
import { insertMany } from '../../../db/insert-many';
import type { Deps } from '../../../deps';
import { enqueueMails } from '../../../mail/outbox';
import { newPublicId } from '../../../secrets/keys';
import { keepSetting } from '../../../settings/commands';
import { arrivedMail } from './mail';
import { type Arrived, arrivedForReview, reviewMailSetting } from './queries';
import { DAILY_AT, REVIEW_MAIL_KEY, type ReviewMail } from './settings';

type NotifyDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'keys' | 'i18n' | 'config'>;

const MARKER = 'review_told_on';
/** Of one pass; a letter lists the first of them. */
const MOST = 20_000;
const LISTED = 20;

/**
 * Writes to the PPID what came in for his review since the last letter: at each pass, or once a day in the morning. Each
 * document and each change once, however often it is edited while it waits; what was sent back and comes again is told
 * again. Two passes at once write one letter. Gives how many letters are new.
 */
export async function tellOfArrivals(deps: NotifyDeps): Promise<number> {
  const { db, regionId, clock, config } = deps;
  const now = clock.now().toISOString();
  const today = localDay(now, config.timezone);
  await forgetDecided(deps);
  const setting = await reviewMailSetting(db, regionId);
  if (setting === 'daily' && !(await isTime(deps, now, today))) return 0;
  // Mostly there is nothing, which one look at two small indexes tells.
  const some = await arrivedForReview(db, regionId, 1);
  if (some.length === 0 && setting === 'now') return 0;
  return writing(db, async (trx) => {
    if (setting === 'daily') await keepSetting(trx, regionId, { key: MARKER, value: today, now });
    const people = await staffWithRole(trx, regionId, 'ppid', null, today);
    // Where nobody holds the office, whoever comes into it is told.
    const arrived = people.length === 0 ? [] : await arrivedForReview(trx, regionId, MOST);
    const mine = await note(trx, regionId, arrived, now);
    if (mine.length === 0) return 0;
    const t = deps.i18n.for('id');
    const occasion = newPublicId(clock.real());
    const mails = people.map(({ id, name, email }) => ({
      regionId,
      // Whoever kept the notices writes: what names the occasion need only be its own.
      dedupeKey: `review-arrived:${occasion}:${id}`,
      kind: 'staff',
      to: email,
      ...arrivedMail(t, {
        ...{ name, items: mine.slice(0, LISTED), count: mine.length },
        url: `${config.baseUrl}/petugas/telaah`,
      }),
    }));
    return (await enqueueMails(trx, deps.keys, now, mails)).length;
  });
}

/** Keeps what nobody was told of; gives those that are new, in their order. */
async function note(trx: Trx, regionId: number, arrived: readonly Arrived[], now: string): Promise<Arrived[]> {
  const rows = arrived.map(({ document_id, kind }) => ({ region_id: regionId, document_id, kind, told_at: now }));
  const made = await insertMany<Pick<Arrived, 'document_id' | 'kind'>>(trx, 'review_notices', rows, {
    returning: ['document_id', 'kind'],
    unless: ['document_id', 'kind'],
  });
  const mine = new Set(made.map(({ document_id, kind }) => `${kind}:${document_id}`));
  return arrived.filter(({ document_id, kind }) => mine.has(`${kind}:${document_id}`));
}

/** What waits no more is forgotten, so that it is told once more when it comes again. */
async function forgetDecided({ db, regionId }: NotifyDeps): Promise<void> {
  const decided = () =>
    db('review_notices as n')
      .where('n.region_id', regionId)
      .whereRaw(
        `((n.kind = 'document' AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = n.document_id AND d.state = 'review'))
        OR (n.kind = 'change' AND NOT EXISTS (SELECT 1 FROM document_revisions r WHERE r.document_id = n.document_id AND r.state = 'review')))`,
      )
      .limit(MOST)
      .select('n.document_id', 'n.kind');
  const rows: Pick<Arrived, 'document_id' | 'kind'>[] = await decided();
  for (const kind of ['document', 'change'] as const) {
    const ids = rows.filter((row) => row.kind === kind).map(({ document_id }) => document_id);
    for (let i = 0; i < ids.length; i += 500)
      await writing(db, (trx) =>
        trx('review_notices')
          .where({ region_id: regionId, kind })
          .whereIn('document_id', ids.slice(i, i + 500))
          .delete(),
      );
  }
}

/** Whether the letter of this day is still to be written and its hour has come. */
async function isTime({ db, regionId, config }: NotifyDeps, now: string, today: string): Promise<boolean> {
  if (now < atLocal(today, DAILY_AT, config.timezone)) return false;
  const kept = await db('settings').where({ region_id: regionId, key: MARKER }).first('value');
  return kept?.value !== today;
}

/** Keeps when the PPID wants to be written to, with an event. The same again changes nothing. */
export async function keepReviewMail(
  { db, clock, regionId }: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  actor: AuditActor,
  setting: ReviewMail,
): Promise<void> {
  const at = clock.now().toISOString();
  await writing(db, async (trx) => {
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const before = await reviewMailSetting(trx, regionId);
    if (before === setting) return;
    await keepSetting(trx, regionId, { key: REVIEW_MAIL_KEY, value: setting, now: at });
    await appendEvent(trx, 'settings', {
      ...{ regionId, kind: 'review_mail_changed', occurredAt: at, recordedAt: at, actor },
      changes: { review_mail: [before, setting] },
    });
  });
}
