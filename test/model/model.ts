import type { Actor } from '../../src/workflow/facts';
import { type DayOffKey, Days, iso, officeDay } from './days';
import { DISPUTE, opened } from './dispute';
import { type Fire, rungs, timeSteps } from './ladder';
import { moved, toTell } from './moves';
import { answeredDay, OBJECTION, type Objecting, objected, objectionLacks } from './objection';
import { filed, REQUEST } from './request';
import { type At, against, type FactsOf, type Kind, type Letter, type Verb, type Verbs } from './rules';

export type Stepped = { do: string };
export type Case<K extends Kind = Kind> = {
  kind: K;
  ref: string;
  facts: FactsOf[K];
  email: boolean;
  fired: Set<string>;
  /** When it is looked at next. */
  next: number | null;
  /** The calendar changed under its ladder before anybody counted it anew: a rung may come a little late. */
  blurred: boolean;
  /** How many events its log holds. */
  events: number;
  /** Letters by e-mail that may still wait for the mail server, with the day they are dated. */
  waiting: { kind: string; on: string }[];
  /** The case it hangs on: an objection's request, a dispute's objection. */
  behind: Case | null;
};

/** What must have left the portal since somebody last looked. */
export type Told = {
  letters: (Letter & { ref: string })[];
  rungs: { ref: string; step: string; due_on: string; to: string; state: 'sent' | 'skipped' }[];
};

const VERBS: Record<Kind, Verbs<never, never>> = { request: REQUEST, objection: OBJECTION, dispute: DISPUTE };
const SYSTEM: Actor = { role: 'system', userId: null, bodyId: null };
const ENDED = ['lapsed', 'withdrawn', 'closed', 'upheld', 'unanswered', 'window_missed', 'not_registered', 'final'];
const soonest = (...times: (number | undefined)[]): number | null => {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? null : Math.min(...known);
};
const firing = (rung: Fire) => `${rung.step} ${rung.due_on}`;

/** What a letter of each rung names. */
const REMINDS: Record<string, (f: Record<string, string | null>) => (string | null)[]> = {
  overdue: (f) => [f.due_on as string, f.object_by as string | null],
  repair_reminder: (f) => [f.repair_due_on as string],
  window_reminder: (f) => [f.object_by as string],
  dispute_reminder: (f) => [f.file_by as string],
};

/**
 * The whole model: cases, calendar and clock. Written by hand from the contract, it does at once and one case at a time
 * what the portal does in batches; the portal is right when both come to the same.
 */
export class Model {
  readonly days = new Days();
  readonly cases: Case[] = [];
  told: Told = { letters: [], rungs: [] };
  /** The calendar turned a day, and the open cases have not been moved yet. */
  turned = false;

  /** What was due by these facts, rungs and days: asked for after every step, and seldom another. */
  private readonly nexts = new WeakMap<object, { fired: number; version: number; next: number | null }>();

  constructor(public now: number) {}

  get today(): string {
    return officeDay(this.now);
  }

  of<K extends Kind>(kind: K): Case<K>[] {
    return this.cases.filter((one): one is Case<K> => one.kind === kind);
  }

  at(actor: Actor, email: boolean): At {
    return { days: this.days, today: this.today, now: iso(this.now), actor, email };
  }

  /** All that stands against a step; empty when it is lawful. */
  against(one: Case, step: Stepped, actor: Actor): string[] {
    return against(this.verb(one.kind, step), one.facts as never, step as never, this.at(actor, one.email));
  }

  /** Takes a step; gives what stood against it. */
  take(one: Case, step: Stepped, actor: Actor): string[] {
    const reasons = this.against(one, step, actor);
    if (reasons.length === 0) this.apply(one, step, actor);
    return reasons;
  }

  private verb(kind: Kind, step: Stepped): Verb<never, never> | undefined {
    return (VERBS[kind] as Record<string, Verb<never, never> | undefined>)[step.do];
  }

