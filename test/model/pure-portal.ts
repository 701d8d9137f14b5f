import {
  type CalendarChange,
  calendarOf,
  calendarWith,
  changeRefusal,
  type StoredCalendar,
} from '../../src/calendar/change';
import { between, type Calendar, localDay } from '../../src/calendar/working-days';
import { stillDue } from '../../src/cases/next-action';
import { decideDispute, disputeAtOpening } from '../../src/workflow/dispute-machine';
import { disputeLadder, disputeSystemSteps } from '../../src/workflow/dispute-terms';
import {
  catchUp,
  type LadderCase,
  nextInstant,
  type PlannedRung,
  rungsBetween,
  type SystemDue,
} from '../../src/workflow/escalations';
import { type Actor, hasObjected, type RequestFacts } from '../../src/workflow/facts';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { decide } from '../../src/workflow/machine';
import { disputeWindowDay, objectionLadder, objectionSystemSteps } from '../../src/workflow/objection-clocks';
import { isOpenObjection, type ObjectionFacts } from '../../src/workflow/objection-facts';
import { decideObjection, objectionAtFiling } from '../../src/workflow/objection-machine';
import { objectionWindow } from '../../src/workflow/objection-window';
import { changesOf } from '../../src/workflow/recount';
import { dueSystemSteps, requestLadder } from '../../src/workflow/request-clocks';
import { factsAtFiling } from '../../src/workflow/request-effects';
import type { Judgement, StepContext } from '../../src/workflow/table';
import { shippedStored } from '../holidays/calendars';
import { iso } from './days';
import type { Stepped } from './model';
import type { Filing, Ids, LogEntry, Look, ObjectionFiling, Portal, Standing } from './portal';
import type { FactsOf, Kind } from './rules';

const TZ = 'Asia/Jakarta';
const SYSTEM: Actor = { role: 'system', userId: null, bodyId: null };
const IDS: Ids = { bodies: { own: 7, other: 9 }, users: { petugas: 1, ppid: 2, atasan: 3, opd: 4, other: 5 } };
const firing = (rung: { step: string; due_on: string }) => `${rung.step} ${rung.due_on}`;

type PureKind<K extends Kind> = {
  decide(facts: FactsOf[K], step: never, ctx: StepContext): Judgement<FactsOf[K], never>;
  ladder(facts: FactsOf[K]): LadderCase;
  systemSteps(facts: FactsOf[K], timezone: string): SystemDue[];
};

const KINDS: { [K in Kind]: PureKind<K> } = {
  request: { decide: decide as never, ladder: requestLadder, systemSteps: dueSystemSteps },
  objection: { decide: decideObjection as never, ladder: objectionLadder, systemSteps: objectionSystemSteps },
  dispute: { decide: decideDispute as never, ladder: disputeLadder, systemSteps: disputeSystemSteps },
};

type PureCase = {
  ref: string;
  kind: Kind;
  facts: FactsOf[Kind];
  email: boolean;
  fired: Set<string>;
  next: string | null;
  events: number;
  letters: { kind: string; on: string }[];
  behind: PureCase | null;
};

/**
 * The rules of the portal alone, played without a database: the machines, clocks, ladder and recounts of `src/workflow`
 * and the changes of `src/calendar`, moved case by case in the way the engine moves its batches.
 */
export class PurePortal implements Portal {
  readonly ids = IDS;
  readonly mails = false;
  private now = 0;
  private stored: StoredCalendar = SHIPPED.stored;
  private cal: Calendar = SHIPPED.cal;
  private turned = false;
  private readonly cases: PureCase[] = [];
  private seen: Look = { cases: [], letters: [], rungs: [], log: [], mails: [] };

  setNow(ms: number): void {
    this.now = ms;
  }

  private get today(): string {
    return localDay(iso(this.now), TZ);
  }

  async file(filing: Filing): Promise<string | null> {
    const { cal, today } = this;
    const late = lateEntry(cal, filing, today);
    if (late) return late;
    const { received: received_on, body: body_id, opened, email } = filing;
    const now = iso(this.now);
    const facts = factsAtFiling({ received_on, recorded_on: today, now, body_id, opened, cal });
    const one = this.add('request', facts, email, null, 'receipt');
    this.sendHighest(one, '');
    return null;
  }

