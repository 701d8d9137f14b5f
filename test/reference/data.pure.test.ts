import { isDate } from '../../src/calendar/working-days';
import bodies from '../../src/reference/data/bodies.json';
import documents from '../../src/reference/data/demo-documents.json';
import { bodyRows, calendarYears, exampleDocuments } from '../../src/reference/rows';

test('the regency has 42 bodies: 28 agencies and 14 districts, each with its slug by the rule', () => {
  const rows = bodyRows();
  expect(rows).toHaveLength(42);
  expect(rows.filter(({ kind }) => kind === 'kecamatan')).toHaveLength(14);
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(42);
  for (const { slug, short_name } of rows) {
    const rule = short_name
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '-')
      .replace(/-+/g, '-')
      .replace(/^-|-$/g, '');
    expect(slug).toBe(rule);
  }
  const known = ['dinkominfo', 'kec-wedung', 'dinsos-p2pa', 'rsud-sunan-kalijaga'];
  expect(rows.map(({ slug }) => slug)).toEqual(expect.arrayContaining(known));
});

test('a body whose name or short name nobody has confirmed says so', () => {
  for (const { status, note } of bodies) if (status !== 'verified') expect(note).toMatch(/perlu dipastikan/i);
  for (const { sources } of bodies) expect(sources.length).toBeGreaterThan(0);
});

test('each year has its days, and 2027 is marked as waiting for its decree', () => {
  const years = calendarYears();
  expect(years.map(({ year, days }) => [year, days.length])).toEqual([
    [2019, 21],
    [2020, 22],
    [2021, 16],
    [2022, 20],
    [2023, 27],
    [2024, 29],
    [2025, 28],
    [2026, 25],
    [2027, 26],
  ]);
  for (const { days } of years) for (const { date } of days) expect(isDate(date)).toBe(true);
  const provisional = years.filter(({ confidence }) => confidence === 'provisional');
  expect(provisional.map(({ year }) => year)).toEqual([2027]);
  const guessed = years.flatMap(({ days }) => days).filter(({ confidence }) => confidence === 'provisional');
  expect(guessed.map(({ date }) => date)).toEqual(['2027-03-10', '2027-03-11', '2027-05-17']);
});

test('at least 400 real titles, each in a statutory category, under a body of this regency, with its source', () => {
  const rows = exampleDocuments();
  expect(rows.length).toBeGreaterThanOrEqual(400);
  const slugs = new Set(bodies.map(({ slug }) => slug));
  for (const row of rows) {
    expect(['berkala', 'serta-merta', 'setiap-saat', 'dikecualikan']).toContain(row.category);
    expect(slugs).toContain(row.body);
    expect(row.source.length).toBeGreaterThan(10);
    expect(row.summary).toMatch(/contoh\.$/);
    expect(row.title).toBe(row.title.trim());
    expect(row.title).not.toMatch(/^https?:/);
    expect(row.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  }
  expect(new Set(rows.map(({ category }) => category)).size).toBe(4);
});

test('no two examples share a key or a slug, and none belongs to this regency itself', () => {
  const rows = exampleDocuments();
  expect(new Set(rows.map((row) => row.import_key)).size).toBe(rows.length);
  expect(new Set(rows.map((row) => row.slug)).size).toBe(rows.length);
  for (const { region } of documents) expect(region).not.toBe('Kabupaten Demak');
});

test('a year is one that the title names, never the end of a plan or a year to come', () => {
  for (const { title, year } of documents) {
    if (year === null) continue;
    expect(title).toContain(String(year));
    expect(year).toBeLessThanOrEqual(2026);
    expect(title).not.toMatch(new RegExp(`20\\d\\d *(-|sampai|–) *${year}`));
  }
});

test('like goes to like: hospital to hospital, money to the finance body', () => {
  const bodyOf = (title: string) => documents.find((row) => row.title === title)?.body;
  expect(bodyOf('PROFIL RSUD SINJAI TAHUN 2023')).toBe('rsud-sunan-kalijaga');
  expect(bodyOf('APBD Tahun 2022')).toBe('bpkpad');
  expect(bodyOf('LHKPN BUPATI TAHUN 2022')).toBe('setda');
  expect(bodyOf('DPA Dinas Perpustakaan dan Kearsipan Tahun 2022')).toBe('dinperpusar');
});
