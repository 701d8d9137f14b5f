import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app';
import { readConfig } from '../config';
import { loadDemonstration } from '../reference/commands';
import { auditFigures } from './bench/audit';
import { type DocumentFigures, documentFigures } from './bench/documents';
import { engineFigures } from './bench/engine';
import { importFigures } from './bench/import';
import { type Figures, measure } from './bench/measure';
import { registerFigures } from './bench/registers';
import { statisticsFigures } from './bench/statistics';
import { clockFrom, openWith, runJob } from './open';

/**
 * npm run bench [-- --quick] [-- --documents] [-- --registers] [-- --audit] [-- --out FILE]: the real application over HTTP on a throw-away database (SQLite, or an
 * empty PostgreSQL under DATABASE_URL). A table on standard error, JSON on standard output.
 */
void runJob(async () => {
  const quick = process.argv.includes('--quick');
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const { DATABASE_URL } = process.env;
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL,
    DATA_KEY: '7a'.repeat(32),
    SESSION_SECRET: 'x'.repeat(40),
    RATE_LIMIT: 'off',
  });
  let shift = 0;
  const real = clockFrom(null);
  const clock = { now: () => new Date(real.now().getTime() + shift), real: real.real };
  const setTime = (at: string) => {
    shift = Date.parse(at) - Date.now();
  };
  const { deps, close } = await openWith(config, clock);
  const now = deps.clock.now().toISOString();
  await loadDemonstration(deps.db, { regionId: deps.regionId, now, production: false });
  const server = createApp(deps).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const runs = quick ? 30 : 300;
  try {
    const get = async (path: string) => {
      const res = await fetch(base + path);
      if (res.status !== 200) throw new Error(`${path}: ${res.status}`);
      await res.arrayBuffer();
    };
    const read = (path: string) => measure(runs, () => get(path));
    if (process.argv.includes('--documents')) {
      const documents = await documentFigures(deps, { quick, read: get });
      reportDocuments(documents);
      process.stdout.write(`${JSON.stringify({ documents }, null, 2)}\n`);
      return 0;
    }
    const filed = (n: number) => file(base, 800_000 + n);
    if (process.argv.includes('--audit')) {
      process.stdout.write(`${JSON.stringify({ audit: await auditFigures(deps, { quick, file: filed }) }, null, 2)}\n`);
      return 0;
    }
    if (process.argv.includes('--registers')) {
      await file(base, 900_000);
      process.stdout.write(`${JSON.stringify({ registers: await registerFigures(deps, { quick }) }, null, 2)}\n`);
      return 0;
    }
    if (process.argv.includes('--statistics')) {
      process.stdout.write(
        `${JSON.stringify({ statistics: await statisticsFigures(deps, { quick, read: get }) }, null, 2)}\n`,
      );
      return 0;
    }
    const figures: Record<string, Figures> = {
      home: await read('/'),
      list: await read('/informasi'),
      search: await read('/informasi?q=anggaran'),
      calendar: await read('/api/v1/calendar/due?from=2026-12-11&days=10'),
      filing: await measure(runs, (n) => file(base, 900_000 + n)),
    };
    const audit = await auditFigures(deps, { quick, file: filed });
    const imported = await importFigures(deps, { quick });
    const answer = async () => (await fetch(`${base}/informasi`)).arrayBuffer();
    const engine = await engineFigures(deps, { quick, setTime, answer });
    Object.assign(
      figures,
      Object.fromEntries(Object.entries(engine.idle_sweeps).map(([n, f]) => [`idle_sweep_${n}_open`, f])),
    );
    const registers = await registerFigures(deps, { quick });
    const statistics = await statisticsFigures(deps, { quick, read: get });
    const documents = await documentFigures(deps, { quick, read: get });
    report(figures);
    reportDocuments(documents);
    const { idle_sweeps: _, ...rest } = engine;
    const all = { ...figures, audit, import: imported, registers, statistics, engine: rest, documents };
    process.stderr.write(`${JSON.stringify({ audit, import: imported, registers, statistics, ...rest }, null, 2)}\n`);
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    const out = process.argv[process.argv.indexOf('--out') + 1];
    if (process.argv.includes('--out') && out) await writeFile(out, JSON.stringify(all, null, 2));
    return 0;
  } finally {
    server.closeAllConnections();
    server.close();
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function file(base: string, n: number): Promise<void> {
  const requester = {
    kind: 'individual',
    name: `Pemohon ${n}`,
    identity_number: String(3321010101900000 + n),
    email: `p${n}@warga.test`,
  };
  const body = JSON.stringify({ requester, details: `Permohonan ${n}`, purpose: 'Ukur', deliver: 'email' });
  const res = await fetch(`${base}/api/v1/requests`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  if (res.status !== 201) throw new Error(`filing: ${res.status}`);
  await res.arrayBuffer();
}

function report(figures: Record<string, Figures>): void {
  const line = (cells: (string | number)[]) =>
    cells.map((cell, i) => String(cell).padStart(i === 0 ? 26 : 10)).join('');
  const rows = Object.entries(figures).map(([name, f]) => line([name, f.runs, f.p50, f.p99, f.max, f.per_second]));
  process.stderr.write(`${[line(['', 'runs', 'p50 ms', 'p99 ms', 'max ms', 'per s']), ...rows].join('\n')}\n`);
}

function reportDocuments({ sizes, ratio_p99 }: DocumentFigures): void {
  for (const [size, { indexed_per_second, reads }] of Object.entries(sizes)) {
    process.stderr.write(`\n${size} documents, ${indexed_per_second} a second into the catalogue and its index\n`);
    report(reads);
  }
  process.stderr.write(`\np99 of the larger to the smaller: ${JSON.stringify(ratio_p99)}\n`);
}
