import type { Role } from '../../src/workflow/facts';
import type { Bench } from './checks';
import { type DayOffKey, plusDays } from './days';
import type { Case, Model } from './model';
import type { Variant } from './variants';
import { variants } from './variants';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** So that every term still ends in a year that has a calendar. */
export const END = Date.parse('2027-05-31T00:00:00Z');

/** When the sweep runs while time passes: at each instant at which something is due, once at the end, or not at all. */
export type Sweeps = 'each' | 'end' | 'none';

/** One thing that is done, in plain data; numbers choose among what there is at that moment. */
export type What =
  | { do: 'file'; email: boolean; opened: boolean; back: number; scan: boolean; named: boolean }
  | { do: 'wait'; ms: number; sweeps: Sweeps }
  | { do: 'until'; which: number; late: number; sweeps: Sweeps }
  | { do: 'try'; which: number; pick: number; as: Role | null }
  | { do: 'next'; which: number; pick: number }
  | { do: 'verb'; which: number; verb: string; pick: number }
  | { do: 'object'; which: number; ground: string; back: number; found: number; scan: boolean; email: boolean }
  | { do: 'objectNext'; which: number; pick: number }
  | { do: 'mail'; which: number }
  | { do: 'holiday'; ahead: number; kind: DayOffKey['kind']; name: number; sweeps: boolean }
  | { do: 'workday'; pick: number; sweeps: boolean };

/** Verbs that lead nowhere new. */
const IDLE = new Set([
  'open',
  'add_papers',
  'confirm_receipt',
  'propose_answer',
  'record_letter',
  'settle',
  'delegate',
]);

/** The newest case first: small numbers choose what has just begun. */
const chosen = (model: Model, which: number): Case | undefined =>
  model.cases.length === 0 ? undefined : model.cases[model.cases.length - 1 - (which % model.cases.length)];

const DO: { [N in What['do']]: (what: Extract<What, { do: N }>, model: Model, bench: Bench) => Promise<void> } = {
  async file({ email, opened, back, scan, named }, model, bench) {
    const received = plusDays(model.today, -back);
    const body = named ? bench.portal.ids.bodies.own : null;
    bench.says(model, `file a request, received ${received}${email ? ', by e-mail' : ', on paper'}`);
    const reasons = model.againstEntry({ received, scan });
    if (reasons.length === 0) model.file({ received, opened, body, email });
    const code = await bench.portal.file({ received, opened, body, email, scan });
    await bench.compare(model, 'file', reasons, code);
  },

  async wait({ ms, sweeps }, model, bench) {
    await pass(model, bench, model.now + ms, sweeps);
  },

  /** To the instant at which something is due to a case, a little before, or after. */
  async until({ which, late, sweeps }, model, bench) {
    const one = chosen(model, which);
    const due = one && model.nextAt(one);
    if (due != null && due + late > model.now) await pass(model, bench, due + late, sweeps);
  },

  async try({ which, pick, as }, model, bench) {
    const one = chosen(model, which);
    if (!one) return;
    const { step, actor } = at(variants(one, model, bench.portal.ids), pick);
    await take(one, { step, actor: as === null ? actor : { ...actor, role: as } }, model, bench);
  },

  async next({ which, pick }, model, bench) {
    const one = chosen(model, which);
    if (!one) return;
    const lawful = variants(one, model, bench.portal.ids).filter(
      ({ step, actor }) => model.against(one, step, actor).length === 0,
    );
    const onward = lawful.filter(({ step }) => !IDLE.has(step.do));
    const open = onward.length > 0 && pick % 4 > 0 ? onward : lawful;
    const verbs = [...new Set(open.map(({ step }) => step.do))];
    if (verbs.length === 0) return;
    const verb = verbs[pick % verbs.length];
    const of = open.filter(({ step }) => step.do === verb);
    await take(one, at(of, Math.floor(pick / verbs.length)), model, bench);
  },

  async verb({ which, verb, pick }, model, bench) {
    const one = chosen(model, which);
    if (!one) return;
    const found = variants(one, model, bench.portal.ids).filter(({ step }) => step.do === verb);
    const lawful = found.filter(({ step, actor }) => model.against(one, step, actor).length === 0);
    if (lawful.length > 0) await take(one, at(lawful, pick), model, bench);
  },

  async object({ which, ground, back, found, scan, email }, model, bench) {
    const requests = model.of('request');
    const request = which === 0 || requests.length === 0 ? null : (requests[which % requests.length] ?? null);
    const received = plusDays(model.today, -back);
    const foundOn = found === 0 ? null : plusDays(model.today, 3 - found);
    await object({ ground, received, found: foundOn, scan, email }, request, model, bench);
  },

  async objectNext({ which, pick }, model, bench) {
    const requests = model.of('request');
    const request = requests[which % Math.max(1, requests.length)] ?? null;
    const asked = { received: model.today, found: plusDays(model.today, -(pick % 50)), scan: false };
    const lawful = (ground: string) => model.againstObjection({ ...asked, ground }, request).length === 0;
    const grounds = [...'acdefg'].filter(lawful);
    const ground = grounds.length === 0 ? 'b' : (grounds[pick % grounds.length] as string);
    const behind = ground === 'b' ? null : request;
    await object({ ...asked, ground, email: request?.email ?? pick % 2 === 0 }, behind, model, bench);
  },

  async mail({ which }, model, bench) {
    const one = chosen(model, which);
    if (!one) return;
    const letter = model.mailLeaves(one);
    if (letter === null) return;
    bench.says(model, `the mail of letter ${letter} of ${one.ref} leaves only now`);
    await bench.portal.mailLeaves(one.ref, letter);
    await bench.compare(model, 'mail_left', [], null);
  },

  async holiday({ ahead, kind, name, sweeps }, model, bench) {
    const day = { date: plusDays(model.today, ahead), kind, name: `Libur ${name}` };
    await change(day, 'add', sweeps, model, bench);
  },

  async workday({ pick, sweeps }, model, bench) {
    const entries = model.days.entriesFrom(plusDays(model.today, -3), 12);
    const day = entries[pick % Math.max(1, entries.length)];
    if (day) await change(day, 'remove', sweeps, model, bench);
  },
};

