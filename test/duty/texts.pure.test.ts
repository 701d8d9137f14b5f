import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshness } from '../../src/duty/clock';
import { htmlOf } from '../../src/duty/markdown';
import { fillMarks, unknownMarks } from '../../src/duty/marks';
import { DUTY_TEXTS } from '../../src/duty/texts';

const words = (lang: string, code: string) =>
  readFileSync(join(__dirname, '../../src/duty/texts', lang, `${code}.md`), 'utf8');

test.each(DUTY_TEXTS)('$code has first words in both languages, with known marks only', ({ code }) => {
  for (const lang of ['id', 'en']) {
    expect(existsSync(join(__dirname, '../../src/duty/texts', lang, `${code}.md`))).toBe(true);
    expect(unknownMarks(words(lang, code))).toEqual([]);
    // A length of the law is a mark, never typed: an office that sets another must not have to look for it.
    expect(words(lang, code)).not.toMatch(/\d+ (hari kerja|working days|bulan|months)/);
  }
});

test('marks are filled, what has no value is a dash, what is unknown is named once', () => {
  expect(fillMarks('{{surel}} dan {{ telepon }}', { surel: 'a@b.test', telepon: '' })).toBe('a@b.test dan –');
  expect(fillMarks('{{surel}}, {{telepon}}.', { surel: 'a@b.test' })).toBe('a@b.test.');
  expect(unknownMarks('{{surel}} {{nama}} {{nama}} {{jangka:answer}} {{jangka:x}}')).toEqual(['nama', 'jangka:x']);
});

test('whatever is typed, nothing but words, lists, tables and safe links comes out', () => {
  const html = htmlOf(
    '# Judul\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![p](https://x.test/a.png) [ya](/lacak)',
  );
  expect(html).toContain('<h2>Judul</h2>');
  expect(html).not.toMatch(/<script|<img|href="javascript/);
  expect(html).toContain('<a href="/lacak">ya</a>');
});

test.each([
  [null, '2026-12-11', 'never', null],
  ['2026-06-11', '2026-12-11', 'fresh', '2026-12-11'],
  ['2026-06-10', '2026-12-11', 'due', '2026-12-10'],
  ['2026-08-31', '2027-02-28', 'fresh', '2027-02-28'],
])('checked on %s, read on %s: %s', (checked, today, state, due_on) => {
  expect(freshness(checked, today)).toEqual({ state, due_on });
});
