import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import type { Days } from './days';
import { windowDay } from './request';
import type { FactsOf, Kind } from './rules';

/** What a changed calendar makes of a running date; an ended one (before today) stays. */
type Move = { days: Days; today: string };

/** The body's and the commission's terms: both ways, but never to before the next working day. */
function both({ days, today }: Move, old: string, fresh: string): string {
  if (old < today) return old;
  const soonest = days.after(today, 1);
  if (fresh >= old) return fresh;
  const moved = fresh > soonest ? fresh : soonest;
  return moved < old ? moved : old;
}

/** The requester's windows only lengthen. */
const longer = ({ today }: Move, old: string, fresh: string): string => (old >= today && fresh > old ? fresh : old);

const MOVES: { [K in Kind]: (f: FactsOf[K], move: Move) => Partial<FactsOf[K]> } = {
  request: (f: RequestFacts, move) => {
    const { days } = move;
    const moved: Partial<RequestFacts> = {};
    if (['lapsed', 'withdrawn', 'closed'].includes(f.state)) return {};
    if (f.notified_on === null) {
      const ten = days.after(f.received_on, 10);
      if (f.extended_from === null) moved.due_on = both(move, f.due_on, ten);
      else {
        moved.extended_from = both(move, f.extended_from, ten);
        moved.due_on = both(move, f.due_on, days.after(moved.extended_from, 7));
      }
      if (f.complete_on !== null && f.perki_due_on !== null) {
        const perki = days.after(f.complete_on, 10);
        moved.perki_due_on = both(move, f.perki_due_on, f.extended_on === null ? perki : days.after(perki, 7));
      } else if (f.state !== 'incomplete' && f.check_due_on !== null) {
        moved.check_due_on = both(move, f.check_due_on, days.after(f.check_from, 3));
      }
    }
    if (f.state === 'incomplete' && f.repair_due_on !== null && f.incomplete_reached_on !== null) {
      moved.repair_due_on = longer(move, f.repair_due_on, days.after(f.incomplete_reached_on, 3));
    }
    if (f.notified_on !== null && f.promised_on !== null && f.delivered_on === null) {
      moved.promised_on = both(move, f.promised_on, days.after(f.notified_on, f.provide_days as number));
    }
    const from = windowDay(f);
    if (f.object_by !== null && from !== null) moved.object_by = longer(move, f.object_by, days.after(from, 30));
    return moved;
  },
  objection: (f: ObjectionFacts, move) => {
    if (f.state === 'registered') return { due_on: both(move, f.due_on, move.days.after(f.received_on, 30)) };
    if (!['granted', 'granted_partly'].includes(f.state)) return {};
    const fresh = move.days.after(f.answered_on as string, f.execute_days as number);
    return { execute_by: both(move, f.execute_by as string, fresh) };
  },
  dispute: (f: DisputeFacts, move) => {
    const { days } = move;
    if (f.state === 'window_open') return { file_by: longer(move, f.file_by, days.after(f.window_from, 14)) };
    const moved: Partial<DisputeFacts> = {};
    if (['filed', 'registered', 'mediation', 'adjudication'].includes(f.state)) {
      const filed = f.filed_on as string;
      moved.decide_by = both(move, f.decide_by as string, days.after(filed, 100));
      if (f.state === 'filed') moved.start_by = both(move, f.start_by as string, days.after(filed, 14));
    }
    if (f.state === 'mediation') {
      const from = f.mediation_extended_from;
      const fresh = from === null ? days.after(f.mediation_from as string, 14) : days.after(from, 7);
      moved.mediation_by = both(move, f.mediation_by as string, fresh);
    }
    if (f.state === 'decided' && f.decision_received_on !== null) {
      moved.court_by_working = longer(move, f.court_by_working as string, days.after(f.decision_received_on, 14));
    }
    return moved;
  },
};

/** Dates that were told to the requester, and the column that keeps what was told first. */
const TOLD_IN: Record<Kind, Record<string, string>> = {
  request: { due_on: 'due_told_on', object_by: 'object_told_on' },
  objection: { due_on: 'due_told_on' },
  dispute: { file_by: 'file_told_on' },
};

/** The dates of a case that the calendar of today moves, old ones kept beside; empty when none does. */
export function moved<K extends Kind>(kind: K, f: FactsOf[K], move: Move, now: string): Partial<FactsOf[K]> {
  const facts = f as Record<string, unknown>;
  const fresh = Object.entries(MOVES[kind](f, move)).filter(([name, day]) => facts[name] !== day);
  const told = fresh.flatMap(([name]) => {
    const column = TOLD_IN[kind][name];
    return column === undefined ? [] : [[column, facts[column] ?? facts[name]]];
  });
  const changes = [...fresh, ...told];
  return (changes.length === 0 ? {} : Object.fromEntries([...changes, ['ladder_since', now]])) as Partial<FactsOf[K]>;
}

/** The dates of a request or what follows it that a requester is written about when they move. */
const WRITTEN: Record<Kind, readonly string[]> = {
  request: ['due_on', 'repair_due_on', 'promised_on', 'object_by'],
  objection: ['due_on', 'execute_by'],
  dispute: ['file_by'],
};

/** Each moved date that the requester is told of, old and new. */
export function toTell<K extends Kind>(kind: K, before: FactsOf[K], changes: Partial<FactsOf[K]>): [string, string][] {
  const [old, fresh] = [before, changes] as unknown as [Record<string, string>, Record<string, string>];
  return WRITTEN[kind].flatMap((name) => (name in fresh ? [[old[name] as string, fresh[name] as string]] : []));
}
