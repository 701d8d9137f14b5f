import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoPassword, loadDemoAccounts } from './accounts/demo-commands';
import { createApp } from './app';
import { loadExampleHeads } from './bodies/commands';
import { workExtractions } from './catalogue/extraction/commands';
import { workIndexQueue } from './catalogue/search/index-commands';
import { ConfigError } from './config';
import type { Deps } from './deps';
import { background, harvest } from './jobs/background';
import { openDeps } from './jobs/open';
import { sweep } from './jobs/sweep';
import { loadDemonstration } from './reference/commands';

const SWEEP_EVERY_MS = 20_000;
const INDEX_EVERY_MS = 1_000;
const READ_EVERY_MS = 5_000;
const LISTS_EVERY_MS = 3_000;
const HARVEST_EVERY_MS = 30_000;

async function main(): Promise<void> {
  const { deps, close } = await openDeps();
  if (!deps.config.production) await printSignIns(deps);
  if (!deps.config.smtpUrl) {
    process.stderr.write('SMTP_URL kosong: surat tidak dikirim, hanya disimpan dan tampil di /admin/surat-keluar.\n');
  }
  const server = createApp(deps).listen(deps.config.port, deps.config.host);
  server.once('error', (error) => {
    process.stderr.write(`Tidak dapat mendengarkan di ${deps.config.host}:${deps.config.port}: ${error.message}\n`);
    process.exit(1);
  });
  server.once('listening', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`Portal siap di http://${deps.config.host}:${port}\n`);
  });
  const ending = new AbortController();
  const timers = [
    onATimer(
      SWEEP_EVERY_MS,
      () => sweep(deps),
      (error) => deps.log.error({ err: error }, 'the sweep failed'),
    ),
    // The search follows what is published within a second, and reads the files when there is time.
    onATimer(
      INDEX_EVERY_MS,
      () => workIndexQueue(deps.db, 5_000),
      (error) => deps.log.error({ err: error }, 'the search index could not be kept'),
    ),
    onATimer(
      READ_EVERY_MS,
      () => workExtractions(deps, 10_000, ending.signal),
      (error) => deps.log.error({ err: error }, 'the text of files could not be read'),
    ),
    onATimer(
      LISTS_EVERY_MS,
      () => background(deps, ending.signal),
      (error) => deps.log.error({ err: error }, 'lists that were sent could not be gone through'),
    ),
    onATimer(
      HARVEST_EVERY_MS,
      () => harvest(deps, ending.signal),
      (error) => deps.log.error({ err: error }, 'the harvest failed'),
    ),
  ];
  ending.signal.addEventListener('abort', () => void stop(server, timers, close));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
}

/** Loads the demonstration set where it is missing and says how to sign in. */
async function printSignIns(deps: Deps): Promise<void> {
  const now = deps.clock.now().toISOString();
  const into = { regionId: deps.regionId, now };
  await loadDemonstration(deps.db, { ...into, production: deps.config.production });
  await loadExampleHeads(deps.db, into);
  const password = demoPassword(deps.config);
  const accounts = await loadDemoAccounts(deps.db, { ...into, password });
  const lines = accounts.map(({ email }) => `  ${email}`);
  process.stdout.write(`Akun contoh (sandi untuk semuanya: ${password})\n${lines.join('\n')}\n`);
}

type Timer = { running: Promise<unknown>; handle: NodeJS.Timeout };

/** Time moves while the portal runs: one pass at a time, the next only after the last has ended. */
function onATimer(everyMs: number, work: () => Promise<unknown>, failed: (error: unknown) => void): Timer {
  const timer: Timer = { running: Promise.resolve(), handle: setTimeout(() => pass(), 1_000) };
  const pass = () => {
    timer.running = work()
      .catch(failed)
      .finally(() => {
        timer.handle = setTimeout(pass, everyMs);
      });
  };
  return timer;
}

/** Ends in order: no new connections, the passes that run are finished, then the database is closed. */
async function stop(server: Server, timers: readonly Timer[], close: () => Promise<void>): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  const still = () => {
    for (const timer of timers) clearTimeout(timer.handle);
  };
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 5_000).unref();
  still();
  await Promise.all([ended, ...timers.map(({ running }) => running)]);
  still();
  await close();
}

main().catch((error) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
