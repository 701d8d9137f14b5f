import { performance } from 'node:perf_hooks';
import { headingRow } from '../../catalogue/import/headings';
import { loadDocuments } from '../../catalogue/import/load-commands';
import { readTable } from '../../catalogue/import/table';
import type { Deps } from '../../deps';
import { round } from './measure';

/** What loading a list costs: from its bytes to the last commit, with version, event and search index of each document. */
export type ImportFigures = { rows: number; seconds: number; rows_per_second: number; again_per_second: number };

const SIZES = { quick: 4_000, whole: 50_000 } as const;

/** Loads a list of as many documents of all bodies as CSV, and then the same list again. */
export async function importFigures(deps: Deps, { quick }: { quick: boolean }): Promise<ImportFigures> {
  const rows = SIZES[quick ? 'quick' : 'whole'];
  const bodies: string[] = await deps.db('bodies').orderBy('id').pluck('name');
  const lines = Array.from({ length: rows }, (_, n) =>
    [
      ...[`Laporan kegiatan triwulan nomor ${n}`, CATEGORIES[n % 3], bodies[n % bodies.length]],
      ...[`Ringkasan pelaksanaan anggaran dan hasil kegiatan ${n}`, 'Sekretariat', `31/12/${2000 + (n % 26)}`, 'PDF'],
    ].join(';'),
  );
  const list = ['Judul Informasi;Kategori;Perangkat Daerah;Ringkasan;Pejabat;Waktu Pembuatan;Bentuk', ...lines];
  const load = async (): Promise<number> => {
    const start = performance.now();
    const table = await readTable(Buffer.from(list.join('\n')), 'dip.csv', headingRow);
    if ('refused' in table) throw new Error(table.refused);
    const options = { listPath: '/dip.csv', dryRun: false, createBodies: false };
    const { refused } = await loadDocuments(deps, table, options);
    if (refused.length > 0) throw new Error(refused[0]?.reason);
    return (performance.now() - start) / 1000;
  };
  const seconds = await load();
  const again = await load();
  return {
    ...{ rows, seconds: round(seconds), rows_per_second: Math.round(rows / seconds) },
    again_per_second: Math.round(rows / again),
  };
}

const CATEGORIES = ['berkala', 'setiap saat', 'serta merta'];
