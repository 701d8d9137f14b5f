import { findProjectRoot } from '../../src/config';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { formatIn } from '../../src/web/format';

const i18n = loadCatalogue(findProjectRoot(), { strict: true });
const id = formatIn('id', i18n.for('id'), 'Asia/Jakarta');
const en = formatIn('en', i18n.for('en'), 'Asia/Jakarta');

describe('dates and numbers', () => {
  it('names the weekday in both languages', () => {
    expect(id.day('2026-12-29')).toBe('Selasa, 29 Desember 2026');
    expect(en.day('2026-12-29')).toBe('Tuesday, 29 December 2026');
    expect(id.shortDay('2026-08-17')).toMatch(/^17 Agu 2026$/);
    expect(id.month('2026-12')).toBe('Desember 2026');
    expect(id.month('2026-05-03')).toBe('Mei 2026');
  });

  it('shows instants in the zone of the office', () => {
    expect(id.dayTime('2026-12-28T23:30:00.000Z')).toBe('Selasa, 29 Desember 2026 pukul 06.30 WIB');
    expect(en.dayTime('2026-12-28T23:30:00.000Z')).toBe('Tuesday, 29 December 2026 at 06:30 WIB');
    expect(id.dayOf('2026-12-28T23:30:00.000Z')).toBe('Selasa, 29 Desember 2026');
    expect(id.shortDayTime('2026-12-28T17:00:00.000Z')).toBe('29 Des 2026, 00.00');
    expect(formatIn('id', i18n.for('id'), 'Asia/Jayapura').dayTime('2026-01-01T00:00:00.000Z')).toBe(
      'Kamis, 1 Januari 2026 pukul 09.00 WIT',
    );
  });

  it.each(['2026-02-30', '2026-13-01', '29-12-2026', '2026-12-29T00:00:00.000Z', ''])('throws on %j', (date) => {
    expect(() => id.day(date)).toThrow(TypeError);
  });

  it('says how much time is left', () => {
    expect([3, 1, 0, -1, -2].map(id.remaining)).toEqual([
      '3 hari kerja lagi',
      '1 hari kerja lagi',
      'hari ini',
      'terlambat 1 hari kerja',
      'terlambat 2 hari kerja',
    ]);
    expect(en.remaining(-1)).toBe('1 working day late');
  });

  it('writes numbers the way each language does', () => {
    expect(id.number(1234567.25)).toBe('1.234.567,3');
    expect(en.number(1234.5)).toBe('1,234.5');
    expect(id.percent(0.9642)).toBe('96,4%');
    // One of sixty thousand was late: that is not all of them, nor is one of them none.
    expect([59_999 / 60_000, 1, 1 / 60_000, 0, 0.1 + 0.2 + 0.7 - 1e-12].map(id.percent)).toEqual([
      '99,9%',
      '100%',
      '0,1%',
      '0%',
      '100%',
    ]);
    expect([0, 999, 1536, 20 * 1024 * 1024].map(id.bytes)).toEqual(['0 B', '999 B', '1,5 KB', '20 MB']);
  });
});
