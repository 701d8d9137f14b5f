import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Response } from 'express';
import { readTable } from '../../catalogue/import/table';
import type { Deps } from '../../deps';
import { registerNamed } from '../../reports/registers/all';
import type { RegisterName, Sight } from '../../reports/registers/register';
import { sendOpen } from '../../reports/registers/send-download';
import { headingRow } from '../../requests/import/headings';
import { loadRegister } from '../../requests/import/load-commands';
import { copyRequests } from './load';
import { round } from './measure';

/** `cpu_seconds` is what the processor worked for it, whatever else the machine was doing. */
export type ExportFigures = {
  rows: number;
  seconds: number;
  cpu_seconds: number;
  rows_per_second: number;
  memory_above_idle_mb: number;
};

/** What a register costs as a file, and an old register until it is loaded. */
export type RegisterFigures = {
  import_rows_per_second: number;
  /** Names and numbers are unsealed case by case. */
  with_identities: ExportFigures;
  public: ExportFigures;
};

const SIZES = { quick: { old: 2_000, total: 20_000 }, whole: { old: 20_000, total: 1_000_000 } } as const;

/** Loads an old register with names, then writes registers as CSV into nothing, and watches the memory meanwhile. */
export async function registerFigures(deps: Deps, { quick }: { quick: boolean }): Promise<RegisterFigures> {
  const { old, total } = SIZES[quick ? 'quick' : 'whole'];
  const rows = Array.from({ length: old }, (_, n) => ({
    ...{ no: n + 1, received: '2023-02-06', notified: '2023-02-08', given: '2023-02-09', granted: true },
    ...{ name: `Pemohon ${n}`, identity_number: String(3321010101900000 + n), address: `Jalan Pemuda ${n}, Demak` },
    ...{ subject: `Salinan laporan realisasi anggaran kegiatan nomor ${n}`, purpose: 'Penelitian' },
  }));
  const table = await readTable(Buffer.from(JSON.stringify(rows)), 'register.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  const start = performance.now();
  await loadRegister(deps, table, { dryRun: false, createBodies: false });
  const import_rows_per_second = Math.round((old * 1000) / (performance.now() - start));
  const named = await exported(deps, 'permohonan', 'full', true);
  await copyRequests(deps.db, total, '2999-01-01T00:00:00.000Z', true);
  const open = await exported(deps, 'permohonan', 'none', null);
  return { import_rows_per_second, with_identities: named, public: open };
}

async function exported(
  deps: Deps,
  name: RegisterName,
  sight: Sight,
  imported: boolean | null,
): Promise<ExportFigures> {
  const register = registerNamed(name);
  if (!register) throw new Error(name);
  const asked = {
    year: null,
    bodyId: null,
    state: null,
    imported,
    regionId: deps.regionId,
    withIdentity: sight !== 'none',
  };
  // What was done before leaves its garbage in the heap, and would hide what the export takes.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const idle = process.memoryUsage();
  // What the process holds, or what lives in its heap: whichever rises more.
  const taken = (before: number) => {
    const { rss, heapUsed, external } = process.memoryUsage();
    return Math.max(before, rss - idle.rss, heapUsed + external - idle.heapUsed - idle.external);
  };
  let most = 0;
  const watch = setInterval(() => {
    most = taken(most);
  }, 20);
  let last = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      last = chunk.toString('utf8', Math.max(0, chunk.length - 100));
      // A reader on a network takes what it gets in its own time: the writer must wait for it.
      setImmediate(done);
    },
  });
  const res = Object.assign(sink, { attachment: () => res, setHeader: () => res, hasHeader: () => true });
  const start = performance.now();
  const cpu = process.cpuUsage();
  const wanted = { register, asked, sight, format: 'csv' as const, part: 1, about: '', name };
  await sendOpen(deps, res as unknown as Response, wanted);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const rows = Number(/(\d+) baris, lengkap/.exec(last)?.[1] ?? 0);
  if (rows === 0) throw new Error('the register did not end');
  return {
    ...{ rows, seconds: round(seconds), rows_per_second: Math.round(rows / seconds) },
    cpu_seconds: round((user + system) / 1e6),
    memory_above_idle_mb: Math.round(most / 1024 / 1024),
  };
}
