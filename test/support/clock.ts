import type { Clock } from '../../src/deps';

/** Friday, 09.00 in Demak: where the tests' legal clock stands unless a test says otherwise. */
export const FRIDAY_MORNING = '2026-12-11T02:00:00.000Z';

/** Legal time stands still until it is set; real time runs, and may be moved ahead for lock-outs and one-time links. */
export type TestClock = Clock & {
  /** Any ISO instant, such as `2026-12-11T09:00:00+07:00`. */
  set(iso: string): void;
  /** Moves real time ahead (or back), in milliseconds. */
  passReal(ms: number): void;
};

/** A clock for one test app. */
export function testClock(start = FRIDAY_MORNING): TestClock {
  let legal = new Date(start);
  let ahead = 0;
  return {
    now: () => new Date(legal),
    real: () => new Date(Date.now() + ahead),
    set: (iso) => {
      legal = new Date(iso);
      if (Number.isNaN(legal.getTime())) throw new Error(`Not an instant: ${iso}`);
    },
    passReal: (ms) => {
      ahead += ms;
    },
  };
}
