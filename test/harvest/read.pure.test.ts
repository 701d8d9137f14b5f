import { readCkan } from '../../src/harvest/read/ckan';
import { readDcat } from '../../src/harvest/read/dcat';
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

test('an answer of megabytes is taken apart elsewhere: the site goes on meanwhile', async () => {
  const filler = 'x'.repeat(2_000);
  const dataset = (i: number) => ({
    id: `d${i}`,
    name: `d${i}`,
    title: `Data ${i}`,
    notes: filler,
    junk: [filler, { filler }],
  });
  const results = Array.from({ length: 3_000 }, (_, i) => dataset(i));
  const body = Buffer.from(JSON.stringify({ success: true, result: { count: 3_000, results } }));
  expect(body.length).toBeGreaterThan(17_000_000);
  const fetch = async (url: string) => ({ same: false as const, body, url, etag: null, lastModified: null });
  let turns = 0;
  const watch = setInterval(() => {
    turns += 1;
  }, 1);
  const { items } = await readCkan('https://data.contoh.go.id', fetch);
  clearInterval(watch);
  expect(items).toHaveLength(3_000);
  expect(items[7]?.cells.title).toBe('Data 7');
  // Parsed in one go here, nothing else would have had its turn.
  expect(turns).toBeGreaterThan(10);
});

test('what is no JSON, or none of its kind, is said so', async () => {
  const fetch = (text: string) => async (url: string) => ({
    ...{ same: false as const, body: Buffer.from(text), url, etag: null, lastModified: null },
  });
  for (const text of ['bukan json', '{"success":true,"result":{}}', '[1,2]', 'null', '{"success":false}'])
    await expect(readCkan('https://data.contoh.go.id', fetch(text))).rejects.toMatchObject({ code: 'not_ckan' });
  const known = { etag: null, lastModified: null };
  await expect(readDcat('https://data.contoh.go.id/c', fetch('{'), known)).rejects.toMatchObject({ code: 'not_dcat' });
});

test('a catalogue in pages stops when the time is up, and goes on at the page it came to', async () => {
  const page = (n: number) =>
    Buffer.from(
      JSON.stringify({
        '@graph': [
          {
            '@type': 'dcat:Dataset',
            '@id': `urn:${n}`,
            'dct:title': `Set ${n}`,
            'dcat:landingPage': `https://x.go.id/${n}`,
          },
          ...(n < 4 ? [{ 'hydra:next': { '@id': `/k?h=${n + 1}` } }] : []),
        ],
      }),
    );
  const fetch = async (url: string) => {
    const n = Number(new URL(url).searchParams.get('h') ?? 1);
    return { same: false as const, body: page(n), url, etag: '"e"', lastModified: null };
  };
  const known = { etag: null, lastModified: null };
  const seen: string[] = [];
  let from: string | null = null;
  for (let runs = 0; runs < 9; runs++) {
    const reading = await readDcat('https://x.go.id/k', fetch, known, { from, late: () => true });
    if (reading.same) throw new Error('same');
    seen.push(...reading.items.map(({ id }) => id));
    expect(reading.etag).toBeNull();
    from = reading.at;
    if (from === null) break;
  }
  expect(seen).toEqual(['urn:1', 'urn:2', 'urn:3', 'urn:4']);
});
