import { phrase } from '../../../src/catalogue/search/clauses';
import { newestHits } from '../../../src/catalogue/search/hit-queries';
import { BLOCK_BITS } from '../../../src/catalogue/search/tokens';
import { isPostgres } from '../../../src/db/connect';
import { type TestDb, testDb } from '../../support/db';

// An index of 9,000 entries over 112 blocks, as if most of what stood between them had been taken away; far back stand some
// blocks that are nearly full.
const LAST = 112 << BLOCK_BITS;
const DENSE = 21 << BLOCK_BITS;
const inDense = (id: number): boolean => id >= DENSE && id < DENSE + 9_000;
const THIN = Array.from({ length: 9_000 }, (_, i) => 1 + Math.floor((i * LAST) / 9_000));
const FULL = Array.from({ length: 4_500 }, (_, i) => DENSE + i * 2);
const IDS = [...new Set([...THIN, ...FULL])].sort((a, b) => a - b);
const WORDS: Record<string, (id: number, i: number) => boolean> = {
  semua: () => true,
  ganjil: (_, i) => i % 2 === 1,
  genap: (_, i) => i % 2 === 0,
  jarang: (_, i) => i % 1_500 === 0,
  lama: (id) => id < 48 << BLOCK_BITS,
  padat: inDense,
  tengah: (id) => id >> (BLOCK_BITS + 4) === 4,
  tepi: (id) => id % (16 << BLOCK_BITS) < 2 << BLOCK_BITS,
};

let t: TestDb;

beforeAll(async () => {
  t = await testDb('reference');
  const rows = IDS.map((id, i) => {
    const words = Object.entries(WORDS).flatMap(([word, has]) => (has(id, i) ? [`ar${word}`] : []));
    return [id, `fr1 ${words.join(' ')}`] as const;
  });
  for (let from = 0; from < rows.length; from += 300) {
    const some = rows.slice(from, from + 300);
    if (isPostgres(t.db))
      await t.db.raw(
        `INSERT INTO document_search (document_id, published_at, tokens) VALUES ${some
          .map(() => "(?, '2026-01-01T00:00:00.000Z', array_to_tsvector(string_to_array(?, ' ')))")
          .join(', ')}`,
        some.flatMap(([id, words]) => [id, `${words} n${id >> BLOCK_BITS}`]),
      );
    else
      await t.db.raw(
        `INSERT INTO document_search (rowid, tokens) VALUES ${some.map(() => '(?, ?)').join(', ')}`,
        some.flat(),
      );
  }
});
afterAll(() => t.destroy());

describe.each([1, 40, 1001])('the newest %i hits are the ones that a walk through all finds', (limit) => {
  test.each([
    'semua',
    'ganjil',
    'genap',
    'ganjil genap',
    'jarang',
    'jarang genap',
    'lama',
    'lama ganjil',
    'padat',
    'padat ganjil',
    'padat lama',
    'tengah',
    'tepi',
    'tepi lama',
    'kosong',
  ])('%s', async (words) => {
    const asked = words.split(' ');
    const all = IDS.filter((id, i) => asked.every((word) => WORDS[word]?.(id, i)));
    const clauses = asked.map((word) => [phrase([word])]);
    const question = { clauses, facets: ['fr1'], tier: 2, limit } as const;
    const wanted = all.reverse().slice(0, limit);
    expect(await newestHits(t.db, question)).toEqual(wanted);
    expect(await newestHits(t.db, { ...question, newest: wanted[0] ?? LAST })).toEqual(wanted);
  });
});