  private apply(one: Case, step: Stepped, actor: Actor, by: 'hand' | 'time' = 'hand'): void {
    const verb = this.verb(one.kind, step) as Verb<object, Stepped>;
    const at = this.at(actor, one.email);
    const before = one.facts;
    const opens =
      one.kind === 'request' && ['petugas', 'ppid'].includes(actor.role) && before.first_opened_at === null
        ? { first_opened_at: at.now }
        : {};
    one.facts = { ...before, ...verb.makes?.(before, step, at), ...opens };
    one.events += 1;
    const letter = verb.writes?.(one.facts, step, at, before);
    if (letter) this.write(one, letter);
    if (by === 'hand') {
      this.catchUpAfter(one, before, step.do === 'complete_papers' ? before : one.facts);
      this.lookAgain(one);
      one.blurred ||= this.turned;
    }
    if (one.kind === 'objection') this.follow(one as Case<'objection'>, before as FactsOf['objection']);
  }

  /** With the end of an objection its request may be closed, and the way to the commission opens. */
  private follow(one: Case<'objection'>, before: FactsOf['objection']): void {
    const f = one.facts;
    if (before.state === 'registered' && f.state !== 'registered' && one.behind) {
      const on = f.unanswered_on ?? f.answered_on ?? f.withdrawn_on;
      this.apply(one.behind, { do: 'objection_ended', on } as Stepped, SYSTEM);
    }
    const [was, is] = [answeredDay(before), answeredDay(f)];
    if (is === null || is === was) return;
    const dispute = this.of('dispute').find(({ behind }) => behind === one);
    if (!dispute) {
      const facts = opened(f, this.of('objection').indexOf(one), is, this.at(SYSTEM, one.email));
      this.add({ kind: 'dispute', facts, email: one.email, behind: one });
    } else if (dispute.facts.state === 'window_open') {
      this.apply(dispute, { do: 'window_moved', from: is } as Stepped, SYSTEM);
    }
  }

  private write(one: Case, letter: Letter): void {
    this.told.letters.push({ ref: one.ref, ...letter });
    if (one.email) one.waiting.push({ kind: letter.kind, on: this.today });
  }

  /** The mail of the newest letter leaves now: when that is a later day than it is dated, his days begin today. */
  mailLeaves(one: Case): string | null {
    const letter = one.waiting.pop();
    if (!letter) return null;
    const starts = one.kind === 'request' || one.kind === 'objection';
    if (starts && letter.on < this.today) {
      this.apply(one, { do: 'mail_left', letter: letter.kind, reached_on: this.today } as Stepped, SYSTEM);
    }
    return letter.kind;
  }

  private add<K extends Kind>(made: Pick<Case<K>, 'kind' | 'facts' | 'email' | 'behind'>): Case<K> {
    // A dispute is called as its objection is.
    const n = made.behind && made.kind === 'dispute' ? made.behind.ref.slice(1) : this.of(made.kind).length + 1;
    const ref = `${{ request: 'P', objection: 'K', dispute: 'S' }[made.kind]}${n}`;
    const one: Case<K> = { ...made, ref, fired: new Set(), next: null, blurred: false, events: 1, waiting: [] };
    this.cases.push(one as Case);
    this.lookAgain(one as Case);
    return one;
  }

  /** More than one working day between receipt and entry needs a reason and the scanned letter. */
  againstEntry({ received, scan }: { received: string; scan: boolean }): string[] {
    if (received > this.today) return ['received_after_recorded'];
    const late = this.days.between(received, this.today) > 1 && !scan;
    return late ? ['late_entry_needs_reason', 'late_entry_needs_scan'] : [];
  }

  /** Records a request, received today or earlier. */
  file(input: { received: string; opened: boolean; body: number | null; email: boolean }): Case<'request'> {
    const facts = filed(input, this.at(SYSTEM, input.email));
    const one = this.add({ kind: 'request', facts, email: input.email, behind: null });
    this.write(one as Case, { kind: 'receipt', names: [facts.due_on, facts.check_due_on] });
    this.catchUp(one, 0);
    return one;
  }

