import { writing } from '../../src/db/connect';
import { insertMany } from '../../src/db/insert-many';
import { type TestApp, testApp } from '../support/app';
import { givenDocument } from './documents';

let t: TestApp;
const at = (n: number) => `2026-11-0${n}T02:00:00.000Z`;

beforeAll(async () => {
  t = await testApp();
  const facts = [
    { slug: 'a', updated_at: at(3) },
    { slug: 'b', updated_at: at(5), category: 'setiap-saat' },
    { slug: 'c', updated_at: at(4), body: 'dinkes' },
    { slug: 'd', updated_at: at(6), category: 'dikecualikan' },
    { slug: 'e', updated_at: at(2), state: 'draft' },
    { slug: 'f', updated_at: at(1), body: 'dinkes', category: 'setiap-saat' },
  ] as const;
  for (const one of facts) await givenDocument(t.db, { ...one, title: `Notulen ${one.slug}` });
});
afterAll(() => t.close());

const found = async (query: Record<string, string>) => {
  const { body } = await t.browser().get('/api/3/action/package_search').query(query).expect(200);
  return [body.result.count, body.result.results.map(({ name }: { name: string }) => name).join('')];
};

test.each([
  [{}, [4, 'bcaf']],
  [{ sort: 'metadata_modified desc' }, [4, 'bcaf']],
  [{ sort: 'metadata_modified asc' }, [4, 'facb']],
  [{ sort: 'id asc' }, [4, 'abcf']],
  [{ sort: 'metadata_modified asc', rows: '2', start: '1' }, [4, 'ac']],
  [{ fq: 'organization:dinkes' }, [2, 'cf']],
  [{ fq: 'groups:setiap-saat' }, [2, 'bf']],
  [{ fq: 'organization:dinkes groups:setiap-saat' }, [1, 'f']],
  [{ fq: `metadata_modified:[${at(3)} TO *]` }, [3, 'bca']],
  [{ fq: `metadata_modified:[* TO ${at(3)}]`, sort: 'id asc' }, [2, 'af']],
  [{ fq: 'organization:tidak-ada' }, [0, '']],
  [{ fq: 'groups:dikecualikan' }, [0, '']],
  [{ q: 'notulen' }, [4, 'bcaf']],
  [{ q: 'notulen', fq: 'organization:dinkes', sort: 'metadata_modified asc' }, [2, 'fc']],
  [{ q: 'zzqq' }, [0, '']],
])('a harvester asks for %j', async (query, expected) => {
  expect(await found(query as Record<string, string>)).toEqual(expected);
});

test.each([{ sort: 'title asc' }, { fq: 'organization:dinkes OR organization:dinkominfo' }, { fq: '-groups:berkala' }])(
  'what is not understood is refused, and never answered with everything: %j',
  async (query) => {
    const { body } = await t.browser().get('/api/3/action/package_search').query(query).expect(409);
    expect(body).toMatchObject({ success: false, error: { __type: 'Validation Error' } });
  },
);

test('a harvester that pages to the end gets all of fifteen hundred, each once', async () => {
  const { id: body_id } = await t.db('bodies').where('slug', 'dinkes').first('id');
  const rows = Array.from({ length: 1_500 }, (_, i) => ({
    ...{ region_id: t.regionId, body_id, category: 'berkala', state: 'published', title: `Banyak ${i}`, example: 0 },
    ...{
      public_id: `banyak${i}`,
      slug: `banyak-${i}`,
      version: 1,
      published_at: at(7),
      created_at: at(7),
      updated_at: at(7),
    },
  }));
  await writing(t.db, (trx) => insertMany(trx, 'documents', rows));
  const ask = async (call: string): Promise<unknown> =>
    (await t.browser().get(`/api/3/action/${call}`).expect(200)).body.result;
  /** Asks page by page until an answer is empty. */
  const all = async (size: number, page: (start: number) => Promise<string[]>): Promise<string[]> => {
    const names: string[] = [];
    for (let start = 0; ; start += size) {
      const found = await page(start);
      names.push(...found);
      if (found.length === 0) return names;
    }
  };
  const nameOf = ({ name }: { name: string }) => name;
  const listed = await all(400, async (start) => (await ask(`package_list?limit=400&offset=${start}`)) as string[]);
  const searched = await all(1_000, async (start) => {
    const { count, results } = (await ask(`package_search?rows=1000&start=${start}&sort=id+asc`)) as never;
    expect(count).toBe(1_504);
    return (results as { name: string }[]).map(nameOf);
  });
  const whole = await all(100, async (start) =>
    ((await ask(`current_package_list_with_resources?limit=100&offset=${start}`)) as { name: string }[]).map(nameOf),
  );
  expect(await ask('package_list')).toHaveLength(1_504);
  for (const names of [listed, searched, whole]) expect([names.length, new Set(names).size]).toEqual([1_504, 1_504]);
  await t.db('documents').whereLike('slug', 'banyak-%').delete();
});

test('a page by offset is read from an index, whatever the archive holds', async () => {
  if (t.db.client.config.client === 'pg') return;
  const list = t
    .db('documents')
    .where('region_id', t.regionId)
    .whereRaw("state = 'published' AND category <> 'dikecualikan'");
  for (const query of [
    list.clone().orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]),
    list
      .clone()
      .where('body_id', 1)
      .orderBy([{ column: 'updated_at' }, { column: 'id' }]),
    list.clone().orderBy('id', 'desc'),
  ]) {
    const { sql, bindings } = query.select('id').limit(1).toSQL().toNative();
    const plan = await t.db.raw(`EXPLAIN QUERY PLAN ${sql}`, [...bindings]);
    const steps = plan.map(({ detail }: { detail: string }) => detail).join('; ');
    expect(steps).toMatch(/COVERING INDEX documents_open/);
    expect(steps).not.toContain('TEMP B-TREE');
  }
});
