import fc, { type AsyncCommand } from 'fast-check';
import type { Role } from '../../src/workflow/facts';
import type { Bench } from './checks';
import type { DayOffKey } from './days';
import { DAY, END, HOUR, perform, type Sweeps, type What } from './deeds';
import type { Model } from './model';

/** One command of fast-check. */
class Deed implements AsyncCommand<Model, Bench, false> {
  private said: string | null = null;

  constructor(private readonly what: What) {}

  check(model: Readonly<Model>): boolean {
    return model.now < END;
  }

  async run(model: Model, bench: Bench): Promise<void> {
    const before = bench.said.length;
    try {
      await perform(this.what, model, bench);
    } finally {
      this.said = bench.said.slice(before).join('; ') || null;
    }
  }

  /** A copy for another run: what this one said stays its own. */
  [fc.cloneMethod](): Deed {
    return new Deed(this.what);
  }

  toString(): string {
    return this.said ?? `(nothing to ${this.what.do})`;
  }
}

const STAFF: Role[] = ['requester', 'petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin'];
const roles = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(...STAFF) },
);
const nat = fc.nat({ max: 999 });
const sweeps = fc.constantFrom<Sweeps>('end', 'end', 'end', 'each', 'none');
const kinds = fc.constantFrom<DayOffKey['kind']>('cuti_bersama', 'libur_nasional', 'local');
const weighted = <N extends What['do']>(
  weight: number,
  name: N,
  rest: Omit<{ [K in keyof Extract<What, { do: N }>]: fc.Arbitrary<Extract<What, { do: N }>[K]> }, 'do'>,
) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(name), ...rest } as never) as fc.Arbitrary<What>,
});

/** Everything that may happen, the lawful more often than the rest so that cases get far. */
export const whats: fc.Arbitrary<What> = fc.oneof(
  weighted(3, 'file', {
    email: fc.boolean(),
    opened: fc.boolean(),
    named: fc.boolean(),
    back: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.integer({ min: -1, max: 25 }) },
    ),
    scan: fc.boolean(),
  }),
  weighted(4, 'wait', {
    ms: fc.oneof(
      fc.integer({ min: 1, max: 40 }).map((n) => n * HOUR),
      fc.integer({ min: 1, max: 12 }).map((n) => n * DAY),
      fc.integer({ min: 2, max: 14 }).map((n) => n * 7 * DAY),
    ),
    sweeps,
  }),
  weighted(6, 'until', {
    which: nat,
    late: fc.constantFrom(0, 0, -2000, -12 * HOUR, 1000, 9 * HOUR),
    sweeps,
  }),
  weighted(5, 'try', { which: nat, pick: nat, as: roles }),
  weighted(10, 'next', { which: nat, pick: nat }),
  weighted(2, 'object', {
    which: nat,
    ground: fc.constantFrom(...'abcdefgz'),
    back: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.integer({ min: -1, max: 40 }) },
    ),
    found: fc.nat({ max: 60 }),
    scan: fc.boolean(),
    email: fc.boolean(),
  }),
  weighted(3, 'objectNext', { which: nat, pick: nat }),
  weighted(1, 'mail', { which: nat }),
  weighted(2, 'holiday', {
    ahead: fc.integer({ min: -3, max: 45 }),
    kind: kinds,
    name: fc.nat({ max: 1 }),
    sweeps: fc.boolean(),
  }),
  weighted(1, 'workday', { pick: nat, sweeps: fc.boolean() }),
);

/** The commands of a run, at the most so many. */
export const deeds = (most: number) =>
  fc.commands<Model, Bench, false>([whats.map((what) => new Deed(what))], { maxCommands: most, size: 'max' });

const file: What = { do: 'file', email: true, opened: false, back: 0, scan: false, named: true };
const verb = (name: string, pick = 0): What => ({ do: 'verb', which: 0, verb: name, pick });
const days = (n: number, how: Sweeps = 'end'): What => ({ do: 'wait', ms: n * DAY, sweeps: how });
const objection: What[] = [
  file,
  days(20),
  { do: 'object', which: 1, ground: 'c', back: 0, found: 0, scan: false, email: true },
];
const silence: What[] = [...objection, days(60)];
const commission: What[] = [
  ...objection,
  days(3),
  verb('answer_objection'),
  days(2),
  verb('file_dispute'),
  verb('register_dispute'),
];
const decided: What[] = [...commission, verb('adjudicate'), days(5), verb('decide_dispute')];

/** How far the first case has come when chance takes over. */
export const PRELUDES: readonly (readonly What[])[] = [
  [],
  [file],
  [{ ...file, email: false }, verb('declare_incomplete')],
  [file, verb('propose_refusal'), verb('approve_refusal')],
  [file, verb('grant')],
  objection,
  silence,
  [...silence, verb('file_dispute')],
  commission,
  [...commission, verb('mediate')],
  decided,
  [...decided, verb('go_to_court'), verb('court_decides')],
  [...commission, verb('decide_dispute', 2), days(2)],
  [...commission, verb('mediate'), days(20), verb('settle_dispute', 2)],
];

export type Beginning = { at: number; prelude: number };

/** Some minute of two years, nights and days off among them. */
export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  at: fc
    .integer({ min: 0, max: 640 * 24 * 60 })
    .map((minutes) => Date.parse('2025-01-01T00:00:00Z') + minutes * 60_000),
  prelude: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat({ max: PRELUDES.length - 1 }) },
  ),
});
