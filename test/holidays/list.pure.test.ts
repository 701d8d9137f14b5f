import type { StoredCalendar } from '../../src/calendar/change';
import { changeRefusal } from '../../src/calendar/change';
import { type ListOrder, listChange } from '../../src/holidays/list/change';
import { readList } from '../../src/holidays/list/read';
import { CSV_2028, icalOf, shippedDays, shippedStored } from './calendars';

const faults = (text: string) => readList(text).problems.map(({ line, code }) => `${line} ${code}`);
const ical = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ical('BEGIN:VEVENT', ...lines, 'END:VEVENT');

describe('a list with one day in each line', () => {
  test('dates as decrees write them, kinds from their column or the name', () => {
    const { days, problems } = readList(CSV_2028);
    expect(problems).toEqual([]);
    expect(days).toHaveLength(13);
    expect(days[0]).toEqual({
      line: 2,
      date: '2028-01-01',
      kind: 'libur_nasional',
      name: 'Tahun Baru Masehi',
      tentative: false,
    });
    expect(days[2]).toMatchObject({ line: 4, date: '2028-02-28' });
    expect(days[4]).toMatchObject({ date: '2028-03-01', kind: 'cuti_bersama' });
    expect(days[8]).toMatchObject({ name: 'Idul Adha', tentative: true });
  });

  test.each([
    ['without headings', '2028-01-03, Tahun Baru\n2028-12-26, Cuti Bersama Natal'],
    ['kind before the name', '2028-01-03\tlibur nasional\tTahun Baru\n2028-12-26\tcuti bersama\tNatal'],
    ['headings of a spreadsheet', 'Subject,Start Date\nTahun Baru,03/01/2028\nCuti Bersama Natal,26/12/2028'],
    [
      'with a mark of the byte order and Windows line ends',
      '\ufeffTanggal;Keterangan\r\n03-01-2028;Tahun Baru\r\n\r\n26-12-2028;Cuti Bersama Natal',
    ],
  ])('%s', (_name, text) => {
    const { days, problems } = readList(text);
    expect(problems).toEqual([]);
    expect(days.map(({ date, kind }) => [date, kind])).toEqual([
      ['2028-01-03', 'libur_nasional'],
      ['2028-12-26', 'cuti_bersama'],
    ]);
  });

  test.each([
    ['2028-02-30;Hari aneh', '1 no_date'],
    ['besok;Hari aneh', '1 no_date'],
    [';Hari aneh', '1 date_missing'],
    ['2028-01-03;', '1 no_name'],
    [`2028-01-03;${'x'.repeat(201)}`, '1 name_long'],
    ['20-21 Maret 2028;Idul Fitri', '1 several_dates'],
    ['Selasa, 3 Januari 2028;Tahun Baru', '1 weekday_wrong'],
    ['tanggal;nama;jenis\n2028-01-03;Tahun Baru;sesuatu', '2 unknown_kind'],
    ['2028-01-03;"Tahun Baru\n2028-01-04;Lagi', '1 broken_quotes'],
    ['tanggal;nama', 'null no_days'],
    ['', 'null no_days'],
  ])('%j is refused with its line', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test('every faulty line is named, not only the first', () => {
    expect(faults('2028-01-03;A\nx;B\n2028-01-04;C\n2028-01-32;D')).toEqual(['2 no_date', '4 no_date']);
  });
});

describe('an iCal file', () => {
  test('all-day events, folded and escaped as the format has it', () => {
    const { days, problems, notices } = readList(
      ical(
        'BEGIN:VEVENT',
        'DTSTART;VALUE=DATE:20280226',
        'DTEND;VALUE=DATE:20280228',
        'SUMMARY;LANGUAGE=id:Cuti Bersama Idul Fitri\\, hari',
        '  pertama',
        'DESCRIPTION:Hari libur nasional',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'DTSTART:20280817',
        'SUMMARY:Hari Kemerdekaan',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'END:VALARM',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'DTSTART;VALUE=DATE:20280421',
        'SUMMARY:Hari Kartini',
        'DESCRIPTION:Perayaan\\nUntuk menyembunyikan perayaan …',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'DTSTART;VALUE=DATE:20280505',
        'SUMMARY:Idul Adha (belum pasti)',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'DTSTART;VALUE=DATE:20280506',
        'SUMMARY:Batal',
        'STATUS:CANCELLED',
        'END:VEVENT',
      ),
    );
    expect(problems).toEqual([]);
    expect(days.map(({ date, kind, name }) => [date, kind, name])).toEqual([
      ['2028-02-26', 'cuti_bersama', 'Cuti Bersama Idul Fitri, hari pertama'],
      ['2028-02-27', 'cuti_bersama', 'Cuti Bersama Idul Fitri, hari pertama'],
      ['2028-08-17', 'libur_nasional', 'Hari Kemerdekaan'],
      ['2028-05-05', 'libur_nasional', 'Idul Adha'],
    ]);
    expect(days[3]?.tentative).toBe(true);
    expect(notices.map(({ line, code }) => `${line} ${code}`)).toEqual(['17 observance', '26 cancelled']);
  });

  test.each([
    ['a line without a colon', event('DTSTART;VALUE=DATE:20280103', 'SUMMARYTahun Baru'), ['5 broken_line']],
    ['a broken parameter', event('DTSTART;VALUE:20280103', 'SUMMARY:Tahun Baru'), ['4 broken_line']],
    ['no property name', event('DT START:20280103', 'SUMMARY:Tahun Baru'), ['4 broken_line']],
    ['a day that is none', event('DTSTART;VALUE=DATE:20280230', 'SUMMARY:A'), ['4 no_date']],
    ['a time of day', event('DTSTART:20280103T090000', 'SUMMARY:A'), ['4 no_date']],
    ['no start', event('SUMMARY:A'), ['3 no_start']],
    ['no name', event('DTSTART;VALUE=DATE:20280103'), ['3 no_name']],
    [
      'an end before the start',
      event('DTSTART;VALUE=DATE:20280103', 'DTEND;VALUE=DATE:20280101', 'SUMMARY:A'),
      ['5 end_before_start'],
    ],
    [
      'an end of next year',
      event('DTSTART;VALUE=DATE:20280103', 'DTEND;VALUE=DATE:20290103', 'SUMMARY:A'),
      ['5 too_long'],
    ],
    ['a rule of return', event('DTSTART;VALUE=DATE:20280103', 'RRULE:FREQ=YEARLY', 'SUMMARY:A'), ['5 recurring']],
    [
      'cut off',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280103\r\nSUMMARY:A',
      ['1 not_closed', '2 not_closed'],
    ],
    [
      'a wrong end',
      ical('BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20280103', 'SUMMARY:A', 'END:VTODO', 'END:VEVENT'),
      ['6 end_without_begin'],
    ],
    ['a stray line', `BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nSUMMARY:A`, ['3 broken_line']],
    ['no event', ical(), ['null no_days']],
  ])('%s', (_name, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  test('the same days as the list they were written from', () => {
    const days = shippedDays(2026);
    const read = readList(icalOf(days));
    expect(read.problems).toEqual([]);
    expect(read.days.map(({ date, kind, name }) => ({ date, kind, name }))).toEqual(
      days.map(({ date, kind, name }) => ({ date, kind, name })),
    );
  });
});

describe('what a list makes of a year', () => {
  const stored: StoredCalendar = shippedStored();
  const order = (given: Partial<ListOrder> = {}): ListOrder => ({
    year: 2026,
    mode: 'complete',
    decree: 'SKB',
    reason: 'SKB terbit',
    confidence: 'high',
    ...given,
  });
  const made = (text: string, given: Partial<ListOrder> = {}) => {
    const list = readList(text);
    expect(list.problems).toEqual([]);
    const { change, notices } = listChange(list.days, order(given), stored);
    return { change, codes: notices.map(({ line, code }) => `${line} ${code}`) };
  };

  test('a new year is loaded with its mark; weekends and doubtful dates are said', () => {
    const { change, codes } = made(CSV_2028, { year: 2028, confidence: 'provisional' });
    expect(change).toMatchObject({
      kind: 'year',
      remove: [],
      years: [{ year: 2028, decree: 'SKB', confidence: 'provisional' }],
    });
    expect(change.add).toHaveLength(13);
    expect(codes).toEqual(['2 weekend', '10 tentative']);
    expect(changeRefusal(stored, change)).toBeNull();
  });

  test('the same list again changes nothing, in both ways', () => {
    for (const mode of ['complete', 'replace'] as const) {
      const { change, codes } = made(icalOf(shippedDays(2026)), { mode });
      expect(change).toMatchObject({ add: [], remove: [], years: [] });
      expect(codes).toEqual(['null known']);
      expect(changeRefusal(stored, change)).toEqual({ code: 'nothing' });
    }
  });

  test('“complete” adds what is missing and leaves other names of the same day', () => {
    const { change } = made('2026-12-25;Natal\n2026-12-28;Cuti Bersama Natal', {});
    expect(change.add).toEqual([{ date: '2026-12-28', kind: 'cuti_bersama', name: 'Cuti Bersama Natal' }]);
    expect(change).toMatchObject({ kind: 'import', remove: [], years: [] });
  });

  test('“replace” takes out what the decree no longer names, but no local closing day', () => {
    const local = { date: '2026-03-30', kind: 'local' as const, name: 'Hari Jadi Demak', decree: 'SK Bupati' };
    const days = shippedDays(2026).filter(({ date }) => date !== '2026-12-24');
    const list = readList(icalOf([...days, { date: '2026-12-28', name: 'Cuti Bersama Natal' }]));
    const withLocal = { ...stored, days: [...stored.days, local] };
    const { change } = listChange(list.days, order({ mode: 'replace' }), withLocal);
    expect(change.remove.map(({ date }) => date)).toEqual(['2026-12-24']);
    expect(change.add.map(({ date }) => date)).toEqual(['2026-12-28']);
    expect(change.years).toEqual([{ year: 2026, decree: 'SKB', confidence: 'high' }]);
  });

  test('days of other years and repeated lines are left out and said', () => {
    const { change, codes } = made('2026-12-28;Cuti bersama A\n2026-12-28;Cuti bersama A\n2027-12-27;Cuti bersama B');
    expect(change.add).toHaveLength(1);
    expect(codes).toEqual(['null other_years', '2 repeated']);
  });

  test('a list that was cut off does not become a year', () => {
    const { change } = made('2028-01-03;Tahun Baru', { year: 2028 });
    expect(changeRefusal(stored, change)).toMatchObject({ code: 'too_few', left: 1 });
  });
});

test('thousands of lines are refused before each of them is read', () => {
  const list = readList('"\n'.repeat(60_000));
  expect(list).toMatchObject({ days: [], problems: [{ line: null, code: 'too_many' }] });
});
