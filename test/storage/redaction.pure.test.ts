import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textUnderBoxes } from '../../src/storage/redaction';
import { box, line, pdf } from './pdfs';

const NIK = 'NIK 3321010101010001';
const page = (...content: string[]) => textUnderBoxes(pdf([content.join('\n')]));
const fixture = (name: string) => textUnderBoxes(readFileSync(join(__dirname, 'fixtures', name)));

describe('text under a black box', () => {
  it('is found where a box was drawn over it, and only that', async () => {
    expect(await page(line('Nama terbuka', 740), line(NIK, 700), box(700))).toEqual([{ page: 1, text: NIK }]);
  });

  it('is found on the page it is on', async () => {
    const pages = [line('Satu', 700), `${line(NIK, 700)}\n${box(700)}`, line('Tiga', 700)];
    expect(await textUnderBoxes(pdf(pages))).toEqual([{ page: 2, text: NIK }]);
  });

  it.each([
    ['a dark marker put under black text', [box(700), line(NIK, 700)]],
    ['a thick pen', [line(NIK, 700), '0 G 16 w 70 704 m 300 704 l S']],
    ['a box in dark blue', [line(NIK, 700), box(700, 200, '0 0 0.3 rg')]],
    ['a box in CMYK black', [line(NIK, 700), box(700, 200, '0 0 0 1 k')]],
    ['a turned page', ['0 1 -1 0 595 0 cm', line(NIK, 400), box(400)]],
    ['invisible text of a scan under a box', [box(700), line(NIK, 700, '3 Tr')]],
    ['words set one by one', [`BT /F1 12 Tf 72 700 Td [(NIK ) -200 (3321010101010001)] TJ ET`, box(700, 240)]],
    ['text set with a matrix', [`BT /F1 1 Tf 12 0 0 12 72 700 Tm (${NIK}) Tj ET`, box(700)]],
  ])('is found: %s', async (_, content) => {
    const found = await page(...content);
    expect(found).toEqual([{ page: 1, text: expect.stringMatching(/NIK\s+3321010101010001/) }]);
  });

  it.each([
    ['a filled square', '/Subtype /Square /Rect [70 696 270 714] /IC [0 0 0] /C [0 0 0]'],
    ['a redaction that was never carried out', '/Subtype /Redact /Rect [70 696 270 714]'],
  ])('is found under an annotation: %s', async (_, annotation) => {
    expect(await textUnderBoxes(pdf([line(NIK, 700)], { annotations: [annotation] }))).toEqual([
      { page: 1, text: NIK },
    ]);
  });

  it('is found in a part that is placed on the page', async () => {
    const placed = pdf(
      ['q 1 0 0 1 0 300 cm /X1 Do Q'].map((use) => `${use}\n${box(700)}`),
      { xobject: line(NIK, 400) },
    );
    expect(await textUnderBoxes(placed)).toEqual([{ page: 1, text: NIK }]);
  });
});

describe('no warning', () => {
  it.each([
    ['plain text', [line('Laporan realisasi anggaran', 700)]],
    ['a black box over nothing', [line('Nama', 740), box(700)]],
    ['white text on a dark heading', [box(700), line('RINGKASAN', 700, '1 g')]],
    ['a rule below a heading', [line('RINGKASAN', 700), '0 g 70 697 400 1 re f']],
    ['a frame around a table', [line('RINGKASAN', 700), '0 G 1 w 60 690 300 30 re S']],
    ['a light yellow marker', [line('RINGKASAN', 700), box(700, 200, '1 1 0 rg')]],
    ['a glass pane', [line('RINGKASAN', 700), '/Glass gs', box(700)]],
    ['a dark page with a white card', ['0 g 0 0 595 842 re f 1 g 50 600 400 200 re f', line('Isi kartu', 700)]],
  ])('for %s', async (_, content) => {
    expect(await page(...content)).toEqual([]);
  });
});

describe('files of real programs', () => {
  it('finds live text under boxes in a page printed by a browser', async () => {
    const found = await fixture('covered.pdf');
    expect(found).toEqual([{ page: 1, text: expect.stringContaining('3321010101010001') }]);
    expect(JSON.stringify(found)).not.toContain('Ringkasan');
  });

  it('finds nothing in the same page as a picture', async () => {
    expect(await fixture('rasterised.pdf')).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['not a PDF', Buffer.from('bukan pdf')],
    ['empty', Buffer.alloc(0)],
    ['cut off', pdf([line(NIK, 700)]).subarray(0, 300)],
    ['over 200 pages', pdf(Array.from({ length: 201 }, () => line('Isi', 700)))],
  ])('is called unreadable: %s', async (_, bytes) => {
    expect(await textUnderBoxes(bytes)).toBe('unreadable');
  });

  it('still warns of what the first 200 pages hold', async () => {
    const pages = [`${line(NIK, 700)}\n${box(700)}`, ...Array.from({ length: 200 }, () => line('Isi', 700))];
    expect(await textUnderBoxes(pdf(pages))).toEqual([{ page: 1, text: NIK }]);
  });
});
