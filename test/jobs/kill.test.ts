import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from '../../src/db/connect';

/**
 * The portal is killed (SIGKILL) at random instants while people file. Every receipt that was shown must be there after
 * the next start, with its event and its letter, and the audit chain must be whole.
 */
const ROOT = resolve(__dirname, '../..');
const FILINGS = 200;
const KILLS = 6;

const dataDir = mkdtempSync(join(tmpdir(), 'kill-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const env = {
  ...process.env,
  NODE_ENV: 'test',
  DATA_DIR: dataDir,
  PORT: '0',
  RATE_LIMIT: 'off',
  LOG_LEVEL: 'silent',
  DATABASE_URL: '',
  DEMO_PASSWORD: 'kuda-poni-zaitun-27',
};

function launch(name: string): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '.config/run.mjs', name], {
    cwd: ROOT,
    env,
  });
}

async function startServer(): Promise<{ child: ChildProcess; base: string }> {
  const child = launch('server');
  let out = '';
  child.stderr?.resume();
  const base = await new Promise<string>((found, failed) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const url = /Portal siap di (http:\/\/[\d.:]+)/.exec(out)?.[1];
      if (url) found(url);
    });
    child.once('exit', () => failed(new Error(`the portal ended: ${out}`)));
  });
  return { child, base };
}

const filing = (n: number) => ({
  requester: {
    kind: 'individual',
    name: `Pemohon ${n}`,
    identity_number: String(3321010101900000 + n),
    email: `p${n}@warga.test`,
  },
  details: `Permohonan ke-${n}`,
  purpose: 'Uji ketahanan',
  deliver: 'email',
});

type Shown = { number: string; code: string };

/** Files until the portal dies or all are filed; gives the receipts that were shown. */
async function fileMany(base: string, from: number, until: () => boolean, shown: Map<number, Shown>): Promise<void> {
  for (let n = from; n < FILINGS && !until(); n += 4) {
    if (shown.has(n)) continue;
    try {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': `k${n}` };
      const res = await fetch(`${base}/api/v1/requests`, { method: 'POST', headers, body: JSON.stringify(filing(n)) });
      if (res.status === 201) shown.set(n, (await res.json()) as Shown);
    } catch {
      return;
    }
  }
}

test('no receipt that was shown is lost, whenever the portal is killed', async () => {
  const shown = new Map<number, Shown>();
  const killsSeen: number[] = [];
  for (let round = 0; shown.size < FILINGS; round++) {
    const { child, base } = await startServer();
    let dead = false;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (round < KILLS) {
      setTimeout(
        () => {
          dead = true;
          killsSeen.push(shown.size);
          child.kill('SIGKILL');
        },
        100 + Math.random() * 900,
      );
    }
    await Promise.all([0, 1, 2, 3].map((lane) => fileMany(base, lane, () => dead, shown)));
    if (round >= KILLS) child.kill('SIGTERM');
    await ended;
    expect(round).toBeLessThan(40);
  }
  // The kills must have met a portal that was at work.
  expect(killsSeen.some((size) => size > 0 && size < FILINGS)).toBe(true);

  const db = connect('', dataDir, ROOT);
  try {
    for (const { number } of shown.values()) {
      const row = await db('requests').where({ number }).first();
      const events = await db('audit_events').where({ chain: `request:${row.public_id}`, kind: 'submitted' });
      const letters = await db('letters').where({ request_id: row.id, kind: 'receipt' });
      const mails = await db('outbox').where({ request_id: row.id, dedupe_key: `receipt:${row.public_id}` });
      expect([number, events.length, letters.length, mails.length]).toEqual([number, 1, 1, 1]);
    }
    expect(Number((await db('requests').count({ n: '*' }).first())?.n)).toBe(FILINGS);
  } finally {
    await db.destroy();
  }
  const verify = launch('jobs/verify-run');
  verify.stderr?.resume();
  const status = await new Promise((resolve) => verify.once('exit', resolve));
  expect(status).toBe(0);
}, 240_000);
