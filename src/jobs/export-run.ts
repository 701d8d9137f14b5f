import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { beginExport } from '../audit/export/commands';
import { EXPORT_FILES } from '../audit/export/manifest';
import { openDeps, runJob } from './open';

const VERIFIER = join(__dirname, '..', 'audit', 'verify', 'verifier.mjs');

/**
 * `npm run audit:export -- DIR|FILE`: the log, its signed manifest and the program that checks both, into a folder; or the
 * log into FILE (its name ends in .jsonl) with the others beside it. What is not through is no export: it is removed.
 */
void runJob(async () => {
  const [target] = process.argv.slice(2);
  if (!target || target.startsWith('-')) {
    process.stderr.write('Pakai: npm run audit:export -- FOLDER (atau BERKAS.jsonl)\n');
    return 2;
  }
  const file = extname(target) === '.jsonl' ? target : join(target, EXPORT_FILES.log);
  if (await stat(file).catch(() => null)) {
    process.stderr.write(`${file} sudah ada: pilih tempat lain, ekspor lama tidak ditimpa.\n`);
    return 2;
  }
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const { deps, close } = await openDeps();
  try {
    const by = { role: 'system', name: 'audit:export' };
    const running = await beginExport(deps, { by, purpose: 'npm run audit:export', file: basename(file) });
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    try {
      for await (const text of running.pieces) if (!out.write(text)) await once(out, 'drain');
      out.end();
      await once(out, 'close');
    } catch (error) {
      out.destroy();
      await rm(file, { force: true });
      throw error;
    }
    const manifest = running.manifest();
    await writeFile(join(folder, EXPORT_FILES.manifest), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await copyFile(VERIFIER, join(folder, EXPORT_FILES.verifier));
    process.stderr.write(`${manifest.events} peristiwa, ${manifest.seals} segel.\n`);
    process.stdout.write(`${JSON.stringify(manifest)}\n`);
    return 0;
  } finally {
    await close();
  }
});
