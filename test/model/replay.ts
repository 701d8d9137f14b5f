import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { Days, iso, officeDay, plusDays } from './days';
import { opened } from './dispute';
import { moved } from './moves';
import { objected } from './objection';
import type { LogEntry } from './portal';
import { filed, windowOf } from './request';
import type { FactsOf, Kind } from './rules';

/** Dates that follow from others by a term: the log's own word on them is not believed but counted again. */
const COUNTED: Record<Kind, readonly string[]> = {
  request: ['due_on', 'perki_due_on', 'check_due_on', 'repair_due_on', 'promised_on', 'object_by', 'extended_from'],
  objection: ['due_on', 'execute_by'],
  dispute: ['file_by', 'start_by', 'decide_by', 'mediation_by', 'court_by', 'court_by_working', 'cassation_by'],
};
const KIND_OF: Record<string, Kind> = { P: 'request', K: 'objection', S: 'dispute' };

type Row = Record<string, unknown>;

const EMPTY: Record<Kind, Row> = emptyRows();

/** A row of each kind with nothing in it: what the first entry of a log begins from. */
function emptyRows(): Record<Kind, Row> {
  const at = { days: new Days(), today: '2026-01-05', now: '' };
  const request = filed({ received: at.today, opened: false, body: null }, at);
  const asked = { ground: 'b', received: at.today, found: at.today, request: null, open: [] };
  const objection = objected(asked, { requestId: null, body: null }, at);
  const empty = (facts: object): Row => Object.fromEntries(Object.keys(facts).map((name) => [name, null]));
  return { request: empty(request), objection: empty(objection), dispute: empty(opened(objection, 0, at.today, at)) };
}

/**
 * Reads the log of every case as an auditor would who has nothing else. What the log says changed makes the row; the
 * dates are counted once more from the days that it names, through the calendar as its own log had it at each instant.
 */
export class Replay {
  private readonly days = new Days();
  private readonly rows = new Map<string, Row>();
  private readonly counted = new Map<string, Row>();
  readonly faults: string[] = [];

  read(entry: LogEntry): void {
    if (entry.day) {
      if (entry.kind === 'holiday_added') this.days.add(entry.day);
      else this.days.drop(entry.day);
      return;
    }
    const row = this.rows.get(entry.ref) ?? { ...EMPTY[KIND_OF[entry.ref.charAt(0)] as Kind] };
    this.rows.set(entry.ref, row);
    const before = { ...row };
    for (const [name, [from, to]] of Object.entries(entry.changes)) {
      if (row[name] !== from) this.faults.push(`${entry.ref} ${entry.kind}: ${name} was ${row[name]}, not ${from}`);
      row[name] = to;
    }
    this.count(entry, before, row);
  }

  /** What the log alone says differently of a case than its row does. */
  differences(ref: string, facts: object): string[] {
    const row = this.rows.get(ref) ?? {};
    const counted = this.counted.get(ref) ?? {};
    const kind = KIND_OF[ref.charAt(0)] as Kind;
    const unlike = (name: string, said: unknown, value: unknown, how: string) =>
      said === value ? [] : [`${ref} ${name}: ${how} ${said}, the row has ${value}`];
    return Object.entries(facts).flatMap(([name, value]) => [
      ...unlike(name, row[name], value, 'the log makes it'),
      ...(COUNTED[kind].includes(name) ? unlike(name, counted[name] ?? null, value, 'counted from the log it is') : []),
    ]);
  }

  private count(entry: LogEntry, before: Row, row: Row): void {
    const { ref, at } = entry;
    const kind = KIND_OF[ref.charAt(0)] as Kind;
    const known = this.counted.get(ref) ?? {};
    const whole = (facts: Row, dates: Row) => {
      const all = { ...facts };
      for (const name of COUNTED[kind]) all[name] = dates[name] ?? null;
      return all as unknown as FactsOf[Kind];
    };
    const was = whole(before, known);
    const is = whole(row, known);
    const dates =
      entry.kind === 'calendar_moved'
        ? moved(kind, was, { days: this.days, today: officeDay(at) }, iso(at))
        : this.terms(entry, kind, was, is);
    this.counted.set(ref, { ...known, ...dates });
  }

