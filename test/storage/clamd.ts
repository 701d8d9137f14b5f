import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the only signature of the test's scanner finds: a harmless text that no real file holds. */
export const HARMFUL = 'PORTAL-UJI-VIRUS-6f1f2a';

/** Whether ClamAV's daemon is installed. */
export const clamdIsHere = (): boolean => spawnSync('clamd', ['--version']).status === 0;

export type Clamd = { url: string; stop(): Promise<void> };

/** ClamAV's own daemon with one local signature, on a socket of its own. Throws when it is not installed. */
export async function startClamd(): Promise<Clamd> {
  const dir = mkdtempSync(join(tmpdir(), 'portal-clamd-'));
  writeFileSync(join(dir, 'uji.ndb'), `Uji.Portal:0:*:${Buffer.from(HARMFUL).toString('hex')}\n`);
  const socket = join(dir, 'clamd.sock');
  const settings = [
    `DatabaseDirectory ${dir}`,
    `LocalSocket ${socket}`,
    `TemporaryDirectory ${dir}`,
    'Foreground yes',
    ...(process.getuid?.() === 0 ? ['User root'] : []),
    'StreamMaxLength 60M',
    'MaxThreads 2',
  ];
  writeFileSync(join(dir, 'clamd.conf'), `${settings.join('\n')}\n`);
  const child = spawn('clamd', ['--config-file', join(dir, 'clamd.conf')], { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  await Promise.race([failed, answering(socket, child)]);
  return {
    url: `unix:${socket}`,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(socket: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`clamd ended with ${child.exitCode}`);
    if (await pings(socket)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('clamd did not start');
}

function pings(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const one = connect(socket, () => one.write('zPING\0'));
    one.on('data', () => resolve(true)).on('error', () => resolve(false));
  });
}
