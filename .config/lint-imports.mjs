/** Both import rules: slices on the sources, file names on the built code. Exit status 1 when either is broken. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

function cruise(rules, cwd, folders) {
  const run = spawnSync(process.execPath, [program, '--config', path.join(here, rules), ...folders], {
    cwd,
    stdio: 'inherit',
  });
  return run.status === 0;
}

const slices = cruise('dependency-cruiser.cjs', path.join(here, '..'), ['src', 'migrations']);
const files = cruise('dependency-cruiser.files.cjs', await ensureBuilt(), ['src', 'migrations']);
process.exitCode = slices && files ? 0 : 1;
