import { createHash } from 'node:crypto';
import type { LetterDoc } from '../../src/letters/facts';
import { LETTER_KINDS } from '../../src/letters/kinds';
import { type LetterView, letterView } from '../../src/letters/pages';
import { letterFileName, letterPdf } from '../../src/letters/pdf/letter';
import { sheetPdf } from '../../src/letters/pdf/sheet';
import { letterFor, siti } from './cast';
import { leavesOf, outsideOf, pdfReader, type Read } from './reading';

const reader = pdfReader();
afterAll(() => reader.close());
const readPdf = reader.read;

const CODE = 'ABCD-EFGH-JKMN-PQRS';
const flat = (text: string): string => text.replace(/\s+/g, '');
/** Where a line ends is the page's affair. */
const says = ({ text }: Pick<Read, 'text'>, words: string) => expect(flat(text)).toContain(flat(words));

/** Every word of a view, in the order of the page. */
function wordsOf(view: LetterView): string[] {
  const blocks = view.blocks.flatMap((block) => {
    if ('p' in block) return [block.p];
    if ('heading' in block) return [block.heading];
    if ('list' in block) return block.list;
    return block.facts.flatMap(({ label, value }) => [label, value]);
  });
  const { letterhead, signatory } = view;
  return [
    ...[letterhead.government.toUpperCase(), letterhead.office.toUpperCase(), letterhead.contact],
    ...[view.placeAndDate, view.number, view.subject, ...view.to, ...blocks],
    ...[signatory.office, signatory.name ?? '', signatory.employeeNumber ?? '', view.footer],
  ];
}

