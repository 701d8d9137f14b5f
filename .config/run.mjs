/**
 * `node .config/run.mjs NAME args…` builds if needed and runs `src/NAME` of that build in this very process,
 * so signals, exit status and both outputs are the command's own.
 * It runs the build's real folder, not the `dist/current` link: a later build cannot change the code under a server.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';

const [name, ...args] = process.argv.slice(2);
if (!name) {
  process.stderr.write('usage: node .config/run.mjs NAME [arguments]\n');
  process.exit(2);
}
const entry = path.join(await ensureBuilt(), 'src', `${name}.js`);
process.argv = [process.execPath, entry, ...args];
process.setSourceMapsEnabled(true);
createRequire(import.meta.url)(entry);
