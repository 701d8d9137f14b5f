import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const ENOUGH = 2 * 1024 ** 3;

/**
 * Where a test keeps what dies with it: in memory where the system has a folder for that and room in it, because nothing
 * waits for the disk there; else among the temporary files. `postgres.sh` chooses alike.
 */
export const QUICK_DISK = roomInMemory() ? MEMORY : tmpdir();

function roomInMemory(): boolean {
  if (process.env.TMPDIR || !existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH;
}
