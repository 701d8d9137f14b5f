import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import { nextSerial } from '../db/counters';
import { insertMany } from '../db/insert-many';
import type { RetentionListRow } from '../db/tables/retention';
import type { Deps } from '../deps';
import type { CurrentUser, Role } from '../web/guards';
import { dueCases } from './due-queries';
import { type KindCode, kindOf } from './kinds';
import { rulesOf } from './queries';
import { RETENTION_CHAIN } from './rule-commands';

/** Cases of one list: what two people can answer for with their names. */
export const MOST_CASES = 500;

type ListDeps = Pick<Deps, 'db' | 'clock' | 'config'>;

export type Proposed = { ok: true; number: string } | { ok: false; code: 'nothing_due' | 'unverified' };

/** Puts the oldest cases whose time is over into a list that another person decides on. Destroys nothing. */
export async function proposeList(
  deps: ListDeps,
  user: CurrentUser,
  { kind: code, note }: { kind: KindCode; note: string | null },
): Promise<Proposed> {
  const kind = kindOf(code);
  if (!kind) throw new Error(`no record kind ${code}`);
  const { regionId } = user;
  const now = deps.clock.now().toISOString();
  const { timezone } = deps.config;
  const today = localDay(now, timezone);
  return writing(deps.db, async (trx) => {
    // One proposal after another: no case comes into two open lists.
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const rules = await rulesOf(trx, regionId);
    // A default is a proposal to the office, no schedule: nothing is destroyed on its word.
    if (rules[code].basis === null) return { ok: false, code: 'unverified' };
    const cases = await dueCases(trx, { regionId, rules, today, timezone }, kind, { limit: MOST_CASES });
    if (cases.length === 0) return { ok: false, code: 'nothing_due' };
    const year = Number(today.slice(0, 4));
    const number = `M-${year}-${String(await nextSerial(trx, regionId, 'retention', year)).padStart(6, '0')}`;
    const [list] = await trx('retention_lists')
      .insert({
        ...{ region_id: regionId, number, kind: code, state: 'proposed', version: 1, note, cases: cases.length },
        ...{ basis: JSON.stringify(rules[code]), proposed_by: user.id, proposed_at: now },
      })
      .returning('id');
    const items = cases.map(({ case_kind, id, number: of, base_on, due_on }) => ({
      ...{ list_id: list.id, case_kind, case_id: id, kind: code, number: of, base_on, due_on, state: 'listed' },
    }));
    await insertMany(trx, 'retention_items', items, { returning: ['list_id'] });
    await appendEvent(trx, RETENTION_CHAIN, {
      ...{ regionId, kind: 'destruction_proposed', occurredAt: now, recordedAt: now, actor: actorOf(user, 'ppid') },
      detail: { list: number, record: code, cases: cases.length, rule: rules[code] },
    });
    return { ok: true, number };
  });
}

export type Decision = 'approve' | 'return' | 'withdraw';
export type Decided = { ok: true } | { ok: false; code: 'not_found' | 'conflict' | 'same_person' | 'decided' };

const BECOMES = { approve: 'approved', return: 'returned', withdraw: 'withdrawn' } as const;
const EVENT = { approve: 'destruction_approved', return: 'destruction_returned', withdraw: 'destruction_withdrawn' };

/** Approves a list, returns it, or takes it back. Who proposed it never approves it. */
export async function decideList(
  deps: ListDeps,
  user: CurrentUser,
  role: Role,
  { number, version, decision, note }: { number: string; version: number; decision: Decision; note: string | null },
): Promise<Decided> {
  const { regionId } = user;
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const list: RetentionListRow | undefined = await trx('retention_lists')
      .where({ region_id: regionId, number })
      .forUpdate()
      .first();
    if (!list) return { ok: false, code: 'not_found' };
    if (list.version !== version) return { ok: false, code: 'conflict' };
    if (list.state !== 'proposed') return { ok: false, code: 'decided' };
    if (decision !== 'withdraw' && list.proposed_by === user.id) return { ok: false, code: 'same_person' };
    await trx('retention_lists')
      .where('id', list.id)
      .update({
        ...{ state: BECOMES[decision], version: list.version + 1 },
        ...{ decided_by: user.id, decided_at: now, decision_note: note },
      });
    if (decision !== 'approve') await dropItems(trx, list.id);
    await appendEvent(trx, RETENTION_CHAIN, {
      ...{ regionId, kind: EVENT[decision], occurredAt: now, recordedAt: now, actor: actorOf(user, role) },
      detail: { list: number, record: list.kind, cases: list.cases, note },
    });
    return { ok: true };
  });
}

const dropItems = (trx: Trx, listId: number) =>
  trx('retention_items').where({ list_id: listId, state: 'listed' }).update({ state: 'dropped' });
