import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { CAST_PASSWORD } from '../../support/cast';
import { QUICK_DISK } from '../../support/quick-disk';

const ROOT = resolve(__dirname, '../../..');

/** Friday 11 December 2026, 09.00 WIB: where the walks begin. */
export const FRIDAY_MORNING = '2026-12-11T09:00:00+07:00';

export type Portal = {
  /** Scheme, host and port, without a trailing slash. */
  base: string;
  /** One pass of deadlines, escalations and the outbox in a process of its own, as cron would run it; gives its counts. */
  sweep(): Promise<Record<string, unknown>>;
  /** Ends the portal and starts it again on the same data with another legal time. */
  moveTo(clock: string): Promise<void>;
  /** Ends the portal and removes its data. */
  close(): Promise<void>;
};

/**
 * The portal as people run it: the built program in a process of its own, on an empty folder, with the demonstration
 * set. Its legal clock starts at `clock` and goes on at the pace of real time.
 */
export async function startPortal({ clock = FRIDAY_MORNING, smtpUrl = '' } = {}): Promise<Portal> {
  const dataDir = mkdtempSync(join(QUICK_DISK, 'browser-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const settings = (legal: string) => ({
    ...process.env,
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    PORT: String(port),
    BASE_URL: base,
    DATA_DIR: dataDir,
    DEMO_PASSWORD: CAST_PASSWORD,
    RATE_LIMIT: 'off',
    SMTP_URL: smtpUrl,
    CLOCK: legal,
  });
  let legal = clock;
  let since = Date.now();
  let running = await listening(launch('server', settings(legal)));
  // A second process begins its clock where the portal's has come to by now.
  const legalNow = () => new Date(Date.parse(legal) + Date.now() - since).toISOString();
  return {
    base,
    sweep: async () => JSON.parse(await outputOf(launch('jobs/sweep-run', settings(legalNow())))),
    async moveTo(next) {
      await end(running);
      legal = next;
      since = Date.now();
      running = await listening(launch('server', settings(legal)));
    },
    async close() {
      try {
        await end(running);
      } finally {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

type Launched = { child: ChildProcess; output(): string; errors(): string };

function launch(name: string, env: NodeJS.ProcessEnv): Launched {
  const args = ['--disable-warning=ExperimentalWarning', '.config/run.mjs', name];
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout?.on('data', (piece) => {
    out += piece;
  });
  child.stderr?.on('data', (piece) => {
    err += piece;
  });
  return { child, output: () => out, errors: () => err };
}

function listening(launched: Launched): Promise<Launched> {
  return new Promise((ready, failed) => {
    launched.child.stdout?.on('data', () => {
      if (launched.output().includes('Portal siap di ')) ready(launched);
    });
    launched.child.once('exit', () => failed(new Error(`the portal ended: ${launched.output()}${launched.errors()}`)));
  });
}

/** Ends the portal in order. What it complained about belongs to the test: an answer of 500 is never expected. */
async function end({ child, errors }: Launched): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  const faults = errors()
    .split('\n')
    .filter((line) => /"level":[56]0/.test(line) || /^\w*Error: /.test(line));
  if (faults.length > 0) throw new Error(`the portal complained:\n${faults.join('\n')}`);
}

async function outputOf({ child, output, errors }: Launched): Promise<string> {
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`status ${status}: ${errors()}`);
  return output();
}

/** A port that was free a moment ago. It must be known before the start, because letters link to it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
