import type { AuditEntry } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { BreachFacts, BreachStep, Tally } from '../workflow/breach-facts';
import { decideBreach } from '../workflow/breach-machine';
import { changedBreachFacts } from './facts';
import { agencyMailKey, subjectMailKey } from './queries';

/**
 * A notice counts from the instant it is written and nearly always leaves then. One that was written in time and whose
 * mail left after the end was late all the same: the case and the log say so.
 */
export async function noteLateMail(
  trx: Trx,
  row: BreachRow,
  facts: BreachFacts,
  now: string,
): Promise<{ facts: BreachFacts; entries: AuditEntry[] }> {
  const entries: AuditEntry[] = [];
  let after = facts;
  for (const notice of ['subjects', 'agency'] as const) {
    const left_at = await leftAt(trx, row, notice);
    if (left_at === null) continue;
    const step: BreachStep = { do: 'mail_left', of: notice, left_at };
    const decision = decideBreach(after, step, { now, role: 'system', ...NOTHING });
    if (!decision.ok) continue;
    entries.push({
      ...{ regionId: row.region_id, kind: decision.row.event, occurredAt: left_at, recordedAt: now },
      ...{
        actor: { role: 'system' },
        changes: changedBreachFacts(after, decision.after),
        detail: { of: notice, left_at },
      },
    });
    after = decision.after;
  }
  return { facts: after, entries };
}

const UNTOLD: Tally = {
  addressees: 0,
  waiting_email: 0,
  waiting_post: 0,
  last_told_at: null,
  unsent: 0,
  agency_unsent: false,
};
// The step of a mail looks at instants alone.
const NOTHING = { tally: UNTOLD, described: true, agency_email: false, terms: null };

/** When the last mail of a notice left, of those that have; null while none has, or none was sent by mail. */
async function leftAt(trx: Trx, row: BreachRow, notice: 'subjects' | 'agency'): Promise<string | null> {
  if (notice === 'agency') {
    if (row.agency_way !== 'email') return null;
    return (await trx('outbox').where('dedupe_key', agencyMailKey(row.public_id)).first('sent_at'))?.sent_at ?? null;
  }
  const found = await trx('breach_addressees as a')
    .joinRaw('JOIN outbox o ON o.dedupe_key = ? || CAST(a.id AS text)', [subjectMailKey(row.public_id, 0).slice(0, -1)])
    .where({ 'a.breach_id': row.id, 'a.way': 'email' })
    .max({ left_at: 'o.sent_at' })
    .first();
  return found?.left_at ?? null;
}
