import { iso, officeDay } from './days';
import { atRest } from './ladder';
import type { Case, Model } from './model';
import type { Look, Portal, Standing } from './portal';
import { Replay } from './replay';

/** The day of every exemption that the stored portal's letters speak of. */
const DECIDED = '2024-12-01';

/** How often each verb was taken and refused, over all runs: a test that never gets anywhere proves nothing. */
export type Tally = { steps: Map<string, { taken: number; refused: number }>; states: Set<string> };

/** One portal under comparison, with all that was seen of it in this run. */
export class Bench {
  readonly said: string[] = [];
  private readonly replay = new Replay();
  private readonly fired = new Set<string>();
  private readonly mails = new Set<string>();
  private standing = new Map<string, Standing>();
  /** Every day that ever stood in a case's row. */
  private readonly days = new Map<string, Set<string>>();
  /** Days on which something happened, and days that a change of the calendar turned. */
  private readonly mentioned = new Set<string>([DECIDED]);
  private readonly compared = new Map<string, object>();

  constructor(
    readonly portal: Portal,
    private readonly tally: Tally,
  ) {}

  /** Notes what was tried in words, before it is judged. */
  says(model: Model, text: string): void {
    this.said.push(
      `${iso(model.now + 7 * 3_600_000)
        .slice(0, 19)
        .replace('T', ' ')}  ${text}`,
    );
  }

