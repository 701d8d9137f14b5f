import { Readable } from 'node:stream';
import { calendarInForce } from '../../calendar/queries';
import type { MonevRoundRow } from '../../db/tables/monev';
import type { Deps } from '../../deps';
import { exportCells, exportHeads } from '../../dip/export/columns';
import { newestEnacted } from '../../dip/queries';
import { covered, rowsBetween } from '../../dip/row-queries';
import { csvHead, csvRow } from '../../exemptions/register-pages';
import { exemptionsInForce } from '../../exemptions/register-queries';
import { freshnessRows } from '../../freshness/pages';
import { bodyScores } from '../../freshness/queries';
import { registerNamed } from '../../reports/registers/all';
import { cellWriter } from '../../reports/registers/cells';
import { allPages } from '../../reports/registers/lines-queries';
import type { RegisterName } from '../../reports/registers/register';
import type { ZipEntry } from '../../storage/zip';
import { CSV_START, csvLine, csvOf } from '../../web/csv';
import type { Words } from '../words';

/** What of a register goes into the pack: beyond that its address says where all of it is. */
export const MOST_LINES = 20_000;
const PAGE = 500;

/** A file of the pack that proves something: which sources it belongs to. */
export type Proof = ZipEntry & { sources: readonly string[] };

type PackDeps = Pick<Deps, 'db' | 'regionId' | 'config' | 'keys' | 'i18n' | 'clock'>;

/**
 * Extracts that anyone may have, each made when it is its turn and never more of it in memory than a page: the public
 * registers without identities, the decreed list of information, exemptions with why they are closed, the agencies' scores.
 */
export async function extracts(
  deps: PackDeps,
  { service_year: year }: MonevRoundRow,
  today: string,
  words: Words,
): Promise<Proof[]> {
  const register = (name: RegisterName, sources: readonly string[]): Proof => ({
    ...{ name: `bukti/register-${name}-${year}.csv`, sources },
    content: async () => lines(registerLines(deps, name, year, words)),
  });
  const dip = await newestEnacted(deps.db, deps.regionId);
  return [
    register('permohonan', ['register.permohonan', 'angka.tepat-waktu', 'angka.tanpa-lewat']),
    register('keberatan', ['register.keberatan', 'angka.keberatan']),
    ...(dip
      ? [
          {
            ...{
              name: `bukti/daftar-informasi-publik-versi-${dip.number}.csv`,
              sources: ['dip.berlaku', 'dip.lengkap'],
            },
            content: async () => lines(dipLines(deps, dip, words)),
          },
        ]
      : []),
    {
      ...{ name: 'bukti/informasi-dikecualikan.csv', sources: ['pengecualian.diuji', 'pengecualian.dibuka'] },
      content: async () => lines(exemptLines(deps, today, words)),
    },
    {
      ...{ name: 'bukti/kesegaran-informasi.csv', sources: ['wajib.'] },
      content: async () => Buffer.from(csvOf(freshnessRows(await bodyScores(deps.db, deps.regionId)))),
    },
  ];
}

const lines = (pages: AsyncIterable<string>): Readable => Readable.from(pages, { objectMode: false });

const last = ({ t }: Words, count: number, more: boolean): string =>
  csvLine([t(more ? 'monev:pack.cut' : 'monev:pack.whole', { count })]);

async function* registerLines(deps: PackDeps, name: RegisterName, year: number, words: Words): AsyncGenerator<string> {
  const register = registerNamed(name);
  if (!register) throw new Error(`no register ${name}`);
  const cal = await calendarInForce(deps.db, deps.regionId);
  const writer = cellWriter(register, { sight: 'none', t: words.t, keys: deps.keys, cal });
  yield CSV_START + csvLine(writer.columns.map(({ key }) => words.t(`register:column.${key}`)));
  const asked = { regionId: deps.regionId, year, bodyId: null, state: null, imported: null, withIdentity: false };
  let count = 0;
  for await (const page of allPages(deps.db, name, asked)) {
    const rest = MOST_LINES - count;
    const taken = page.slice(0, rest);
    count += taken.length;
    yield taken.map(({ row }) => csvLine(writer.cells(row))).join('');
    if (taken.length < page.length) return yield last(words, count, true);
  }
  yield last(words, count, false);
}

async function* dipLines(
  deps: PackDeps,
  version: NonNullable<Awaited<ReturnType<typeof newestEnacted>>>,
  words: Words,
): AsyncGenerator<string> {
  const { t } = words;
  const facts = { baseUrl: deps.config.baseUrl, t };
  yield CSV_START + csvLine(exportHeads(t));
  const end = Math.min(version.row_count, MOST_LINES);
  for (let from = 1; from <= end; from += PAGE) {
    const rows = await covered(deps.db, await rowsBetween(deps.db, version, from, Math.min(from + PAGE - 1, end)));
    yield rows.map((row) => csvLine(exportCells(row, facts))).join('');
  }
  yield last(words, end, end < version.row_count);
}

async function* exemptLines(deps: PackDeps, today: string, words: Words): AsyncGenerator<string> {
  const { t } = words;
  yield CSV_START + csvHead(t);
  let count = 0;
  for (let after: number | null = null; count < MOST_LINES; ) {
    const asked = { regionId: deps.regionId, bodyId: null, today, after, limit: PAGE };
    const rows: Awaited<ReturnType<typeof exemptionsInForce>> = await exemptionsInForce(deps.db, asked);
    count += rows.length;
    if (rows.length > 0) yield rows.map((row) => csvRow(row, t)).join('');
    if (rows.length < PAGE) return yield last(words, count, false);
    after = rows.at(-1)?.id ?? null;
  }
  yield last(words, count, true);
}
