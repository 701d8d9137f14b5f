import { readAddressees } from '../../src/breaches/addressee-list';
import { maskedContact } from '../../src/breaches/contact';

const read = (text: string, name = 'daftar.csv') => readAddressees(Buffer.from(text), name);
const codes = async (text: string) => {
  const list = await read(text);
  return list.ok ? 'ok' : list.code === 'rows' ? list.problems.map((p) => `${p.row} ${p.code}`) : list.code;
};

test('reads commas, semicolons and tabs, headings in any order and language', async () => {
  expect(await read('nama,e-mail,alamat\nSiti,SITI@Warga.test,\nBudi,,"Jalan Melati 3, Wedung"')).toEqual({
    ok: true,
    contacts: [
      { name: 'Siti', email: 'siti@warga.test', address: null },
      { name: 'Budi', email: null, address: 'Jalan Melati 3, Wedung' },
    ],
  });
  expect(await read('Alamat;Nama Lengkap\nWedung;Tono')).toMatchObject({
    contacts: [{ name: 'Tono', email: null, address: 'Wedung' }],
  });
  expect(await read('name\temail\nO’Neil\to@warga.test')).toMatchObject({ contacts: [{ name: 'O’Neil' }] });
  expect(await read('\ufeffnama;surel\nSiti;siti@warga.test')).toMatchObject({ ok: true });
});

test('every bad row gets its reason and nothing is taken', async () => {
  const rows = [
    'nama,e-mail,alamat',
    ',siti@warga.test,',
    'Budi,bukan-alamat,',
    'Rina,,',
    'Tono,tono@warga.test,',
    'TONO,Tono@warga.test,',
    `${'x'.repeat(201)},x@warga.test,`,
    'Tini,tono@warga.test,',
  ];
  expect(await codes(rows.join('\n'))).toEqual([
    '1 name_missing',
    '2 email_broken',
    '3 no_contact',
    '5 twice',
    '6 too_long',
  ]);
});

test.each([
  ['', 'empty'],
  ['   \n ', 'empty'],
  ['nama,e-mail,alamat', 'empty'],
  ['Siti,siti@warga.test', 'no_headings'],
  ['nama\nSiti', 'no_headings'],
])('%j is refused as a whole: %s', async (text, code) => {
  expect(await codes(text)).toBe(code);
});

test('5,000 people are taken, 5,001 are not', async () => {
  const list = (n: number) =>
    `nama,e-mail\n${Array.from({ length: n }, (_, i) => `Warga ${i},w${i}@warga.test`).join('\n')}`;
  const full = await read(list(5000));
  expect(full.ok && full.contacts.length).toBe(5000);
  expect(await codes(list(5001))).toBe('too_many');
});

test('what is no list is refused', async () => {
  expect(await readAddressees(Buffer.from('PK\u0003\u0004 rusak'), 'daftar.xlsx')).toMatchObject({
    code: 'unreadable',
  });
  expect(await codes('[{"nama":')).toBe('unreadable');
});

test('a masked contact shows first letters and the domain', () => {
  expect(maskedContact({ name: 'Siti Nur Aini', email: 'siti@warga.test', address: 'Jalan Melati 3' })).toEqual({
    name: 'S••• N••• A•••',
    email: 's•••@warga.test',
    address: 'J•••',
  });
});