  private terms(entry: LogEntry, kind: Kind, was: FactsOf[Kind], is: FactsOf[Kind]): Row {
    if (kind === 'request') return this.ofRequest(entry, was as RequestFacts, is as RequestFacts);
    if (kind === 'objection') return this.ofObjection(was as ObjectionFacts, is as ObjectionFacts);
    return this.ofDispute(was as DisputeFacts, is as DisputeFacts);
  }

  private ofRequest(entry: LogEntry, was: RequestFacts, f: RequestFacts): Row {
    const { days } = this;
    const dates: Row = {};
    const fresh = (name: keyof RequestFacts) => f[name] !== null && f[name] !== was[name];
    const seven = (day: string) => (f.extended_on ? days.after(day, 7) : day);
    if (fresh('received_on') || entry.kind === 'receipt_corrected') {
      const ten = days.after(f.received_on, 10);
      dates.due_on = seven(ten);
      if (f.extended_on) dates.extended_from = ten;
    }
    if (fresh('check_from') || entry.kind === 'papers_completed') dates.check_due_on = days.after(f.check_from, 3);
    if (fresh('complete_on')) dates.perki_due_on = seven(days.after(f.complete_on as string, 10));
    if (fresh('extended_on')) {
      dates.extended_from = was.due_on;
      dates.due_on = days.after(was.due_on, 7);
      if (was.perki_due_on) dates.perki_due_on = days.after(was.perki_due_on, 7);
    }
    if (fresh('incomplete_on')) dates.repair_due_on = null;
    const reached = f.incomplete_reached_on;
    if (f.state === 'incomplete' && reached && (fresh('incomplete_reached_on') || was.state !== 'incomplete')) {
      dates.repair_due_on = days.after(reached, 3);
    }
    if (was.state === 'incomplete' && f.state === 'registered') dates.repair_due_on = null;
    if (fresh('notified_on') && f.provide_days !== null) {
      dates.promised_on = days.after(f.notified_on as string, f.provide_days);
    }
    const now = { ...f, ...dates } as RequestFacts;
    if (fresh('notice_reached_on') || fresh('delivered_on')) dates.object_by = windowOf(now, days);
    if (entry.kind === 'term_passed') dates.object_by = days.after(f.due_on, 30);
    if (entry.kind === 'receipt_corrected') {
      const due = (dates.due_on ?? was.due_on) as string;
      const open = [was.object_by, days.after(due, 30)].sort().at(-1);
      dates.object_by = was.object_by !== null && officeDay(entry.at) > due ? open : null;
    }
    if (f.state === 'lapsed' || f.state === 'withdrawn') dates.object_by = null;
    return dates;
  }

  private ofObjection(was: ObjectionFacts, f: ObjectionFacts): Row {
    const dates: Row = {};
    if (was.received_on !== f.received_on) dates.due_on = this.days.after(f.received_on, 30);
    if (!was.answered_on && f.answered_on && f.execute_days !== null) {
      dates.execute_by = this.days.after(f.answered_on, f.execute_days);
    }
    return dates;
  }

  private ofDispute(was: DisputeFacts, f: DisputeFacts): Row {
    const { days } = this;
    const dates: Row = {};
    if (was.window_from !== f.window_from) dates.file_by = days.after(f.window_from, 14);
    if (was.filed_on !== f.filed_on && f.filed_on) {
      dates.start_by = days.after(f.filed_on, 14);
      dates.decide_by = days.after(f.filed_on, 100);
    }
    if (was.mediation_from !== f.mediation_from && f.mediation_from)
      dates.mediation_by = days.after(f.mediation_from, 14);
    if (was.mediation_extended_from !== f.mediation_extended_from && f.mediation_extended_from) {
      dates.mediation_by = days.after(f.mediation_extended_from, 7);
    }
    if (was.decision_received_on !== f.decision_received_on && f.decision_received_on) {
      dates.court_by = plusDays(f.decision_received_on, 14);
      dates.court_by_working = days.after(f.decision_received_on, 14);
    }
    if (f.court_decision_on !== was.court_decision_on) {
      dates.cassation_by = f.court_decision_on ? plusDays(f.court_decision_on, 14) : null;
    }
    return dates;
  }
}
