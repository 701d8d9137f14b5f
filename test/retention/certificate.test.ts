import { findProjectRoot } from '../../src/config';
import type { RetentionItemRow } from '../../src/db/tables/retention';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { certificatePdf } from '../../src/retention/certificate';
import type { NamedList } from '../../src/retention/queries';
import { formatIn } from '../../src/web/format';
import { pdfReader } from '../letters/reading';

const reader = pdfReader();
afterAll(() => reader.close());

const t = loadCatalogue(findProjectRoot(), { strict: true }).for('id');
const facts = {
  ...{ t, fmt: formatIn('id', t, 'Asia/Jakarta'), finishedOn: '2033-01-10' },
  org: { name: 'PPID Kabupaten Contoh', region: 'Pemerintah Kabupaten Contoh' },
};
const list = {
  ...{ number: 'M-2033-001', kind: 'request', state: 'done', cases: 2, erased: 1, skipped: 1, files: 1, bytes: 10 },
  ...{ letters: 0, mails: 0, note: null, decision_note: null, digest: 'd'.repeat(64) },
  ...{ proposed_by_name: 'Ani', proposed_at: '2033-01-09T02:00:00.000Z' },
  ...{ decided_by_name: 'Budi', decided_at: '2033-01-09T03:00:00.000Z', finished_at: '2033-01-10T02:00:00.000Z' },
  basis: JSON.stringify({ length: 5, unit: 'year', counted_from: 'ended', basis: 'Jadwal retensi' }),
} as unknown as NamedList;
const item = (number: string, more: Partial<RetentionItemRow>) =>
  ({
    number,
    base_on: '2027-01-04',
    due_on: '2032-01-04',
    files: 1,
    digest: null,
    why: null,
    ...more,
  }) as RetentionItemRow;
const ERASED = item('P-2027-000001', { state: 'erased', digest: 'a'.repeat(64) });
const HELD = item('P-2027-000002', { state: 'skipped', why: 'held' });

const said = async (items: RetentionItemRow[]) =>
  (await reader.read(await certificatePdf(list, items, facts))).text.replace(/\s+/g, ' ');

test('what was held stands apart from what was destroyed', async () => {
  const text = await said([HELD, ERASED]);
  const places = ['telah dimusnahkan', ERASED.number, 'Dilewati, tidak dimusnahkan', HELD.number, 'Dilewati: ditahan'];
  expect(places.map((words) => text.indexOf(words)).every((at, i, all) => at > (all[i - 1] ?? -1))).toBe(true);
  expect(await said([ERASED])).not.toContain('Dilewati, tidak');
  const none = await said([HELD]);
  expect(none).toContain('Tidak ada catatan yang dimusnahkan');
  expect(none).not.toContain('telah dimusnahkan:');
});
