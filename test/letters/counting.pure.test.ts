import { type Counted, countedParagraphs, countedText, countingSection } from '../../src/letters/counting';
import { wordsIn } from '../../src/letters/words';
import { explainTerm } from '../../src/workflow/deadlines';
import { type DateMove, explained } from '../../src/workflow/explained';
import type { RequestFacts } from '../../src/workflow/facts';
import { shippedCalendar } from '../calendar/calendar-data';
import { catalogue } from './cast';

const CAL = shippedCalendar();
const words = wordsIn({ language: 'id' }, catalogue.for('id'));
const said = (due: Counted) => countedParagraphs(due, words).join(' ');
/** As much of a case's facts as a window hangs on. */
const seen = (facts: Partial<RequestFacts> & { ground?: string }) => facts;
const move = (over: Partial<DateMove>): DateMove => ({
  ...{ event: 'calendar_moved', at: '2026-12-14T02:00:00.000Z', on: '2026-12-14', field: 'object_by' },
  ...{ from: null, to: null, decree: 'SKB', days: [] },
  ...over,
});

test('plain days are told as such', () => {
  const text = said(explainTerm('court_objection', CAL, '2026-12-11'));
  expect(text).toContain('hari ke-14 jatuh pada Jumat, 25 Desember 2026');
  expect(text).toContain('Semua hari dihitung');
  expect(text).not.toContain('hari kerja');
});

test('a window that begins with silence does not say that a notice arrived', () => {
  const due = explainTerm('objection_window', CAL, '2026-12-29');
  expect(said(explained('request', due, seen({ object_by: due.due_on }), []))).toContain(
    '29 Desember 2026, hari terakhir waktu menjawab.',
  );
  const noticed = { object_by: due.due_on, notice_reached_on: '2026-12-29' };
  expect(said(explained('request', due, noticed, []))).toContain('hari pemberitahuan diterima');
  expect(said(explained('objection', due, seen({ object_by: due.due_on, ground: 'b' }), []))).toContain(
    'hari alasannya ditemukan',
  );
});

test('a requester keeps the later day that he was told, and the letter says why', () => {
  const due = explainTerm('objection_window', CAL, '2026-12-14');
  const facts = { object_by: '2027-02-10', object_told_on: '2027-02-03', notice_reached_on: '2026-12-14' };
  const text = said(explained('request', due, facts, []));
  expect(text).toContain(
    'Yang berlaku tetap Rabu, 10 Februari 2027: waktu pemohon yang sudah diberitahukan tidak pernah',
  );
  expect(text).toContain('Yang pernah diberitahukan: Rabu, 3 Februari 2027.');
  const [section] = countingSection({ due: explained('request', due, facts, []) }, words);
  expect(section?.heading).toBe('Cara menghitung Rabu, 10 Februari 2027');
});

test('only days on the way are named as what moved a date; a day taken out is told too', () => {
  const due = explainTerm('objection_window', CAL, '2026-12-14');
  const days = [
    { date: '2026-12-02', change: 'added' as const, kind: 'local', name: 'Sebelumnya' },
    { date: '2026-12-28', change: 'added' as const, kind: 'cuti_bersama', name: 'Susulan' },
    { date: '2026-12-25', change: 'removed' as const, kind: 'libur_nasional', name: 'Natal' },
    { date: '2027-08-17', change: 'added' as const, kind: 'libur_nasional', name: 'Sesudahnya' },
  ];
  const moved = move({ from: '2027-02-01', to: due.due_on, days });
  const text = said(
    explained('request', due, seen({ object_by: due.due_on, notice_reached_on: '2026-12-14' }), [moved]),
  );
  expect(text).toContain(
    '28 Desember 2026 menjadi hari libur: Susulan; Jumat, 25 Desember 2026 bukan lagi hari libur: Natal)',
  );
  expect(text).not.toMatch(/Sebelumnya|Sesudahnya/);
});

test('a date that was away in between is compared with what it was before', () => {
  const due = explainTerm('objection_window', CAL, '2026-12-29');
  const moves = [
    move({ event: 'term_passed', to: '2027-02-10' }),
    move({ event: 'receipt_corrected', from: '2027-02-10' }),
    move({ event: 'term_passed', to: due.due_on }),
  ];
  const { changes } = explained('request', due, seen({ object_by: due.due_on }), moves);
  expect(changes).toMatchObject([{ event: 'term_passed', from: '2027-02-10', to: due.due_on }]);
  expect(said(explained('request', due, seen({ object_by: due.due_on }), moves))).toContain(
    'Batas waktu menjawab terlewati (Senin, 14 Desember 2026): hari terakhir berpindah',
  );
});

test('one text holds sentences and lines, each ended', () => {
  const text = countedText(explainTerm('answer', CAL, '2026-12-11'), words);
  expect(text).toMatch(/^Hari ke-0 adalah .*\. Dasar: UU 14\/2008 Pasal 22 ayat \(7\)\. /);
  expect(text.endsWith('.')).toBe(true);
});
