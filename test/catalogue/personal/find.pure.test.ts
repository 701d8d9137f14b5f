import { answersOf, foundViews, letPass, openFindings } from '../../../src/catalogue/personal/ask';
import { personalData } from '../../../src/catalogue/personal/find';

const kinds = (text: string) => personalData([text], { paged: false }).map(({ kind, shown }) => [kind, shown]);
const one = (text: string) => kinds(text)[0]?.[0] ?? null;

test.each([
  ['Siti Aminah 3321014507890001', 'nik'],
  ['nik: 3321 0145 0789 0001', 'nik'],
  ['332101-450789-0001', 'nik'],
  ['33.21.01.450789.0001', 'nik'],
  ['3321\u00a00145\u00a00789\u00a00001', 'nik'],
  ['332101–450789–0001', 'nik'],
  ['33210145\u200b07890001', 'nik'],
  ['3 3 2 1 0 1 4 5 0 7 8 9 0 0 0 1', 'nik'],
  ['3.321014507890001E15', 'nik'],
  ['No. KK 3321010101150003', 'kk'],
  ['NIK 9999999999999999', 'nik'],
  ['hubungi 0812-3456-7890', 'phone'],
  ['WA +62 812 3456 7890', 'phone'],
  ['(62)81234567890', 'phone'],
  ['siti.aminah@gmail.com', 'email'],
  ['budi@yahoo.co.id', 'email'],
  ['Rekening BRI 0021-01-012345-50-6', 'account'],
  ['No. Rek. 1234567890 a.n. Budi', 'account'],
  ['Bank Jateng: 2012345678', 'account'],
])('%s is found as %s', (text, kind) => expect(one(text)).toBe(kind));

test.each([
  ['1234567890123456', 'no province, no day'],
  ['3321019907890001', 'a day that is none'],
  ['3321014513890001', 'a month that is none'],
  ['3321014507890000', 'no running number'],
  ['NIP 198507142010012003', 'the number of an official'],
  ['kode rekening 5.1.02.01.01.0024', 'a line of a budget'],
  ['Belanja rekening 5.1.02.01.01.0024', 'a line of a budget'],
  ['dinkominfo@demakkab.go.id', 'the address of an office'],
  ['(0291) 685012', 'the telephone of an office'],
  ['Rp 1.250.081.234.567', 'money'],
  ['2021 2022 2023 2024 2025', 'years'],
  ['0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5', 'columns of a table'],
  ['1.25E+15', 'a number of physics'],
])('%s is nothing: %s', (text) => expect(one(text)).toBeNull());

test('what is found is masked, counted, and told by its first page', () => {
  const found = personalData(['kosong', 'NIK 3321014507890001', '3321014507890001 dan siti@gmail.com'], {
    paged: true,
  });
  expect(found).toEqual([
    { kind: 'nik', shown: '••••••••••••0001', page: 2, times: 2 },
    { kind: 'email', shown: 's•••@gmail.com', page: 3, times: 1 },
  ]);
});

test('a long list is bounded, and a hard text takes no second', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `3321014507${String(i + 890001).padStart(6, '0')}`).join('\n');
  expect(personalData([rows], { paged: false })).toHaveLength(2_000);
  const started = performance.now();
  for (const hard of ['1', '1 ', '0812', 'a', 'a.', 'rekening ', 'bank  ', '62-'])
    personalData([hard.repeat(1_000_000 / hard.length)], { paged: false });
  expect(performance.now() - started).toBeLessThan(4_000);
});

test('each finding is asked, the twenty-first and all after it together; a file that no machine read says so once', () => {
  const t = Object.assign((key: string, vars?: object) => `${key} ${JSON.stringify(vars ?? {})}`, {}) as never;
  const findings = personalData([Array.from({ length: 23 }, (_, i) => `08123456${7000 + i}`).join(' ; ')], {
    paged: false,
  });
  const scans = [
    { key: 'satu', name: 'a.csv', outcome: 'read' as const, findings },
    null,
    { key: 'tiga', name: 'b.jpg', outcome: 'unread' as const, findings: [] },
  ];
  const [first, , third] = foundViews(scans, t);
  expect(first?.options).toHaveLength(21);
  expect(third).toMatchObject({ options: [], told: 'tiga' });
  const ticks = first?.options.map(({ value }) => value) ?? [];
  expect(Object.keys(openFindings(scans, answersOf({}), t))).toEqual(['confirmed_1', 'confirmed_3']);
  const most = answersOf({ confirmed_1: ticks.slice(0, 20), told: 'tiga' });
  expect(Object.keys(openFindings(scans, most, t))).toEqual(['confirmed_1']);
  expect(openFindings(scans, answersOf({ confirmed_1: ticks, told: 'tiga' }), t)).toEqual({});
  expect(letPass(scans)).toMatchObject({ confirmed_count: 23, unread: ['b.jpg'] });
});
