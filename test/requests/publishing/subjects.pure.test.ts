import { frequentSubjects } from '../../../src/requests/publishing/subjects';

let id = 0;
const asked = (details: string) => {
  id += 1;
  return { id, number: `P-2026-${id}`, details, body_id: null };
};

test('requests that ask for nearly the same are one subject, the most asked first; what is asked twice is none', () => {
  const found = frequentSubjects(
    [
      asked('Mohon salinan anggaran perbaikan jalan Bonang tahun 2025'),
      asked('Data penganggaran perbaikan jalan di Bonang'),
      asked('Berapa anggaran untuk jalan Bonang yang diperbaiki?'),
      asked('Daftar penerima bantuan sosial pangan desa Wonosalam'),
      asked('daftar penerima bantuan pangan Wonosalam'),
      asked('Penerima bantuan sosial pangan Wonosalam 2025'),
      asked('penerima bantuan pangan di desa Wonosalam'),
      asked('Izin lingkungan pabrik garam'),
      asked('izin lingkungan untuk pabrik garam'),
      asked('?'),
    ],
    10,
  );
  expect(found.map(({ requests }) => requests.length)).toEqual([4, 3]);
  expect(found[0]?.words).toEqual(expect.arrayContaining(['penerima', 'bantuan', 'pangan', 'wonosalam']));
  expect(found[1]?.words).toEqual(expect.arrayContaining(['jalan', 'bonang']));
});
