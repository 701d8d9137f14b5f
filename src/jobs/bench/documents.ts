import { workIndexQueue } from '../../catalogue/search/index-commands';
import { isPostgres, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { type Figures, measure, round } from './measure';

/** What visitors wait for in a large archive, by its size; `ratio` compares the p99 of the largest with the smallest. */
export type DocumentFigures = {
  sizes: Record<string, { indexed_per_second: number; reads: Record<string, Figures> }>;
  ratio_p99: Record<string, number>;
};

const SIZES = { quick: [2_000, 20_000], whole: [100_000, 1_000_000] } as const;
const BATCH = 500;
const SUBJECTS =
  'keuangan kinerja pengadaan kesehatan pendidikan pertanian kependudukan perizinan perikanan perdagangan lingkungan sosial'.split(
    ' ',
  );
const KINDS = ['Laporan', 'Rencana', 'Keputusan', 'Peraturan', 'Daftar', 'Ringkasan'];
const FORMATS = ['pdf', 'xlsx', 'docx', null];
const CATEGORIES = ['berkala', 'setiap-saat', 'serta-merta'];

/** Fills the catalogue to each size and reads it over HTTP as visitors do. `read` fetches a path and fails on an error. */
export async function documentFigures(
  deps: Deps,
  { quick, read }: { quick: boolean; read: (path: string) => Promise<unknown> },
): Promise<DocumentFigures> {
  const runs = quick ? 40 : 300;
  const sizes: DocumentFigures['sizes'] = {};
  let made = 0;
  const wanted = Number(process.env.BENCH_DOCUMENTS) || 0;
  for (const size of wanted ? [wanted / 10, wanted] : SIZES[quick ? 'quick' : 'whole']) {
    const start = performance.now();
    made = await fill(deps, made, size);
    const seconds = (performance.now() - start) / 1000;
    if (isPostgres(deps.db)) await deps.db.raw('VACUUM ANALYZE documents, document_search');
    else await deps.db.raw('PRAGMA optimize');
    const reads: Record<string, Figures> = {};
    for (const [name, path] of Object.entries(await paths(deps, size))) {
      // The first reader of a grown archive pays for the sums beside the list.
      for (let n = 0; n < 3; n++) await read(path(n));
      reads[name] = await measure(runs, (n) => read(path(n)));
    }
    sizes[String(size)] = { indexed_per_second: Math.round(size / seconds), reads };
  }
  const [small, large] = Object.values(sizes);
  const names = Object.keys(large?.reads ?? {});
  const ratio = (name: string) => round((large?.reads[name]?.p99 ?? 0) / (small?.reads[name]?.p99 || 1));
  return { sizes, ratio_p99: Object.fromEntries(names.map((name) => [name, ratio(name)])) };
}

/** The addresses that are read; the number of the run varies them. */
async function paths({ db }: Deps, size: number): Promise<Record<string, (n: number) => string>> {
  const slugs: string[] = await db('documents').where('slug', 'like', 'ukur-%').orderBy('id').limit(500).pluck('slug');
  const body: { slug: string } = await db('bodies').orderBy('id').offset(3).first('slug');
  const q = (words: string) => () => `/informasi?q=${encodeURIComponent(words)}`;
  return {
    list: () => '/informasi',
    filter: (n) => `/informasi?kategori=${CATEGORIES[n % 3]}&badan=${body.slug}&tahun=${2016 + (n % 10)}`,
    document: (n) => `/informasi/${slugs[(n * 7) % slugs.length]}`,
    common: q('kabupaten'),
    rare: (n) => q(`langka${n % 7}`)(),
    common_and_rare: (n) => q(`kabupaten langka${n % 7}`)(),
    phrase: q('"laporan keuangan"'),
    // Beyond what is asked: words of every frequency, words that never meet, a filter, a beginning, a slip.
    half: q('laporan'),
    twentieth: q('seperduapuluh'),
    hundredth: q('seperseratus'),
    old: q('kuno'),
    never_together: q('ganjil genap'),
    within_filter: (n) => `${q('kabupaten')()}&tahun=${2016 + (n % 10)}&badan=${body.slug}`,
    newest_first: () => `${q('kabupaten')()}&urut=terbaru`,
    beginning: q('kabupaten lapo'),
    slip: () => `/informasi?q=kabupatne+langka${size % 7}`,
  };
}

export async function fill(deps: Deps, from: number, to: number): Promise<number> {
  const { db, regionId } = deps;
  // A thousand times a thousand words one by one would take the index of PostgreSQL an hour: it is built at the end.
  if (isPostgres(db)) await db.raw('DROP INDEX document_search_tokens');
  const bodies: number[] = await db('bodies').where('region_id', regionId).orderBy('id').pluck('id');
  for (let start = from; start < to; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) =>
      documentRow(start + i, to, regionId, bodies),
    );
    await writing(db, async (trx) => {
      await trx('documents').insert(rows);
    });
    if ((start / BATCH) % 20 === 0) await workIndexQueue(db, 3_600_000);
  }
  await workIndexQueue(db, 3_600_000);
  const index = 'CREATE INDEX document_search_tokens ON document_search USING gin (tokens) WITH (fastupdate = off)';
  if (isPostgres(db)) await db.raw(index);
  return to;
}

const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
/** Spreads numbers evenly and without a pattern. */
const mixed = (n: number, salt: number): number => Math.abs(Math.imul(n + salt * 7919, 2654435761) >> 8);

function documentRow(n: number, to: number, region_id: number, bodies: readonly number[]) {
  const at = new Date(Date.UTC(2016, 0, 1) + n * 300_000).toISOString();
  const year = 2016 + (mixed(n, 1) % 10);
  const words = [
    n % 100 === 0 ? '' : 'Kabupaten Contoh',
    mixed(n, 5) % 20 === 0 ? 'seperduapuluh' : '',
    mixed(n, 6) % 100 === 0 ? 'seperseratus' : '',
    mixed(n, 7) % 10_000 < 2 ? `langka${n % 7}` : '',
    n < to / 4 ? 'kuno' : '',
    n % 2 ? 'ganjil' : 'genap',
  ];
  return {
    public_id: `ukur${String(n).padStart(9, '0')}`,
    region_id,
    slug: `ukur-${n}`,
    body_id: of(bodies, mixed(n, 2)),
    category: of(CATEGORIES, mixed(n, 3)),
    title: `${of(KINDS, mixed(n, 4) % 9 > 5 ? 0 : mixed(n, 4))} ${of(SUBJECTS, mixed(n, 8))} tahun ${year} nomor ${n}`,
    summary: `Memuat hal ${of(SUBJECTS, mixed(n, 9))} dan ${of(SUBJECTS, mixed(n, 10))} di ${words.filter(Boolean).join(' ')}.`,
    year,
    format: of(FORMATS, mixed(n, 11)),
    state: 'published',
    published_at: at,
    created_at: at,
    updated_at: at,
    version: 1,
  };
}