  async object(filing: ObjectionFiling): Promise<string | null> {
    const { cal, today } = this;
    const late = lateEntry(cal, filing, today);
    if (late) return late;
    const request = filing.request === null ? null : this.find(filing.request);
    const facts = (request?.facts ?? null) as RequestFacts | null;
    const others = this.cases.filter(
      ({ kind, behind }) => kind === 'objection' && request !== null && behind === request,
    );
    const openGrounds = others.flatMap((one) => {
      const { state, ground } = one.facts as ObjectionFacts;
      return state === 'registered' ? [ground] : [];
    });
    const judged = objectionWindow(cal, {
      ground: filing.ground,
      receivedOn: filing.received,
      request: filing.ground === 'b' ? null : facts,
      foundOn: filing.found,
      openGrounds,
    });
    if (!judged.ok) return judged.code;
    const holder = facts && (facts.assigned_body_id ?? (facts.returned_on ? null : facts.body_id));
    const behind = filing.ground === 'b' ? null : request;
    const objection = objectionAtFiling({
      ground: filing.ground as 'a',
      request_id: behind ? this.indexOf(behind) : null,
      body_id: facts ? holder : filing.body,
      ...{ received_on: filing.received, recorded_on: today, ...judged.window, now: iso(this.now), cal },
      refusal_proposed_by: facts?.proposed_by ?? null,
      terms: null,
    });
    const one = this.add('objection', objection, filing.email, behind, 'objection_receipt');
    this.sendHighest(one, '');
    if (behind) this.take(behind, { do: 'objection_filed' }, SYSTEM);
    return null;
  }

  async step(ref: string, step: Stepped, actor: Actor): Promise<string | null> {
    return this.take(this.find(ref), step, actor);
  }

  async mailLeaves(ref: string, kind: string): Promise<void> {
    const one = this.find(ref);
    const at = one.letters.findLastIndex((other) => other.kind === kind);
    const [letter] = one.letters.splice(at, 1);
    if (!letter || letter.on >= this.today || one.kind === 'dispute') return;
    this.take(one, { do: 'mail_left', letter: kind, reached_on: this.today } as Stepped, SYSTEM);
  }

  async change(day: { date: string; kind: 'local'; name: string }, way: 'add' | 'remove'): Promise<string | null> {
    const [add, remove] = way === 'add' ? [[day], []] : [[], [day]];
    const change: CalendarChange = { kind: way, decree: 'SK uji', reason: 'Uji', add, remove, years: [] };
    const refusal = changeRefusal(this.stored, change);
    if (refusal) return refusal.code;
    const gone = ({ date, kind, name }: { date: string; kind: string; name: string }) =>
      remove.some((one) => one.date === date && one.kind === kind && one.name === name);
    this.cal = calendarWith(this.stored, change);
    const days = [...this.stored.days.filter((one) => !gone(one)), ...add.map((one) => ({ ...one, decree: 'SK uji' }))];
    this.stored = { years: this.stored.years, days };
    this.turned = true;
    const kind = way === 'add' ? 'holiday_added' : 'holiday_removed';
    this.seen.log.push({ ref: 'calendar', kind, at: this.now, changes: {}, day });
    return null;
  }

  async sweep(): Promise<void> {
    this.advanceAll();
    if (!this.turned) return;
    this.turned = false;
    for (const one of this.cases) this.recount(one);
    this.advanceAll();
  }

  async look(): Promise<Look> {
    const cases = this.cases.map(
      ({ ref, kind, facts, next, events }): Standing => ({ ref, kind, facts, next, events }),
    );
    const seen = { ...this.seen, cases };
    this.seen = { cases: [], letters: [], rungs: [], log: [], mails: [] };
    return seen;
  }

  private find(ref: string): PureCase {
    return this.cases.find((one) => one.ref === ref) as PureCase;
  }

  private indexOf(one: PureCase): number {
    return this.cases.filter(({ kind }) => kind === one.kind).indexOf(one);
  }

