import fc from 'fast-check';
import { addDays } from '../../src/calendar/working-days';
import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionGround } from '../../src/workflow/objection-facts';
import { groundBegins, judgeGrounds, REQUEST_GROUNDS } from '../../src/workflow/objection-grounds';
import { CAL, request } from './facts';

const judged = (ground: ObjectionGround, f: RequestFacts, today: string) =>
  judgeGrounds(CAL, f, [], today).find((one) => one.ground === ground);

test('the day a ground begins is the first on which it is not premature', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-12-11', n));
  fc.assert(
    fc.property(
      fc.constantFrom(...REQUEST_GROUNDS),
      fc.option(day, { nil: null }),
      fc.option(day, { nil: null }),
      (ground, noticed, promised) => {
        const f = request({ notified_on: noticed, notice_reached_on: noticed, promised_on: promised });
        const begins = groundBegins(ground, f);
        if (begins === null) return;
        // What is told today holds only while nothing else happens: a notice that is still to come is none yet.
        const from = noticed !== null && noticed > begins ? noticed : begins;
        expect(judged(ground, f, from)?.ok).toBe(true);
        if (noticed === null || noticed <= f.due_on) expect(judged(ground, f, addDays(begins, -1))?.ok).toBe(false);
      },
    ),
  );
});

test('a ground that waits for a notice begins on no day of its own, nor does any of a request that ended', () => {
  for (const ground of ['a', 'd', 'e', 'f'] as const) expect(groundBegins(ground, request())).toBeNull();
  for (const ground of REQUEST_GROUNDS) expect(groundBegins(ground, request({ state: 'withdrawn' }))).toBeNull();
});

test('a year without a calendar leaves the ground, without its last day', () => {
  const f = request({ due_on: '2027-12-30' });
  expect(judged('c', f, '2027-12-31')).toEqual({ ground: 'c', ok: true, window: null });
});
