import { isLetterNumberFormat, LETTER_NUMBER_FORMAT, letterNumber } from '../../src/letters/number';

test.each([
  [LETTER_NUMBER_FORMAT, 14, '2026-12-29', '014/PPID/XII/2026'],
  [LETTER_NUMBER_FORMAT, 1234, '2027-01-04', '1234/PPID/I/2027'],
  ['045.2/{seq:4}/KOMINFO/{month}/{year}', 7, '2026-04-09', '045.2/0007/KOMINFO/04/2026'],
  ['{seq}-{year}', 7, '2026-09-09', '7-2026'],
])('%s gives letter %i of %s the number %s', (format, seq, day, expected) => {
  expect(letterNumber(format, seq, day)).toBe(expected);
});

test.each([LETTER_NUMBER_FORMAT, '{seq}/{year}', '045.2/{seq:4}/KOMINFO/{roman month}/{year}'])(
  '%s is a format',
  (format) => {
    expect(isLetterNumberFormat(format)).toBe(true);
  },
);

test.each(['', '{seq}', '{year}', '{seq}{seq}/{year}', '{seq}/{jahr}/{year}', '{seq}/{year}\nBcc: x', 'x'.repeat(90)])(
  '%j is none: it would give two letters one number or break a line',
  (format) => {
    expect(isLetterNumberFormat(format)).toBe(false);
  },
);
