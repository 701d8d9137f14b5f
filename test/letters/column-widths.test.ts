import { fitted, wordMeter } from '../../src/letters/pdf/column-widths';
import { longTable } from '../../src/letters/pdf/long-table';
import { closePaper, openPaper, STYLES } from '../../src/letters/pdf/paper';
import { pdfReader } from './reading';

const reader = pdfReader();
afterAll(() => reader.close());

const paper = () => openPaper({ language: 'id', title: 'Uji', author: 'Uji', dated_on: '2026-01-05', landscape: true });

test('a narrow column takes what its longest word needs from those with room, and no more', () => {
  expect(fitted([40, 100, 60], [52, 40, 60])).toEqual([52, 88, 60]);
  expect(fitted([40, 100], [10, 10])).toEqual([40, 100]);
  // Nobody has enough: what there is is shared.
  expect(fitted([40, 60], [60, 100])).toEqual([40, 60]);
});

test('words count, addresses and hashes do not', () => {
  const meter = wordMeter(paper(), 2);
  meter.read(['kata pengecualian', `nama.panjang@sekali.contoh.go.id ${'x'.repeat(64)}`], STYLES.body);
  expect(meter.needs[0]).toBeGreaterThan(40);
  expect(meter.needs[1]).toBe(0);
  // The number of a case is one word.
  const number = wordMeter(paper(), 2);
  number.read(['K-2026-000001', '2026-000001'], STYLES.body);
  expect(number.needs[0]).toBeGreaterThan(number.needs[1] ?? 0);
});

test('no word of a long table is broken', async () => {
  const at = paper();
  const texts = ['Permohonan tidak ditanggapi sebagaimana diminta', 'Rincian yang panjang', 'Keputusan'];
  await longTable(at, { widths: [40, 400, 300], heads: ['Alasan keberatan', 'Rincian', 'Hasil'], rows: [texts] });
  const { text } = await reader.read(await closePaper(at, 'Uji'));
  for (const word of ['Permohonan', 'ditanggapi', 'sebagaimana', 'keberatan']) expect(text).toContain(word);
});
