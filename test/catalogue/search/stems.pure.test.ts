import { clausesOf, nameForms } from '../../../src/catalogue/search/forms-of-names';
import { beginningOf, marked, passage, soughtFor } from '../../../src/catalogue/search/passages';
import { likelierFirst, neighbours } from '../../../src/catalogue/search/slips';
import { stemOf } from '../../../src/catalogue/search/stems';
import { tokensOf } from '../../../src/catalogue/search/tokens';
import { searchWords } from '../../../src/catalogue/words';

test.each([
  ['anggaran penganggaran dianggarkan menganggarkan'],
  ['lapor laporan pelaporan melaporkan dilaporkan'],
  ['kelola pengelolaan mengelola dikelola pengelola'],
  ['terima penerimaan menerima diterima'],
  ['susun penyusunan menyusun disusun tersusun'],
  ['ada pengadaan mengadakan diadakan keadaan'],
  ['mohon permohonan pemohon memohon dimohonkan'],
  ['milik kepemilikan memiliki pemilik'],
  ['nilai penilaian menilai dinilai'],
  ['kembang pengembangan perkembangan mengembangkan'],
  ['laksana pelaksanaan melaksanakan pelaksanaannya'],
  ['awas pengawasan mengawasi diawasi'],
  ['tahu pengetahuan mengetahui diketahui'],
  ['kecuali pengecualian dikecualikan'],
  ['industri perindustrian'],
  ['rencana perencanaan merencanakan'],
  ['daya pemberdayaan memberdayakan'],
  ['usaha perusahaan pengusaha'],
  ['sehat kesehatan'],
  ['camat kecamatan'],
])('%s have one stem', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(1);
});

test('words that only look alike keep apart, names and numbers stay as they are', () => {
  const apart =
    'desa daerah dinas kepala anggaran makan akan ikan bulan bukan jalan badan penduduk perempuan direktorat';
  expect(new Set(apart.split(' ').map(stemOf)).size).toBe(apart.split(' ').length);
  for (const word of ['dinkominfo', '2025', 'été', 'bpbd', 'ꦗꦮ']) expect(stemOf(word)).toBe(word);
});

test('a token of the title is not repeated for the summary, nor one of these for the text', () => {
  const facts = { region_id: 1, body_id: 2, category: 'serta-merta', year: 2025, format: 'pdf' };
  const tokens = tokensOf({
    ...facts,
    title: 'Laporan desa',
    summary: 'desa pesisir',
    texts: ['pesisir laporan utara'],
  });
  expect([...tokens]).toEqual([
    ...['fb2', 'ffpdf', 'fksertamerta', 'fy2025', 'fr1', 'fb2y2025'],
    ...['trlapor', 'arlapor', 'twlaporan', 'awlaporan', 'trdesa', 'ardesa', 'tplaporan_desa', 'aplaporan_desa'],
    ...['srpesisir', 'arpesisir', 'spdesa_pesisir', 'apdesa_pesisir'],
    ...['appesisir_laporan', 'arutara', 'aplaporan_utara'],
  ]);
});

test('quotes make a phrase, a single one nothing', () => {
  expect(searchWords('desa "laporan keuangan" “kas”')).toEqual([
    { text: 'desa', prefix: false },
    { text: 'laporan keuangan', prefix: false, phrase: ['laporan', 'keuangan'] },
    { text: 'kas', prefix: false, phrase: ['kas'] },
  ]);
  expect(searchWords('desa "kas')).toEqual([
    { text: 'desa', prefix: false },
    { text: 'kas', prefix: true },
  ]);
});

test('a name and its abbreviation ask for the same, whatever stands beside them', () => {
  const names = nameForms([{ id: 7, name: 'Dinas Komunikasi dan Informatika', short_name: 'Dinkominfo' }]);
  const [, ofShort] = clausesOf(searchWords('anggaran dinkominfo'), names, []);
  const [, ofFull] = clausesOf(searchWords('anggaran dinas komunikasi dan informatika'), names, []);
  expect(ofFull).toEqual(ofShort);
  expect(ofShort).toContainEqual({ bodyId: 7 });
  expect(clausesOf(searchWords('apbd'), names, [])).toEqual([
    [{ tokens: ['rapbd'] }, { tokens: ['ranggar', 'rdapat', 'rbelanja', 'rdaerah'] }],
  ]);
});

test('one slip away, the likelier first', () => {
  for (const typed of ['angaran', 'anggran', 'anggarran', 'anggaram', 'agnggaran']) {
    expect(neighbours(typed)).toContain('anggaran');
  }
  expect(neighbours('agaran')).not.toContain('anggaran');
  expect(neighbours('apb')).toEqual([]);
  expect(likelierFirst('dsea', ['asea', 'desa', 'dsep'])[0]).toBe('desa');
});

test('a passage shows the part with the most words, marks them by stem, and leaves nothing of the text out', () => {
  const text = `${'Pembukaan yang panjang sekali. '.repeat(20)}Di sini penganggaran <b>dinas</b> disebut. ${'Penutup. '.repeat(40)}`;
  const found = passage(text, soughtFor(searchWords('anggaran dinas ')));
  expect(found?.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['penganggaran', 'dinas']);
  const shown = found?.map((piece) => piece.text).join('') ?? '';
  expect(shown).toMatch(/^….* penganggaran <b>dinas<\/b> disebut.*…$/);
  expect(shown.length).toBeLessThan(230);
  expect(passage(text, soughtFor(searchWords('tidakada')))).toBeNull();
  expect(marked('Satu, dua', soughtFor(searchWords('dua')))).toEqual([
    { text: 'Satu, ', marked: false },
    { text: 'dua', marked: true },
  ]);
  expect(beginningOf('kata '.repeat(100)).length).toBeLessThanOrEqual(221);
});
