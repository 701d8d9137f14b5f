import { type Trx, writing } from '../../db/connect';
import type { AnnouncementMailingRow, AnnouncementRow } from '../../db/tables/announcements';
import type { Deps } from '../../deps';
import { enqueueMails, PRIORITY } from '../../mail/outbox';
import { newPublicId } from '../../secrets/keys';
import { stopLink } from '../../subscriptions/links';
import { type Reader, readersAfter } from '../../subscriptions/queries';
import { addressOf } from '../../subscriptions/sealing';
import { announcementLetter, type LetterFacts } from '../letter';
import { mailedAnnouncement, mailedUpdate } from '../queries';

/** How many people one transaction writes to, and how long one pass goes on with it. */
const BATCH = 500;
const LONGEST_PASS_MS = 30_000;

/** Notes in the announcement's own transaction that everybody who asked is to be written to. */
export async function queueMailing(
  trx: Trx,
  row: AnnouncementRow,
  updateId: number | null,
  now: string,
): Promise<void> {
  await trx('announcement_mailings').insert({
    public_id: newPublicId(new Date(now)),
    region_id: row.region_id,
    announcement_id: row.id,
    update_id: updateId,
    state: 'going',
    after_id: 0,
    told: 0,
    made_at: now,
  });
}

/**
 * Goes on with every mailing: a batch of readers a transaction, in which their letters are stored and the place noted.
 * A pass that dies has stored whole batches and nothing else, so the next goes on behind them and nobody is written to
 * twice; two passes at once take turns on the mailing's row. Gives how many letters are new.
 */
export async function runMailings(deps: Deps, longest = LONGEST_PASS_MS): Promise<number> {
  const until = deps.clock.real().getTime() + longest;
  const going: Pick<AnnouncementMailingRow, 'id'>[] = await deps
    .db('announcement_mailings')
    .where({ region_id: deps.regionId, state: 'going' })
    .orderBy('id')
    .limit(100)
    .select('id');
  let told = 0;
  for (const { id } of going) {
    // A fault in one must not keep the sweep from the others, nor from its deadlines.
    try {
      for (let more = true; more && deps.clock.real().getTime() < until; ) {
        const step = await writing(deps.db, (trx) => mailBatch(deps, trx, id));
        told += step.told;
        more = step.more;
      }
    } catch (error) {
      deps.log.error({ err: error, mailing: id }, 'the letters about an announcement stand still');
    }
  }
  return told;
}

async function mailBatch(deps: Deps, trx: Trx, id: number): Promise<{ told: number; more: boolean }> {
  const mailing: AnnouncementMailingRow | undefined = await trx('announcement_mailings')
    .where({ id, state: 'going' })
    .forUpdate()
    .first();
  if (!mailing) return { told: 0, more: false };
  const now = deps.clock.now().toISOString();
  const readers = await readersAfter(trx, mailing.region_id, mailing.made_at, mailing.after_id, BATCH);
  const last = readers.at(-1);
  const facts = await letterFacts(trx, mailing);
  const told = last && facts ? await write(deps, trx, mailing, readers, facts, now) : 0;
  const more = readers.length === BATCH && facts !== null;
  await trx('announcement_mailings')
    .where({ id })
    .update({
      after_id: last?.id ?? mailing.after_id,
      told: mailing.told + told,
      ...(more ? {} : { state: 'done', finished_at: now }),
    });
  return { told, more };
}

/** What the letter tells; null when the announcement ended before it went out: nobody is alarmed any more. */
async function letterFacts(trx: Trx, mailing: AnnouncementMailingRow): Promise<LetterFacts | null> {
  const found = await mailedAnnouncement(trx, mailing.announcement_id);
  if (!found || found.ended_at !== null) return null;
  const update = mailing.update_id === null ? null : await mailedUpdate(trx, mailing.update_id);
  return { ...found, update };
}

async function write(
  deps: Deps,
  trx: Trx,
  mailing: AnnouncementMailingRow,
  readers: readonly Reader[],
  facts: LetterFacts,
  now: string,
): Promise<number> {
  const { config, keys, i18n } = deps;
  const letters = new Map(
    (['id', 'en'] as const).map((language) => [
      language,
      announcementLetter(i18n.for(language), language, facts, config),
    ]),
  );
  const mails = readers.flatMap((reader) => {
    const to = addressOf(keys, reader);
    if (to === null) return [];
    const letter = letters.get(reader.language);
    const stop = stopLink(keys, config.baseUrl, reader.public_id);
    const mail = {
      regionId: mailing.region_id,
      dedupeKey: `announcement:${mailing.public_id}:${reader.public_id}`,
      kind: 'announcement',
      to,
      subject: letter?.subject ?? '',
      text: letter?.text(stop) ?? '',
      unsubscribe: stop,
      priority: PRIORITY.warning,
    };
    return [mail];
  });
  return (await enqueueMails(trx, keys, now, mails)).length;
}
