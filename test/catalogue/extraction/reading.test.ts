import { LIMITS } from '../../../src/catalogue/extraction/outcomes';
import { readText } from '../../../src/catalogue/extraction/read-disk';
import { docx, docxBomb, odt, pdf, pdfBomb, xlsx, zipped } from './files';

const read = (name: string, bytes: Buffer) =>
  readText(name, bytes, { limits: { ...LIMITS, seconds: 20, softSeconds: 15 } });

test('the text of each kind of file is read', async () => {
  const files: [string, Buffer][] = [
    ['a.pdf', await pdf(['Anggaran pendidikan & kesehatan', 'Halaman kedua'])],
    ['a.docx', await docx('Anggaran pendidikan &amp; kesehatan', 'Halaman kedua')],
    ['a.odt', await odt('Anggaran <text:span>pendidikan</text:span> &amp; kesehatan', 'Halaman kedua')],
    ['a.xlsx', await xlsx('Anggaran pendidikan &amp; kesehatan', 'Halaman kedua')],
    ['a.txt', Buffer.from('Anggaran pendidikan & kesehatan\r\n\u0000Halaman kedua')],
  ];
  for (const [name, bytes] of files) {
    const { outcome, text } = await read(name, bytes);
    expect([name, outcome, text]).toEqual([
      name,
      'read',
      expect.stringMatching(/^Anggaran pendidikan & kesehatan\s+Halaman kedua/),
    ]);
  }
  expect((await read('a.xlsx', files[3]?.[1] as Buffer)).text).toContain('langsung');
});

test('where nothing may be missed, what is struck out, noted, or shown by a cell in short is read, too', async () => {
  const all = async (name: string, parts: Record<string, string>) =>
    (await readText(name, await zipped(parts), { everything: true })).text;
  const struck = '<w:p><w:del><w:r><w:delText>3321014507890001</w:delText></w:r></w:del></w:p>';
  expect(await all('a.docx', { 'word/document.xml': `<w:document xmlns:w="w">${struck}</w:document>` })).toContain(
    '3321014507890001',
  );
  const cell = (value: string, shown: string) =>
    `<table:table-cell office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`;
  const cells = `${cell('3321014507890001', '3,32E+15')}${cell('3321014507890002', '3321014507890002')}${cell('7', '7,0')}`;
  const ods = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b">${cells}</office:document-content>`;
  expect(await all('a.ods', { 'content.xml': ods })).toBe('3,32E+15\n3321014507890001\n3321014507890002\n7,0');
  const slide = (text: string) => `<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
  const notes = { 'ppt/slides/slide1.xml': slide('Judul'), 'ppt/notesSlides/notesSlide1.xml': slide('Catatan') };
  expect(await all('a.pptx', notes)).toBe('Judul\nCatatan');
});

test('a list in Windows-1252 is read as it is meant, one in UTF-8 too', async () => {
  const text = 'Kafé;Rp 1.000;“kutipan”';
  expect((await read('a.csv', Buffer.from(text))).text).toBe(text);
  const bytes = Buffer.from([...Buffer.from('Kaf'), 0xe9, ...Buffer.from(';'), 0x93, ...Buffer.from('kutipan'), 0x94]);
  expect((await read('a.csv', bytes)).text).toBe('Kafé;“kutipan”');
});

test('what cannot be read says why', async () => {
  const locked = await pdf(['rahasia'], { userPassword: 'sandi', pdfVersion: '1.7' });
  expect(await read('a.pdf', locked)).toMatchObject({ outcome: 'locked', text: '' });
  expect(await read('a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({ outcome: 'locked' });
  expect(await read('a.pdf', await pdf(['']))).toMatchObject({ outcome: 'no_text' });
  expect(await read('a.pdf', Buffer.from('%PDF-1.7\nrusak'))).toMatchObject({ outcome: 'broken' });
  expect(await read('a.docx', Buffer.from('PK\u0003\u0004rusak'))).toMatchObject({ outcome: 'broken' });
  expect(await read('a.docx', await zipped({ 'lain.xml': '<a/>' }))).toMatchObject({ outcome: 'broken' });
  expect(await read('a.jpg', Buffer.from([0xff, 0xd8]))).toMatchObject({ outcome: 'other_kind' });
  expect(await readText('a.pdf', Buffer.alloc(20), { limits: { ...LIMITS, bytes: 10 } })).toMatchObject({
    outcome: 'too_large',
  });
});

test('entities of a document type are not expanded', async () => {
  const xml =
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:t>&b;</w:t></w:document>';
  expect(await read('a.docx', await zipped({ 'word/document.xml': xml }))).toMatchObject({
    outcome: 'broken',
    text: '',
  });
});

test('of a long file the beginning is read', async () => {
  const long = await pdf(Array.from({ length: 2_000 }, (_, i) => `Lembar nomor ${i + 1}`));
  const { outcome, pages, text } = await read('a.pdf', long);
  expect({ outcome, pages }).toEqual({ outcome: 'partial', pages: 200 });
  expect(text).toContain('nomor 200');
  expect(text).not.toContain('nomor 201');
});

test('what unpacks to gigabytes is bounded or ended, and the portal goes on meanwhile', async () => {
  const started = performance.now();
  let [slowest, last, running] = [0, performance.now(), true];
  const beat = async () => {
    while (running) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      slowest = Math.max(slowest, performance.now() - last - 10);
      last = performance.now();
    }
  };
  const [spaces, paragraphs, bomb] = [
    await docxBomb(40, ' '),
    await docxBomb(10, '<w:p><w:r><w:t>isi</w:t></w:r></w:p>', 'Kalimat pertama'),
    pdfBomb(400),
  ];
  last = performance.now();
  const beating = beat();
  expect(await readText('a.docx', spaces, { limits: { ...LIMITS, unpackedMb: 20 } })).toMatchObject({
    outcome: 'too_large',
    text: '',
  });
  const partly = await read('a.docx', paragraphs);
  expect(partly).toMatchObject({ outcome: 'partial', text: expect.stringMatching(/^Kalimat pertama\nisi\n/) });
  expect(partly.text.length).toBeLessThanOrEqual(LIMITS.characters);
  expect(await readText('a.pdf', bomb, { limits: { ...LIMITS, seconds: 5 } })).toMatchObject({
    outcome: 'too_heavy',
    text: '',
  });
  running = false;
  await beating;
  if (process.env.SHOW) console.info({ slowest, seconds: (performance.now() - started) / 1000 });
  expect(slowest).toBeLessThan(1_000);
}, 60_000);
