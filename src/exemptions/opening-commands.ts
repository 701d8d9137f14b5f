import { appendEvent } from '../audit/commands';
import { atLocal, localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import type { ExemptionFileRow, ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import type { OpenedExemption } from './open-commands';

type OpeningDeps = Pick<Deps, 'db' | 'clock' | 'config'>;
type Opening = Pick<OpenedExemption, 'acting'> & { row: ExemptionRow };

/** What was opened: a print of the portal's own, or a file that somebody brought. */
export type Paper = { paper: 'uji' | 'keputusan' } | Pick<ExemptionFileRow, 'public_id' | 'kind' | 'name' | 'sha256'>;

/**
 * Leaves an event, before it is shown, that somebody opened a paper of an exemption: the sheet of the test says what the
 * item holds, and why (UU 14/2008 Pasal 54).
 */
export async function recordPaper(deps: OpeningDeps, { row, acting }: Opening, opened: Paper): Promise<void> {
  const detail =
    'paper' in opened
      ? { paper: opened.paper }
      : { paper: opened.kind, file: { id: opened.public_id, name: opened.name, sha256: opened.sha256 } };
  await writing(deps.db, async (trx) => {
    await markSeen(deps, trx, { row, acting });
    await record(deps, trx, { row, acting }, 'paper_opened', detail);
  });
}

/**
 * The same for the page of an exemption, which shows the whole sheet; once a day for each person and page, so that whoever
 * works on it leaves one line and not a hundred.
 */
export async function recordReading(deps: OpeningDeps, opening: Opening): Promise<void> {
  const { row, acting } = opening;
  const { timezone } = deps.config;
  const since = atLocal(localDay(deps.clock.now(), timezone), '00:00', timezone);
  const seen: { payload: string }[] = await deps
    .db('audit_events')
    .where({ chain: `exemption:${row.public_id}`, kind: 'sheet_read' })
    .where('occurred_at', '>=', since)
    .orderBy('seq', 'desc')
    .limit(100)
    .select('payload');
  const mine = seen.some(({ payload }) => JSON.parse(payload).actor.user === (acting.by.userId ?? null));
  const unseen = isUnseen(opening);
  if (mine && !unseen) return;
  await writing(deps.db, async (trx) => {
    await markSeen(deps, trx, opening);
    if (!mine) await record(deps, trx, opening, 'sheet_read', {});
  });
}

const isUnseen = ({ row, acting }: Opening): boolean =>
  acting.by.role === 'ppid' && row.state === 'draft' && row.handed_on !== null && row.seen_on === null;

/** The PPID has opened what was handed in: it is his now. No version moves, so no form that is open goes stale by it. */
async function markSeen({ clock, config }: Omit<OpeningDeps, 'db'>, trx: Trx, opening: Opening): Promise<void> {
  if (!isUnseen(opening)) return;
  await trx('exemptions')
    .where({ id: opening.row.id, state: 'draft', seen_on: null })
    .whereNotNull('handed_on')
    .update({ seen_on: localDay(clock.now(), config.timezone) });
}

async function record(
  { clock }: Pick<Deps, 'clock'>,
  trx: Trx,
  { row, acting }: Opening,
  kind: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const at = clock.now().toISOString();
  await appendEvent(trx, `exemption:${row.public_id}`, {
    ...{ regionId: row.region_id, kind, occurredAt: at, recordedAt: at, actor: acting.by },
    detail: { number: row.number, ...detail },
  });
}