  private objecting(
    asked: { ground: string; received: string; found: string | null },
    request: Case<'request'> | null,
  ): Objecting {
    const others = this.of('objection').filter((one) => one.behind === request && request !== null);
    const open = others.filter(({ facts }) => facts.state === 'registered').map(({ facts }) => facts.ground as string);
    return { ...asked, request: request?.facts ?? null, open };
  }

  /** All that stands against an objection; empty when it is lawful. */
  againstObjection(asked: { ground: string; received: string; found: string | null }, request: Case<'request'> | null) {
    return objectionLacks(this.objecting(asked, request));
  }

  /** Files an objection; gives what stood against it. */
  object(
    asked: { ground: string; received: string; found: string | null },
    request: Case<'request'> | null,
    who: { body: number | null; email: boolean },
  ): { reasons: string[]; made: Case<'objection'> | null } {
    const objecting = this.objecting(asked, request);
    const reasons = objectionLacks(objecting);
    if (reasons.length > 0) return { reasons, made: null };
    const behind = asked.ground === 'b' ? null : request;
    const f = request?.facts;
    const holder = f ? (f.assigned_body_id ?? (f.returned_on === null ? f.body_id : null)) : who.body;
    const requestId = behind === null ? null : this.of('request').indexOf(behind);
    const facts = objected(objecting, { requestId, body: holder }, this.at(SYSTEM, who.email));
    const made = this.add({ kind: 'objection', facts, email: who.email, behind: behind as Case | null });
    this.write(made as Case, { kind: 'objection_receipt', names: [facts.due_on] });
    this.catchUp(made, 0);
    if (behind) this.apply(behind as Case, { do: 'objection_filed' }, SYSTEM);
    return { reasons, made };
  }

  /**
   * A step that is entered days after it happened, or that gives the case back, leaves rungs behind it: those that were
   * not due before it.
   */
  private catchUpAfter(one: Case, before: Case['facts'], since: Case['facts']): void {
    const was = rungs(one.kind, before, this.days, Date.parse(before.ladder_since), this.now);
    const due = new Set(was.filter(({ at }) => at <= this.now).map(firing));
    this.catchUp(one, Date.parse(since.ladder_since), due);
  }

  /** Rungs that lie behind: the highest is sent, the others are kept as skipped. */
  private catchUp(one: Case, since: number, due: ReadonlySet<string> = new Set()): void {
    const behind = rungs(one.kind, one.facts, this.days, since, this.now).filter(
      (rung) => rung.at <= this.now && !one.fired.has(firing(rung)) && !due.has(firing(rung)),
    );
    behind.forEach((rung, i) => {
      this.fire(one, rung, i === behind.length - 1 ? 'sent' : 'skipped');
    });
  }

  private fire(one: Case, rung: Fire, state: 'sent' | 'skipped'): void {
    one.fired.add(firing(rung));
    const vain = rung.letter !== null && this.misleads(one, rung.letter, rung.due_on);
    for (const to of rung.to) {
      const sent = vain && to === 'requester' ? 'skipped' : state;
      this.told.rungs.push({ ref: one.ref, step: rung.step, due_on: rung.due_on, to, state: sent });
      if (sent === 'sent') one.events += 1;
    }
    if (rung.letter === null || vain || state === 'skipped') return;
    const names = (REMINDS[rung.letter] as (typeof REMINDS)[string])(one.facts as never);
    this.write(one, { kind: rung.letter, names });
  }

  /** Nobody is reminded of a day that is over, nor told that he may object when he has, or may no longer. */
  private misleads(one: Case, letter: string, due: string): boolean {
    if (letter.endsWith('_reminder')) return this.today > due;
    if (one.kind !== 'request' || letter !== 'overdue') return false;
    const { open_objections, objection_ended_on, object_by } = (one as Case<'request'>).facts;
    return open_objections > 0 || objection_ended_on !== null || (object_by !== null && object_by < this.today);
  }

  /** One pass of the sweep, until nothing is due any more. */
  sweep(): void {
    this.advanceAll();
    if (!this.turned) return;
    this.turned = false;
    for (const one of this.cases) this.move(one);
    this.advanceAll();
  }