describe('a letter', () => {
  it.each(LETTER_KINDS)('"%s" says what its page says, in both languages', async (kind) => {
    for (const language of ['id', 'en'] as const) {
      const doc = letterFor(kind, language);
      const read = await readPdf(await letterPdf(doc));
      for (const words of wordsOf(letterView(doc))) says(read, words);
      expect(read.text).not.toContain(CODE);
    }
  });

  it('shows the code that opens the case only when asked', async () => {
    const doc = letterFor('receipt');
    says(await readPdf(await letterPdf(doc, { withCode: true })), CODE);
    const without = await readPdf(await letterPdf(doc));
    says(without, doc.labels.code_hidden);
    expect(flat(without.text)).not.toContain(CODE);
  });

  it('has the same bytes whenever it is made, and other bytes for other words', async () => {
    const doc = letterFor('granted');
    const first = await letterPdf(doc);
    // Another letter between them: nothing of it must stay behind.
    await letterPdf(letterFor('refused', 'en', { requester: { ...siti.requester, name: 'Đặng\u00a0Thị\u00a0Ánh' } }));
    expect(hashOf(await letterPdf(doc))).toBe(hashOf(first));
    expect(hashOf(await letterPdf({ ...doc, about: `${doc.about}.` }))).not.toBe(hashOf(first));
  });

  it('is A4, has embedded fonts, and names its language, title and day', async () => {
    const pdf = await letterPdf(letterFor('refused', 'en'));
    const { info, size } = await readPdf(pdf);
    expect(info).toMatchObject({ Language: 'en', CreationDate: 'D:20261229000000Z', Author: siti.org.name });
    expect(info.Title).toMatch(/ 014\/PPID\/XII\/2026$/);
    expect(size.map(Math.round)).toEqual([595, 842]);
    const source = pdf.toString('latin1');
    expect(source.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(source).toContain('/DisplayDocTitle true');
    expect(source).not.toContain('/Helvetica');
  });

  it('has a title that is well-formed whatever the office is called', async () => {
    const doc = letterFor('granted');
    const office = 'PPID <Dinas> A & B';
    const pdf = await letterPdf({ ...doc, number: 'A&B/<1>', letterhead: { ...doc.letterhead, office } });
    expect(pdf.toString('latin1')).not.toMatch(/<rdf:li[^>]*>[^<]*&/);
    says(await readPdf(pdf), 'A&B/<1>');
  });

  it('names its file safely', () => {
    expect(letterFileName({ title: 'Tanda terima', number: '014/PPID/XII/2026' })).toBe(
      'Tanda terima 014-PPID-XII-2026.pdf',
    );
    expect(letterFileName({ title: '../"x"\r\n', number: '1' })).not.toMatch(/["/\\\r\n]/);
  });
});

describe('what a screen reader meets', () => {
  it('is one document of a heading, paragraphs, lists and tables, in the order of reading', async () => {
    const read = await readPdf(await letterPdf(letterFor('receipt')));
    const tags = leavesOf(read).map((leaf) => leaf.tags);
    expect(tags.filter((tag) => tag === 'Document/H1')).toHaveLength(1);
    for (const tag of [
      'Document/P',
      'Document/H2',
      'Document/L/LI/Lbl',
      'Document/L/LI/LBody',
      'Document/Table/TR/TH',
      'Document/Table/TR/TD',
    ]) {
      expect(tags).toContain(tag);
    }
    const spoken = leavesOf(read).map(({ text }) => text);
    expect(spoken.indexOf('Mengikuti permohonan Anda')).toBeGreaterThan(spoken.indexOf('Tujuan penggunaan'));
    expect(spoken.slice(spoken.indexOf('Tujuan penggunaan')).slice(0, 2)).toEqual([
      'Tujuan penggunaan',
      'Penulisan skripsi',
    ]);
  });

  it('is everything but lines, colons and page numbers', async () => {
    for (const kind of LETTER_KINDS) {
      const outside = outsideOf(await readPdf(await letterPdf(letterFor(kind))));
      expect(outside.unmarked).toEqual([]);
      expect(outside.artifacts.filter((text) => !/^(:|\d\/\d 014\/PPID\/XII\/2026)$/.test(text))).toEqual([]);
    }
  });
});

describe('a long letter', () => {
  const lines = Array.from({ length: 160 }, (_, i) => `Baris ke-${i + 1} dari rincian yang panjang`);
  const long = (more: Partial<LetterDoc> = {}): LetterDoc => ({ ...letterFor('granted'), ...more });

  it('flows over pages, each with its number, and loses nothing on the way', async () => {
    const sections = [
      { heading: 'Alinea', paragraphs: [lines.join(' ')] },
      { heading: 'Daftar', list: lines, numerals: 'roman' as const },
      {
        heading: 'Tabel',
        rows: [['Rincian', lines.join('\n')] as [string, string], ['Lalu', 'Selesai'] as [string, string]],
      },
    ];
    const pdf = await letterPdf(long({ sections }));
    const read = await readPdf(pdf);
    expect(read.pages.length).toBeGreaterThan(5);
    read.pages.forEach((page, i) => {
      says({ text: page }, `${i + 1}/${read.pages.length}`);
    });
    const spoken = flat(
      leavesOf(read)
        .map(({ text }) => text)
        .join(''),
    );
    for (const line of lines) expect(spoken.split(flat(line))).toHaveLength(4);
    expect(outsideOf(read).unmarked).toEqual([]);
    // A cell that runs over pages is still one cell, headed by its row.
    expect(pdf.toString('latin1').match(/\/S \/TD\b/g)).toHaveLength(2);
    expect(pdf.toString('latin1').match(/\/Scope \/Row\b/g)).toHaveLength(2);
  });

  it('never leaves a signature alone on its last page', async () => {
    for (let count = 30; count < 60; count++) {
      const sections = [{ rows: lines.slice(0, count).map((line, i): [string, string] => [`Hal ${i + 1}`, line]) }];
      const read = await readPdf(await letterPdf(long({ sections })));
      const last = read.pages.find((page) => page.includes('Endah Cahya Rini'));
      expect(last).toContain(`Baris ke-${count} `);
    }
  });

  it.each([
    ['a word longer than the page is wide', 'W'.repeat(10_000)],
    ['a word that fills pages in a table', 'https://contoh.test/'.repeat(600)],
  ])('survives %s', async (_, word) => {
    const started = performance.now();
    const read = await readPdf(await letterPdf(long({ sections: [{ paragraphs: [word], rows: [['Alamat', word]] }] })));
    expect(performance.now() - started).toBeLessThan(10_000);
    const spoken = leavesOf(read).map(({ text }) => text);
    expect(flat(spoken.join('')).split(word)).toHaveLength(3);
  });

  it('has nothing to say and says it', async () => {
    const read = await readPdf(await letterPdf(long({ sections: [], to: [], signatory: null, footer: '' })));
    expect(read.pages).toHaveLength(1);
  });
});

describe('a name with signs from elsewhere', () => {
  const named = async (name: string) =>
    readPdf(await letterPdf(letterFor('granted', 'id', { requester: { ...siti.requester, name } })));

  it.each(['Đặng Thị Ánh Tuyết', 'Zoé Þórsdóttir–O’Brien', 'Ağrı İşçioğlu', 'Łukasz Żółć', 'Siti “Nur” Ma’ruf'])(
    'prints %s as it is',
    async (name) => says(await named(name), name),
  );

  it('prints letters that were typed in two parts as one', async () => says(await named('Rene\u0301'), 'Ren\u00e9'));

  it.each([
    ['a Chinese sign', 'Lim 中', 'Lim [U+4E2D]'],
    ['an emoji', 'Siti 🙏🏽', 'Siti [U+1F64F][U+1F3FD]'],
    ['half a sign', 'Siti \ud83d', 'Siti [U+FFFD]'],
    ['a full-width letter', 'Ａｎｄｉ', 'Andi'],
    ['marks that turn the direction', 'Si\u202eti', 'Siti'],
    ['a control character', 'Si\u0000ti\tA', 'Siti A'],
  ])('does not stumble over %s', async (_, name, printed) => says(await named(name), printed));
});

describe('a sheet', () => {
  const rows = Array.from({ length: 90 }, (_, i) => [`${i + 1} Desember 2026`, `Peristiwa ${i + 1}`, hashOf(`${i}`)]);
  const sheet = {
    title: 'Linimasa permohonan P-2026-000123',
    language: 'id' as const,
    dated_on: '2027-02-01',
    letterhead: { government: 'Pemerintah Kabupaten Demak', office: 'PPID Kabupaten Demak', contact: '' },
    sections: [{ heading: 'Para pihak', rows: [['Pemohon', 'Siti'] as [string, string]] }],
    table: { head: ['Hari', 'Peristiwa', 'SHA-256'], rows, widths: [2, 3, 4] },
    footer: 'Disusun dari log.',
  };

  it('has title, sections and a table whose heads stand on each page, for the eye only after the first', async () => {
    const read = await readPdf(await sheetPdf(sheet));
    expect(read.pages.length).toBeGreaterThan(2);
    for (const page of read.pages) says({ text: page }, 'SHA-256');
    for (const row of rows) for (const cell of row) says(read, cell);
    const leaves = leavesOf(read);
    expect(leaves.filter(({ tags }) => tags.endsWith('/H1')).map(({ text }) => text)).toEqual([sheet.title]);
    expect(leaves.filter(({ text }) => text === 'SHA-256')).toHaveLength(1);
    expect(leaves.filter(({ tags }) => tags.endsWith('/TD'))).toHaveLength(1 + 3 * rows.length);
    expect(outsideOf(read).unmarked).toEqual([]);
  });

  it('has the same bytes for the same input', async () => {
    expect(hashOf(await sheetPdf(sheet))).toBe(hashOf(await sheetPdf(structuredClone(sheet))));
  });

  it('closes on one page: what is signed never stands apart from the place to sign', async () => {
    const long = (n: number) => ({ paragraphs: Array.from({ length: n }, (_, i) => `Alinea ${i + 1} dari riwayat.`) });
    const closing = [{ heading: 'Yang diminta', list: ['Satu', 'Dua'] }, { paragraphs: ['Tanda tangan'] }];
    const plain = { title: 'Permohonan', language: 'id' as const, dated_on: '2027-02-01', footer: 'Rancangan.' };
    const pagesFor = async (n: number) =>
      (await readPdf(await sheetPdf({ ...plain, sections: [long(n)], closing }))).pages;
    expect(await pagesFor(5)).toHaveLength(1);
    // As many lines as leave room for the heading alone, for a part of the list, or for all but the signature.
    for (let n = 25; n < 45; n++) {
      const last = (await pagesFor(n)).at(-1) ?? '';
      expect([
        n,
        ...['Yang diminta', 'Dua', 'Tanda tangan', 'Rancangan.'].map((words) => last.includes(words)),
      ]).toEqual([...[n, true, true, true, true]]);
    }
  });

  it('needs no more than a title', async () => {
    const bare = { title: 'Sampul', language: 'en' as const, dated_on: '2027-02-01', sections: [] };
    says(await readPdf(await sheetPdf(bare)), 'Sampul');
    says(await readPdf(await sheetPdf({ ...bare, table: { head: ['A', 'B'], rows: [] } })), 'Sampul');
  });
});

function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