  /**
   * Compares an outcome and everything it left behind with the model. `reasons` is what the model has against it, `code`
   * the portal's own refusal; null where nothing can be refused.
   */
  async compare(model: Model, verb: string, reasons: readonly string[], code: string | null): Promise<void> {
    const faults: string[] = [];
    const refused = code !== null;
    this.count(verb, refused);
    if (refused !== reasons.length > 0 || (code !== null && !reasons.includes(code))) {
      const ours = reasons.length === 0 ? 'lawful' : `refused for ${reasons.join(' or ')}`;
      faults.push(`${verb} is ${ours} to the model, and ${code ?? 'was taken'}`);
    }
    const look = await this.portal.look();
    if (refused) faults.push(...this.left(look));
    if (this.portal.mails) this.note(look);
    faults.push(...this.cases(model, look), ...this.letters(model, look), ...this.rungs(model, look));
    faults.push(...this.log(look), ...this.mail(look));
    model.told = { letters: [], rungs: [] };
    this.standing = new Map(look.cases.map((one) => [one.ref, one]));
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\n\nWhat was done:\n${this.said.join('\n')}\n`);
  }

  private note({ cases, log }: Look): void {
    for (const { at, day } of log) this.mentioned.add(day?.date ?? officeDay(at)).add(officeDay(at));
    for (const { ref, facts } of cases) {
      const days = this.days.get(ref) ?? new Set();
      this.days.set(ref, days);
      for (const value of Object.values(facts)) if (typeof value === 'string' && value.length === 10) days.add(value);
    }
  }

  private count(verb: string, refused: boolean): void {
    const seen = this.tally.steps.get(verb) ?? { taken: 0, refused: 0 };
    seen[refused ? 'refused' : 'taken'] += 1;
    this.tally.steps.set(verb, seen);
  }

  /** A refused step leaves nothing behind. */
  private left({ cases, letters, rungs, log, mails }: Look): string[] {
    const traces = letters.length + rungs.length + log.length + mails.length;
    const faults = traces === 0 ? [] : [`the refused step left ${traces} traces`];
    for (const now of cases) {
      const was = this.standing.get(now.ref);
      if (!was || was.next !== now.next || was.events !== now.events)
        faults.push(`${now.ref} changed by a refused step`);
    }
    return faults;
  }

  private cases(model: Model, { cases }: Look): string[] {
    if (cases.length !== model.cases.length) return [`${cases.length} cases, ${model.cases.length} in the model`];
    return cases.flatMap((real) => {
      const one = model.cases.find(({ ref }) => ref === real.ref) as Case;
      this.tally.states.add(`${one.kind} ${one.facts.state}`);
      return [...(this.unchanged(one, real) ? [] : unlike(one, real)), ...clock(model, one, real)];
    });
  }

  /** Neither side made new facts since they were last compared. */
  private unchanged({ ref, facts }: Case, real: Standing): boolean {
    const [was, known] = [this.standing.get(ref), this.compared.get(ref)];
    this.compared.set(ref, facts);
    return was !== undefined && was.facts === real.facts && was.events === real.events && known === facts;
  }

  private letters(model: Model, { letters }: Look): string[] {
    const expected = [...model.told.letters];
    const faults: string[] = [];
    for (const { ref, kind, text, mails } of letters) {
      const byMail = model.cases.find((one) => one.ref === ref)?.email ? 1 : 0;
      if (mails !== null && mails !== byMail) faults.push(`the letter ${kind} of ${ref} left by ${mails} mails`);
      const i = expected.findIndex((one) => one.ref === ref && one.kind === kind);
      if (i < 0) {
        faults.push(`${ref} got a letter ${kind} that nobody expected`);
        continue;
      }
      const [letter] = expected.splice(i, 1);
      const missing = (letter?.names ?? []).filter(
        (day) => day !== null && text !== null && !text.includes(inWords(day)),
      );
      if (text !== null) faults.push(...this.strange(model, ref, text, letter?.names ?? []));
      if (missing.length > 0) faults.push(`the letter ${kind} of ${ref} does not name ${missing.join(', ')}:\n${text}`);
    }
    return [...faults, ...expected.map(({ ref, kind }) => `${ref} got no letter ${kind}`)];
  }

  /** Days that a letter names although they are none of its case's, now or ever, no days off, and nothing happened on them. */
  private strange(model: Model, ref: string, text: string, names: readonly (string | null)[]): string[] {
    // A dispute is called as its objection is; which request is behind it does not matter here.
    const family = [...this.days.keys()].filter((one) => one.slice(1) === ref.slice(1) || one.startsWith('P'));
    const known = new Set([...family.flatMap((one) => [...(this.days.get(one) ?? [])]), ...names, ...this.mentioned]);
    const kept = keptCount(text, (from, count) => model.days.after(from, count));
    if (kept !== null && known.has(kept.stands)) known.add(kept.counted);
    const strange = daysIn(text).filter((day) => !known.has(day) && model.days.works(day));
    return strange.length === 0
      ? []
      : [`a letter of ${ref} names ${strange.join(', ')}, which is no day of its case:\n${text}`];
  }

  private rungs(model: Model, { rungs, mails }: Look): string[] {
    const key = (rung: Look['rungs'][number]) => `${rung.ref} ${rung.step} ${rung.due_on} ${rung.to}`;
    const expected = new Set(model.told.rungs.map((rung) => `${key(rung)} ${rung.state}`));
    const faults: string[] = [];
    for (const rung of rungs) {
      if (this.fired.has(key(rung))) faults.push(`${key(rung)} was escalated twice`);
      this.fired.add(key(rung));
      const mail = `escalation:${rung.ref}:${rung.step}:${rung.due_on}:${rung.to}:`;
      const wanted = this.portal.mails && rung.state === 'sent' && rung.to !== 'requester';
      if (wanted && !mails.some((occasion) => occasion.startsWith(mail))) faults.push(`${key(rung)} reached nobody`);
      if (!expected.delete(`${key(rung)} ${rung.state}`)) faults.push(`${key(rung)} ${rung.state}: nobody expected it`);
    }
    return [...faults, ...[...expected].map((rung) => `${rung}: it did not happen`)];
  }

  private log({ log, cases }: Look): string[] {
    for (const entry of log) this.replay.read(entry);
    const faults = this.replay.faults.splice(0);
    const spoke = new Set(log.map(({ ref }) => ref));
    const changed = cases.filter(({ ref, facts }) => spoke.has(ref) || this.standing.get(ref)?.facts !== facts);
    return [...faults, ...changed.flatMap(({ ref, facts }) => this.replay.differences(ref, facts))];
  }

  private mail({ mails }: Look): string[] {
    return mails.flatMap((key) => {
      if (this.mails.has(key)) return [`${key} was mailed twice`];
      this.mails.add(key);
      return [];
    });
  }
}

function unlike(one: Case, real: Standing): string[] {
  const model = one.facts as unknown as Record<string, unknown>;
  const faults = Object.entries(real.facts).flatMap(([name, value]) =>
    model[name] === value ? [] : [`${one.ref} ${name}: ${value}, ${model[name]} in the model`],
  );
  if (one.events !== real.events) faults.push(`${one.ref} has ${real.events} events, ${one.events} in the model`);
  return faults;
}

/** No case without a next clock unless it is at its end; and what is due is never looked at later than it is due. */
function clock(model: Model, one: Case, { next }: Standing): string[] {
  const due = model.nextAt(one);
  const rests = atRest(one.kind, one.facts);
  if (next === null && !rests) return [`${one.ref} is ${one.facts.state} and has no next clock`];
  // While a change of the calendar waits for its move, rungs still fall on the days they had.
  if (due === null || model.turned || one.blurred) return [];
  return next === null || next > iso(Math.max(due, model.now))
    ? [`${one.ref} is looked at ${next}, but something is due ${iso(due)}`]
    : [];
}

const WEEKDAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' ');

/** A day as letters write it: "Selasa, 29 Desember 2026". */
export function inWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return `${WEEKDAYS[weekday]}, ${day} ${MONTHS[month - 1]} ${year}`;
}

const IN_WORDS = new RegExp(`(?:${WEEKDAYS.join('|')}), (\\d{1,2}) (${MONTHS.join('|')}) (\\d{4})`, 'g');

const DAY = IN_WORDS.source;
const KEPT = new RegExp(
  `Hari ke-0 adalah (${DAY}).*?hari kerja ke-(\\d+) jatuh pada (${DAY}).*hitungannya jatuh pada (${DAY})\\. Yang berlaku tetap (${DAY}):`,
);

/**
 * Where a letter says that another date stands than the calendar of today gives: the date that was counted, if it was
 * counted rightly, and the one that stands. Null where it says nothing of the kind, or counted wrongly.
 */
function keptCount(
  text: string,
  count: (from: string, days: number) => string,
): { counted: string; stands: string } | null {
  const found = KEPT.exec(text);
  if (!found) return null;
  const [from, counted, again, stands] = daysOf(found[0]);
  const days = Number(/hari kerja ke-(\d+) jatuh/.exec(found[0])?.[1]);
  if (!from || !counted || !stands || counted !== again) return null;
  return count(from, days) === counted ? { counted, stands } : null;
}

/** The days of a text in its order, repeated ones too. */
function daysOf(text: string): string[] {
  return [...text.matchAll(IN_WORDS)].map(([words]) => daysIn(words)[0] as string);
}

/** The days that a text writes out, each once. */
function daysIn(text: string): string[] {
  const found = [...text.matchAll(IN_WORDS)].map(([, day = '', month = '', year]) => {
    return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  });
  return [...new Set(found)];
}