const at = (found: readonly Variant[], pick: number): Variant => found[pick % found.length] as Variant;

async function take(one: Case, { step, actor }: Variant, model: Model, bench: Bench): Promise<void> {
  const { do: verb, ...said } = step as { do: string } & Record<string, unknown>;
  bench.says(model, `${one.ref} ${verb} by ${actor.role} ${actor.userId ?? ''} ${JSON.stringify(said)}`);
  const reasons = model.take(one, step, actor);
  const code = await bench.portal.step(one.ref, step, actor);
  await bench.compare(model, `${one.kind} ${verb}`, reasons, code);
}

async function object(
  asked: { ground: string; received: string; found: string | null; scan: boolean; email: boolean },
  request: Case<'request'> | null,
  model: Model,
  bench: Bench,
): Promise<void> {
  const { ground, received, found, scan, email } = asked;
  bench.says(model, `object on ground ${ground} to ${request?.ref ?? 'nothing'}, received ${received}, found ${found}`);
  const body = bench.portal.ids.bodies.other;
  const entry = model.againstEntry({ received, scan });
  const reasons =
    entry.length > 0 ? entry : model.object({ ground, received, found }, request, { body, email }).reasons;
  const ref = request?.ref ?? null;
  const code = await bench.portal.object({ ground, received, found, request: ref, body, email, scan });
  await bench.compare(model, `object on ${'abcdefg'.includes(ground) ? ground : 'no ground'}`, reasons, code);
}

async function change(day: DayOffKey, way: 'add' | 'remove', sweeps: boolean, model: Model, bench: Bench) {
  bench.says(model, `${way} a day off: ${day.date} ${day.kind} ${day.name}`);
  const reasons = model.change(day, way);
  const code = await bench.portal.change(day, way);
  if (sweeps && code === null) await sweep(model, bench);
  await bench.compare(model, way === 'add' ? 'add_holiday' : 'remove_holiday', reasons, code);
}

async function sweep(model: Model, bench: Bench): Promise<void> {
  model.sweep();
  await bench.portal.sweep();
}

/** Time passes up to an instant. */
async function pass(model: Model, bench: Bench, until: number, sweeps: Sweeps): Promise<void> {
  const end = Math.min(until, END);
  for (let last = 0; sweeps === 'each'; ) {
    const due = model.cases.map((one) => model.nextAt(one)).filter((next): next is number => next !== null);
    const next = Math.min(...due);
    if (!(next <= end) || next === last) break;
    last = next;
    setNow(model, bench, Math.max(next, model.now));
    await sweep(model, bench);
  }
  setNow(model, bench, Math.max(end, model.now));
  bench.says(model, sweeps === 'none' ? 'time has passed, and no sweep ran' : `the sweep runs (${sweeps})`);
  if (sweeps !== 'none') await sweep(model, bench);
  await bench.compare(model, 'wait', [], null);
}

function setNow(model: Model, bench: Bench, ms: number): void {
  model.now = ms;
  bench.portal.setNow(ms);
}

/** Does one thing; a second later than the last, so that no two share an instant. */
export async function perform(what: What, model: Model, bench: Bench): Promise<void> {
  setNow(model, bench, model.now + 1000);
  await (DO[what.do] as (w: What, m: Model, b: Bench) => Promise<void>)(what, model, bench);
}