  private advanceAll(): void {
    for (let quiet = false; !quiet; ) {
      quiet = true;
      for (const kind of ['request', 'objection', 'dispute'] as const) {
        for (const one of this.of(kind)) if (this.isDue(one as Case) && this.advance(one as Case)) quiet = false;
      }
    }
  }

  private isDue = (one: Case): boolean => one.next !== null && one.next <= this.now;

  /** All that is due for one case, soonest first; a step of time before a rung of the same instant. */
  private advance(one: Case): boolean {
    for (let moves = 0; ; moves++) {
      const { step, rung } = this.due(one);
      if (step && step.at <= this.now && (!rung || step.at <= rung.at))
        this.apply(one, { do: step.step }, SYSTEM, 'time');
      else if (rung && rung.at <= this.now) this.fire(one, rung, 'sent');
      else {
        one.next = this.ahead(one);
        return moves > 0;
      }
    }
  }

  /** A step sets the next look, but never puts off one that is due. */
  private lookAgain(one: Case): void {
    if (one.next === null || one.next > this.now) one.next = this.ahead(one);
  }

  /** The first step of time, or the first rung from now on. */
  private ahead(one: Case): number | null {
    const [step] = timeSteps(one.kind, one.facts);
    const since = Math.max(this.now, Date.parse(one.facts.ladder_since));
    const [rung] = rungs(one.kind, one.facts, this.days, since, this.now);
    return soonest(step?.at, rung?.at);
  }

  private due(one: Case) {
    const [step] = timeSteps(one.kind, one.facts);
    const since = Date.parse(one.facts.ladder_since);
    const all = rungs(one.kind, one.facts, this.days, since, this.now);
    return { step, rung: all.find((rung) => !one.fired.has(firing(rung))) };
  }

  /** The instant at which something is due to a case by itself, gone by or to come; null when nothing is. */
  nextAt(one: Case): number | null {
    const known = this.nexts.get(one.facts);
    const [fired, version] = [one.fired.size, this.days.version];
    if (known?.fired === fired && known.version === version) return known.next;
    const { step, rung } = this.due(one);
    const next = soonest(step?.at, rung?.at);
    this.nexts.set(one.facts, { fired, version, next });
    return next;
  }

  private move(one: Case): void {
    const changes = moved(one.kind, one.facts, { days: this.days, today: this.today }, iso(this.now));
    if (Object.keys(changes).length === 0) {
      if (ENDED.includes(one.facts.state)) one.blurred = true;
      else if (!this.isDue(one) && this.ahead(one) !== one.next) one.next = this.now;
      // A rung that came to fall between the change and its move is found with the next one.
      const due = this.nextAt(one);
      if (due !== null && due <= this.now && !this.isDue(one)) one.blurred = true;
      return;
    }
    const told = toTell(one.kind, one.facts, changes);
    one.facts = { ...one.facts, ...changes } as Case['facts'];
    one.events += 1;
    this.lookAgain(one);
    if (!one.email || told.length === 0) return;
    const kind = one.kind === 'request' ? 'date_moved' : 'objection_date_moved';
    this.write(one, { kind, names: told.map(([, fresh]) => fresh) });
  }

  /** Changes one entry of the calendar; gives what stood against it. */
  change(day: DayOffKey, way: 'add' | 'remove'): string[] {
    const reasons = this.againstDay(day, way);
    if (reasons.length > 0) return reasons;
    const worked = this.days.works(day.date);
    if (way === 'add') this.days.add(day);
    else this.days.drop(day);
    if (this.days.works(day.date) !== worked) this.turned = true;
    return [];
  }

  private againstDay(day: DayOffKey, way: 'add' | 'remove'): string[] {
    if (way === 'add') {
      if (Number(day.date.slice(0, 4)) > 2027) return ['no_calendar'];
      if (this.days.weekend(day.date)) return ['weekend'];
      return this.days.has(day) ? ['already_there'] : [];
    }
    if (!this.days.has(day)) return ['not_there'];
    this.days.drop(day);
    const left = this.days.nationalDays(Number(day.date.slice(0, 4)));
    this.days.add(day);
    return day.kind === 'libur_nasional' && left < 10 ? ['would_empty'] : [];
  }
}
