import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app';
import { readConfig } from '../config';
import { loadDemonstration } from '../reference/commands';
import { copyRequests } from './bench/load';
import { type Figures, measure } from './bench/measure';
import { openWith, runJob } from './open';
import { sweep } from './sweep';

/**
 * npm run bench [-- --quick] [-- --out FILE]: the real application over HTTP on a throw-away database (SQLite, or an
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
  const { deps, close } = await openWith(config);
  const now = deps.clock.now().toISOString();
  await loadDemonstration(deps.db, { regionId: deps.regionId, now, production: false });
  const server = createApp(deps).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const runs = quick ? 30 : 300;
  try {
    const read = (path: string) =>
      measure(runs, async () => {
        const res = await fetch(base + path);
        if (res.status !== 200) throw new Error(`${path}: ${res.status}`);
        await res.arrayBuffer();
      });
    const figures: Record<string, Figures> = {
      home: await read('/'),
      list: await read('/informasi'),
      search: await read('/informasi?q=anggaran'),
      calendar: await read('/api/v1/calendar/due?from=2026-12-11&days=10'),
      filing: await measure(runs, (n) => file(base, n)),
    };
    const far = '2099-01-01T00:00:00.000Z';
    const sizes = quick ? [500, 2_000] : [1_000, 50_000];
    for (const size of sizes) {
      await copyRequests(deps.db, size, far);
      figures[`idle_sweep_${size}_open`] = await measure(quick ? 5 : 30, () => sweep(deps));
    }
    report(figures);
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    const out = process.argv[process.argv.indexOf('--out') + 1];
    if (process.argv.includes('--out') && out) await writeFile(out, JSON.stringify(figures, null, 2));
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
