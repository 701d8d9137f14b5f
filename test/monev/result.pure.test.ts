import fc from 'fast-check';
import { apartOf, otherBand } from '../../src/monev/result';
import type { Score } from '../../src/monev/score';
import { startingQuestionnaire } from '../../src/monev/starting';

const part = (code: string, got: number, most: number) => ({
  ...{ code, name: code.toUpperCase(), got, most, answered: 1, of: 1, questions: [] },
});
const own = (sections: Score['sections'], total: number): Score => ({
  ...{ sections, total, band: { name: 'Cukup Informatif', from: 60 }, answered: 1, of: 1 },
});

test('a hand-worked difference: what each indicator explains, and what none does', () => {
  const score = own([part('a', 52.5, 60), part('b', 15, 40)], 67.5);
  expect(apartOf(score, { score: 75, band: 'Cukup Informatif', sections: { a: 50, b: 20.25 } })).toEqual({
    difference: 7.5,
    parts: [
      { code: 'a', name: 'A', own: 52.5, official: 50, difference: -2.5 },
      { code: 'b', name: 'B', own: 15, official: 20.25, difference: 5.25 },
    ],
    rest: 4.75,
  });
  // An indicator that the commission gave no points of, and one that the office does not know.
  expect(apartOf(score, { score: 60, band: '', sections: { z: 10 } })).toEqual({
    difference: -7.5,
    parts: [{ code: 'z', name: 'z', own: null, official: 10, difference: 10 }],
    rest: -17.5,
  });
});

test('what is shown always adds up to the cent', () => {
  const points = fc.integer({ min: 0, max: 5000 }).map((n) => n / 100);
  fc.assert(
    fc.property(points, points, points, points, points, (a, b, total, x, y) => {
      const score = own([part('a', a / 3, 50), part('b', b / 7, 50)], total);
      const { difference, parts, rest } = apartOf(score, { score: 2 * total, band: '', sections: { a: x, b: y } });
      const sum = parts.reduce((all, one) => all + Math.round(one.difference * 100), 0) + Math.round(rest * 100);
      return sum === Math.round(difference * 100);
    }),
  );
});

test('a band that the thresholds would not give is told', () => {
  const { bands } = startingQuestionnaire('provinsi');
  expect(bands).toHaveLength(5);
  expect(otherBand({ bands }, { score: 90, band: 'Informatif', sections: {} })).toBeNull();
  expect(otherBand({ bands }, { score: 89.99, band: 'Informatif', sections: {} })).toBe('Menuju Informatif');
});
