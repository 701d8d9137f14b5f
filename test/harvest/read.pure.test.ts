import { readCkan } from '../../src/harvest/read/ckan';
import { plainText } from '../../src/harvest/read/item';

test('a description as text: one line of each of its parts, no marks', () => {
  expect(plainText('<p>Satu   &amp; dua</p>\n \n<ul><li>tiga</li></ul>\u00a0empat\t<b>lima</b> ')).toBe(
    'Satu & dua\ntiga\nempat lima',
  );
});

test('a description of blanks takes no longer than one of letters', () => {
  const started = performance.now();
  expect(plainText(`a${'\u00a0'.repeat(60_000)}b`)).toBe('a b');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a portal that sends more than it was asked for is left at the limit', async () => {
  const results = Array.from({ length: 9_000 }, (_, i) => ({ id: `d${i}`, name: `d${i}`, title: 'x' }));
  const body = Buffer.from(JSON.stringify({ success: true, result: { count: 20_000, results } }));
  let pages = 0;
  const fetch = async (url: string) => {
    pages += 1;
    return { same: false as const, body, url, etag: null, lastModified: null };
  };
  await expect(readCkan('https://data.contoh.go.id', fetch)).rejects.toMatchObject({ code: 'too_many_items' });
  expect(pages).toBe(3);
});
