import { z } from 'zod';
import { findProjectRoot } from '../../src/config';
import { loadCatalogue } from '../../src/i18n/catalogue';
import {
  day,
  emailAddress,
  oneOf,
  optionalDay,
  optionalEmail,
  optionalText,
  requiredText,
  ticked,
  tickedOf,
} from '../../src/web/fields';
import { blankForm, cleanText, parseForm, withErrors } from '../../src/web/forms';

const t = loadCatalogue(findProjectRoot(), { strict: true }).for('id');

const schema = z.object({
  requester: z.object({ name: requiredText(20), email: optionalEmail() }),
  note: optionalText(10),
  on: day(),
  kind: oneOf(['person', 'group']),
  ways: tickedOf(['mail', 'desk']),
  agree: ticked().refine((yes) => yes, 'web:form.choose'),
});

const good = {
  requester: { name: ' Budi ', email: '' },
  note: '',
  on: '2026-12-29',
  kind: 'person',
  ways: 'mail',
  agree: '1',
};

describe('parseForm', () => {
  it('gives typed data from what a browser sends', () => {
    const result = parseForm(schema, { ...good, _csrf: 'secret' }, t);
    expect(result).toEqual({
      ok: true,
      data: {
        requester: { name: 'Budi', email: null },
        note: null,
        on: '2026-12-29',
        kind: 'person',
        ways: ['mail'],
        agree: true,
      },
      form: expect.objectContaining({ errors: {} }),
    });
    expect(result.form.values).not.toHaveProperty('_csrf');
  });

  it('refuses brackets within brackets by the ten thousand, and does not break', () => {
    const deep = JSON.parse(`{"note":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect(parseForm(schema, { ...good, ...deep }, t)).toMatchObject({
      ok: false,
      form: { errors: { note: expect.any(String) } },
    });
  });

  it('reads bracketed names, whether the parser nested them or not', () => {
    const { requester, ...flat } = good;
    const sent = { ...flat, 'requester[name]': requester.name, 'requester[email]': 'A@b.id' };
    expect(parseForm(schema, sent, t)).toMatchObject({
      ok: true,
      data: { requester: { name: 'Budi', email: 'a@b.id' } },
    });
    const bad = { ...sent, '__proto__[polluted]': 'x', 'requester[__proto__][polluted]': 'x', 'a[b][c][d][e]': 'x' };
    expect(parseForm(schema, bad, t).ok).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('names each field as the page does and keeps what was typed', () => {
    const typed = {
      ...good,
      requester: { name: '', email: 'bukan' },
      note: 'x'.repeat(11),
      on: '2026-02-30',
      kind: 'x',
      ways: ['mail', 'y'],
    };
    const result = parseForm(schema, typed, t);
    expect(result.ok).toBe(false);
    expect(result.form.errors).toEqual({
      'requester[name]': 'Bagian ini wajib diisi.',
      'requester[email]': t('web:form.email'),
      note: 'Tulis paling banyak 10 karakter.',
      on: t('web:form.day'),
      kind: 'Pilih salah satu dari daftar.',
      ways: 'Pilih salah satu dari daftar.',
    });
    expect(result.form.values).toMatchObject({ 'requester[email]': 'bukan', on: '2026-02-30', ways: ['mail', 'y'] });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ requester: 'flat' }],
    [{ requester: { name: { deep: 'x' } } }],
  ])('refuses a body like %j with sentences, not with a fault', (body) => {
    const result = parseForm(schema, body, t);
    expect(result.ok).toBe(false);
    for (const message of Object.values(result.form.errors)) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  it('neither changes nor gives back a secret', () => {
    const login = z.object({ email: emailAddress(), password: z.string().min(12, 'web:form.tooShort') });
    const result = parseForm(login, { email: ' A@B.ID ', password: ' pendek ' }, t, { secret: ['password'] });
    expect(result.form).toEqual({
      values: { email: 'A@B.ID' },
      errors: { password: 'Tulis paling sedikit 12 karakter.' },
    });
    expect(parseForm(login, { email: ' A@B.ID ', password: ' twelve chars ' }, t)).toMatchObject({
      data: { email: 'a@b.id' },
    });
  });

  it('accepts an optional day or none', () => {
    const one = z.object({ on: optionalDay() });
    expect(parseForm(one, {}, t)).toMatchObject({ data: { on: null } });
    expect(parseForm(one, { on: '2024-02-29' }, t)).toMatchObject({ data: { on: '2024-02-29' } });
    expect(parseForm(one, { on: 'besok' }, t).ok).toBe(false);
  });
});

describe('cleanText', () => {
  it('keeps letters of every script, quotes, signs and emoji', () => {
    const text = '100% & “petik” ‘satu’ <script> ꦲꦤꦕꦫꦏ 👩‍👩‍👧 é';
    expect(cleanText(text)).toBe(text);
  });

  it('removes what cannot be stored or deceives the eye', () => {
    expect(cleanText('a\u0000b\u0007c\u202ed\ufeff')).toBe('abcd');
    expect(cleanText('a\r\nb\rc\n')).toBe('a\nb\nc');
    expect(cleanText('e\u0301')).toBe('\u00e9');
    expect(cleanText('x\ud800y')).toBe('x\ufffdy');
  });
});

it('adds what a command refused', () => {
  expect(withErrors(blankForm({ a: '1' }), { form: 'Sudah berubah.' })).toEqual({
    values: { a: '1' },
    errors: { form: 'Sudah berubah.' },
  });
});
