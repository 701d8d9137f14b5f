import { staffWithRole } from '../accounts/queries';
import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { touchUrgent } from '../catalogue/urgent-commands';
import { type Trx, writing } from '../db/connect';
import type { AnnouncementRow } from '../db/tables/announcements';
import type { Deps } from '../deps';
import { enqueueMails, type Mail } from '../mail/outbox';
import { reviewMail } from './review-mail';
import { reviewAfter } from './standing';

const BATCH = 100;

/** Does what time has made due for announcements: notes the end of those that are over, asks about those without an end. */
export async function advanceAnnouncements(deps: Deps): Promise<number> {
  return (await noteEnded(deps)) + (await askAboutOpen(deps));
}

/** An announcement is over by its date, whether a sweep runs or not; the sweep writes it into the log. */
async function noteEnded({ db, regionId, clock }: Deps): Promise<number> {
  const now = clock.now().toISOString();
  const over = () => db('announcements').whereNull('ended_at').where('until_at', '<=', now).orderBy('until_at');
  if (!(await over().first('id'))) return 0;
  return writing(db, async (trx) => {
    const rows: AnnouncementRow[] = await over().transacting(trx).forUpdate().limit(BATCH);
    for (const row of rows) {
      await trx('announcements')
        .where('id', row.id)
        .update({ ended_at: row.until_at, version: row.version + 1 });
      if (row.document_id) await touchUrgent(trx, row.document_id, now);
      await appendEvent(trx, `announcement:${row.public_id}`, {
        regionId,
        kind: 'announcement_ended',
        occurredAt: row.until_at ?? now,
        recordedAt: now,
        actor: { role: 'system' },
        changes: { ended_at: [null, row.until_at] },
        detail: { announcement: row.public_id },
      });
    }
    return rows.length;
  });
}

/** Writes to the body of each announcement that has stood a day without an end and without news: does it still hold? */
async function askAboutOpen(deps: Deps): Promise<number> {
  const { db, clock } = deps;
  const now = clock.now().toISOString();
  const due = () => db('announcements').whereNull('ended_at').where('review_at', '<=', now).orderBy('review_at');
  if (!(await due().first('id'))) return 0;
  return writing(db, async (trx) => {
    const rows: AnnouncementRow[] = await due().transacting(trx).forUpdate().limit(BATCH);
    for (const row of rows) {
      await trx('announcements')
        .where('id', row.id)
        .update({ review_at: reviewAfter(now, row.until_at) });
    }
    const mails: Mail[] = [];
    for (const row of rows) mails.push(...(await reviewMails(deps, trx, row, now)));
    await enqueueMails(trx, deps.keys, now, mails);
    return rows.length;
  });
}

/** To the body's own publishers, else to the PPID. */
async function reviewMails(
  { regionId, config, i18n }: Deps,
  trx: Trx,
  row: AnnouncementRow,
  now: string,
): Promise<Mail[]> {
  const today = localDay(now, config.timezone);
  const own = await staffWithRole(trx, regionId, 'opd', row.body_id, today);
  const people = own.length > 0 ? own : await staffWithRole(trx, regionId, 'ppid', null, today);
  return people.map((person) => ({
    regionId,
    dedupeKey: `announcement-review:${row.public_id}:${row.review_at}:${person.id}`,
    kind: 'staff',
    to: person.email,
    ...reviewMail(i18n.for('id'), row, person.name, config),
  }));
}
