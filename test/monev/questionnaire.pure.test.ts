import { readTable } from '../../src/catalogue/import/table';
import { findProjectRoot } from '../../src/config';
import { loadCatalogue } from '../../src/i18n/catalogue';
import {
  fromJson,
  fromTable,
  headingAt,
  questionnaireCsv,
  questionnaireJson,
  readSteps,
} from '../../src/monev/exchange';
import { faultsOf, type Questionnaire, questionsOf, sumOf } from '../../src/monev/questionnaire';
import { SOURCE_CODES, SOURCES } from '../../src/monev/sources';
import { startingQuestionnaire } from '../../src/monev/starting';

const codes = (questionnaire: Questionnaire) => faultsOf(questionnaire, SOURCE_CODES).map(({ code }) => code);

describe.each(['pusat', 'provinsi'] as const)('the questionnaire that %s begins with', (commission) => {
  const starting = startingQuestionnaire(commission);

  test('adds up, asks what can be answered, and names only evidence there is', () => {
    expect(codes(starting)).toEqual([]);
    expect(sumOf(starting.sections.map(({ weight }) => weight))).toBe(100);
    expect(questionsOf(starting).length).toBeGreaterThan(40);
  });

  test('goes out as CSV and JSON and comes back the same', async () => {
    const table = await readTable(Buffer.from(questionnaireCsv(starting)), 'k.csv', headingAt);
    if ('refused' in table) throw new Error(table.refused);
    expect(fromTable(table.headings, table.rows)).toEqual({ given: { sections: starting.sections } });
    expect(fromJson(questionnaireJson(starting))).toEqual({ given: starting });
  });
});

test('each source has a name in both languages and an address for who mends it', () => {
  expect(SOURCE_CODES.size).toBe(SOURCES.length);
  const i18n = loadCatalogue(findProjectRoot(), { strict: true });
  for (const { name, item, mend } of SOURCES) {
    for (const t of [i18n.for('id'), i18n.for('en')]) {
      expect(t(`monev:source.${name}`, item ? { item: t(item.key) } : {})).not.toBe('');
      expect(t(`accounts:role.${mend.role}`)).not.toBe('');
    }
    expect(mend.href).toMatch(/^\//);
  }
});

const whole = startingQuestionnaire('pusat');
const withSection = (change: object): Questionnaire => ({
  ...whole,
  sections: whole.sections.map((one, i) => (i === 0 ? { ...one, ...change } : one)),
});
const [first] = questionsOf(whole);

test.each([
  ['sections_sum', withSection({ weight: 9.99 })],
  ['section_empty', withSection({ questions: [] })],
  ['section_twice', withSection({ code: 'JENIS' })],
  ['question_twice', withSection({ questions: [first, { ...first, code: 'ki-1' }] })],
  ['source_unknown', withSection({ questions: [{ ...first, source: 'teks.lain' }] })],
  ['steps_missing', withSection({ questions: [{ ...first, steps: [{ value: 50, label: 'x' }] }] })],
  [
    'steps_twice',
    withSection({ questions: [{ ...first, steps: [100, 0, 0].map((value) => ({ value, label: 'x' })) }] }),
  ],
  ['target_missing', withSection({ questions: [{ ...first, kind: 'count' }] })],
  ['band_zero', { ...whole, bands: whole.bands.slice(0, -1) }],
  ['band_twice', { ...whole, bands: [...whole.bands, { name: 'Lagi', from: 90 }] }],
])('%s is found', (code, questionnaire) => {
  expect(codes(questionnaire as Questionnaire)).toContain(code);
});

const HEAD = 'kode_bagian,bagian,bobot_bagian,kode,pertanyaan,jenis,bobot,skala';
const read = async (lines: string[]) => {
  const table = await readTable(Buffer.from([HEAD, ...lines].join('\n')), 'k.csv', headingAt);
  return 'refused' in table ? table : fromTable(table.headings, table.rows);
};

test.each([
  ['number', 'a,A,100,A1,Apakah?,ya_tidak,banyak,'],
  ['negative', 'a,A,100,A1,Apakah?,ya_tidak,-5,'],
  ['kind', 'a,A,100,A1,Apakah?,mungkin,5,'],
  ['steps', 'a,A,100,A1,Apakah?,skala,5,seluruhnya'],
  ['shape', 'a,A,100,A 1,Apakah?,ya_tidak,5,'],
  ['shape', 'a,A,101,A1,Apakah?,ya_tidak,5,'],
])('%s is told of a file', async (code, line) => {
  expect(await read([line])).toMatchObject({ unread: [expect.objectContaining({ code })] });
});

test('a section said in two ways, a missing column and a broken JSON are told; a form of a commission is read as it comes', async () => {
  expect(await read(['a,A,100,A1,Apakah?,ya_tidak,5,', 'a,A,90,A2,Apakah?,ya_tidak,5,'])).toMatchObject({
    unread: [{ code: 'section_differs', row: 2 }],
  });
  const table = await readTable(Buffer.from('kode,pertanyaan\nA1,Apakah?'), 'k.csv', headingAt);
  expect('refused' in table ? null : fromTable(table.headings, table.rows)).toMatchObject({
    unread: expect.arrayContaining([{ code: 'column', row: null, column: 'jenis' }]),
  });
  expect(fromJson('{')).toMatchObject({ unread: [{ code: 'json' }] });
  expect(fromJson('[]')).toMatchObject({ unread: [{ code: 'shape' }] });
  expect(readSteps('100 = Semua\n37,5% = Sebagian')).toEqual([
    { value: 100, label: 'Semua' },
    { value: 37.5, label: 'Sebagian' },
  ]);
  const semicolons = Buffer.from(`KUESIONER 2026\n${HEAD.replaceAll(',', ';')}\na;A;100;A1;Apakah; ya?;Ya/Tidak;12,5;`);
  expect((await readTable(semicolons, 'k.csv', headingAt)) as object).toHaveProperty('caption', ['KUESIONER 2026']);
});