  private add(kind: Kind, facts: FactsOf[Kind], email: boolean, behind: PureCase | null, letter: string | null) {
    const own = this.cases.filter((one) => one.kind === kind).length + 1;
    const n = behind && kind === 'dispute' ? behind.ref.slice(1) : own;
    const ref = `${{ request: 'P', objection: 'K', dispute: 'S' }[kind]}${n}`;
    const made: PureCase = { ref, kind, facts, email, behind, fired: new Set(), next: null, events: 0, letters: [] };
    this.cases.push(made);
    const changes = Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, [null, value]]]));
    this.note(made, kind === 'dispute' ? 'window_opened' : 'submitted', Object.fromEntries(changes));
    if (letter) this.write(made, letter);
    made.next = this.nextOf(made);
    return made;
  }

  private note(one: PureCase, kind: string, changes: LogEntry['changes'] = {}): void {
    one.events += 1;
    this.seen.log.push({ ref: one.ref, kind, at: this.now, changes });
  }

  private write(one: PureCase, kind: string): void {
    this.seen.letters.push({ ref: one.ref, kind, text: null, mails: null });
    if (one.email) one.letters.push({ kind, on: this.today });
  }

  private judge(one: PureCase, step: Stepped, actor: Actor): Judgement<FactsOf[Kind], never> {
    const ctx = { today: this.today, now: iso(this.now), cal: this.cal, actor, by_email: one.email };
    return (KINDS[one.kind] as PureKind<Kind>).decide(one.facts, step as never, ctx) as never;
  }

  private take(one: PureCase, step: Stepped, actor: Actor): string | null {
    const judged = this.judge(one, step, actor);
    if (!judged.ok) return judged.code;
    const before = one.facts;
    const was = one.next;
    this.apply(one, judged);
    this.catchUpAfter(one, before, step.do === 'complete_papers' ? before.ladder_since : one.facts.ladder_since);
    one.next = this.nextOf(one, was);
    this.follow(one, before);
    return null;
  }

  private apply(one: PureCase, judged: Extract<Judgement<FactsOf[Kind], never>, { ok: true }>): void {
    const before = one.facts;
    one.facts = { ...before, ...judged.changes, state: judged.to } as FactsOf[Kind];
    const changes = Object.entries(changesOf(before, one.facts)).map(([key, to]) => [
      key,
      [before[key as 'state'], to],
    ]);
    this.note(one, judged.transition.event, Object.fromEntries(changes));
    if (judged.transition.letter) this.write(one, judged.transition.letter);
  }

  /** What the end of an objection brings about: its request hears of it, and the window to the commission opens. */
  private follow(one: PureCase, was: FactsOf[Kind]): void {
    if (one.kind !== 'objection') return;
    const [before, after] = [was as ObjectionFacts, one.facts as ObjectionFacts];
    if (isOpenObjection(before) && !isOpenObjection(after) && one.behind) {
      const on = after.unanswered_on ?? after.answered_on ?? after.withdrawn_on;
      this.take(one.behind, { do: 'objection_ended', on } as Stepped, SYSTEM);
    }
    const [old, day] = [disputeWindowDay(before), disputeWindowDay(after)];
    if (day === null) return;
    const dispute = this.cases.find(({ kind, behind }) => kind === 'dispute' && behind === one);
    if (old === null && !dispute) {
      const { ground, request_id, body_id, terms } = after;
      const at = { recorded_on: this.today, window_from: day, terms, now: iso(this.now), cal: this.cal };
      const facts = disputeAtOpening({ ground, objection_id: this.indexOf(one), request_id, body_id, ...at });
      this.add('dispute', facts, one.email, one, null);
    } else if (old !== null && day > old && dispute?.facts.state === 'window_open') {
      this.take(dispute, { do: 'window_moved', from: day } as Stepped, SYSTEM);
    }
  }

  private rungs(one: PureCase, since: string): PlannedRung[] {
    const ladder = (KINDS[one.kind] as PureKind<Kind>).ladder(one.facts);
    const all = rungsBetween(ladder, DEFAULT_LADDER, this.cal, TZ, since, iso(this.now));
    return all.filter((rung) => !one.fired.has(firing(rung)));
  }

  private steps(one: PureCase): SystemDue[] {
    return (KINDS[one.kind] as PureKind<Kind>).systemSteps(one.facts, TZ);
  }

  private nextOf(one: PureCase, was: string | null = null): string | null {
    if (stillDue(was, iso(this.now))) return was;
    const ladder = (KINDS[one.kind] as PureKind<Kind>).ladder(one.facts);
    return nextInstant(ladder, this.steps(one), DEFAULT_LADDER, this.cal, TZ, iso(this.now));
  }

  private catchUpAfter(one: PureCase, before: FactsOf[Kind], since: string): void {
    const due = new Set(this.rungs({ ...one, facts: before }, before.ladder_since).map(firing));
    this.sendHighest(one, since, due);
  }

  private sendHighest(one: PureCase, since: string, due: ReadonlySet<string> = new Set()): void {
    const { send, skip } = catchUp(this.rungs(one, since).filter((rung) => !due.has(firing(rung))));
    for (const rung of skip) this.fire(one, rung, 'skipped');
    if (send) this.fire(one, send, 'sent');
  }

  private fire(one: PureCase, rung: PlannedRung, state: 'sent' | 'skipped'): void {
    one.fired.add(firing(rung));
    for (const to of rung.to) {
      const vain = to === 'requester' && misleads(one, rung, this.today);
      const sent = vain ? 'skipped' : state;
      this.seen.rungs.push({ ref: one.ref, step: rung.step, due_on: rung.due_on, to, state: sent });
      if (sent === 'sent') this.note(one, 'escalated');
      if (sent === 'sent' && to === 'requester') this.write(one, rung.letter);
    }
  }

  private advanceAll(): void {
    const due = (kind: Kind) => this.cases.filter((one) => one.kind === kind && (one.next ?? '~') <= iso(this.now));
    for (let quiet = false; !quiet; ) {
      quiet = true;
      for (const kind of ['request', 'objection', 'dispute'] as const) {
        for (const one of due(kind)) if (this.advance(one)) quiet = false;
      }
    }
  }

  private advance(one: PureCase): boolean {
    const now = iso(this.now);
    for (let things = 0; ; things++) {
      const step = this.steps(one).find(({ at }) => at <= now);
      const [rung] = this.rungs(one, one.facts.ladder_since);
      if (step && (!rung || step.at <= rung.fire_at)) {
        const judged = this.judge(one, { do: step.step }, SYSTEM);
        if (!judged.ok) throw new Error(`time may not ${step.step} ${one.ref}: ${judged.code}`);
        const before = one.facts;
        this.apply(one, judged);
        this.follow(one, before);
      } else if (rung) this.fire(one, rung, 'sent');
      else {
        one.next = this.nextOf(one);
        return things > 0;
      }
    }
  }

  private recount(one: PureCase): void {
    const judged = this.judge(one, { do: 'calendar_changed' }, SYSTEM);
    if (!judged.ok) {
      if (isOpen(one) && this.nextOf(one, one.next) !== one.next) one.next = iso(this.now);
      return;
    }
    const before = one.facts as unknown as Record<string, unknown>;
    this.apply(one, judged);
    one.next = this.nextOf(one, one.next);
    const told = { request: REQUEST_TOLD, objection: ['due_on', 'execute_by'], dispute: ['file_by'] }[one.kind];
    if (one.email && told.some((name) => name in judged.changes && before[name] !== null)) {
      this.write(one, one.kind === 'request' ? 'date_moved' : 'objection_date_moved');
    }
  }
}

