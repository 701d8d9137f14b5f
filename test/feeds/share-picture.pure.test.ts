import { picturePng } from '../../src/feeds/picture-commands';

const facts = { title: 'Laporan', body: 'Dinas', category: 'Berkala', site: 'PPID' };

test('pictures are drawn one after another, and whoever asks for many at once is sent away', async () => {
  const asked = Array.from({ length: 12 }, (_, i) => picturePng(`banyak ${i}`, facts));
  expect(asked.filter((one) => one === null)).toHaveLength(4);
  // The same picture once more is no new work.
  expect(picturePng('banyak 0', facts)).toBe(asked[0]);
  for (const png of await Promise.all(asked.slice(0, 8))) expect(png?.subarray(1, 4).toString()).toBe('PNG');
  expect(await picturePng('sesudahnya', facts)).not.toBeNull();
});