/** What the engine keeps from the requester because it comes too late. */
function misleads({ kind, facts }: PureCase, { letter, due_on }: PlannedRung, today: string): boolean {
  if (letter.endsWith('_reminder')) return today > due_on;
  if (kind !== 'request' || letter !== 'overdue') return false;
  const f = facts as RequestFacts;
  return hasObjected(f) || (f.object_by !== null && f.object_by < today);
}

const ENDED = ['lapsed', 'withdrawn', 'closed', 'upheld', 'unanswered', 'window_missed', 'not_registered', 'final'];
const isOpen = ({ facts }: PureCase): boolean => !ENDED.includes(facts.state);
const REQUEST_TOLD = ['due_on', 'repair_due_on', 'promised_on', 'object_by'];
/** The years that a run can reach; the fewer days there are, the quicker a change of them is judged. */
const reached = ({ years, days }: StoredCalendar): StoredCalendar => ({
  years: years.filter(({ year }) => year >= 2024),
  days: days.filter(({ date }) => date >= '2024'),
});
const stored = reached(shippedStored());
const SHIPPED = { stored, cal: calendarOf(stored) };

/** More than one working day between receipt and entry needs a reason and the scanned letter. */
function lateEntry(cal: Calendar, { received, scan }: { received: string; scan: boolean }, today: string) {
  if (received > today) return 'received_after_recorded';
  return between(cal, received, today) > 1 && !scan ? 'late_entry_needs_reason' : null;
}
