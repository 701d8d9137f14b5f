import { backup } from './backup/commands';
import { folderFrom } from './folder';
import { openDeps, runJob } from './open';

// npm run backup -- DIR: what was written, as JSON on standard output.
void runJob(async () => {
  const dir = folderFrom(process.argv, process.env);
  if (!dir) {
    process.stderr.write('Tulis folder tujuannya: npm run backup -- FOLDER\n');
    return 2;
  }
  const { deps, close } = await openDeps();
  try {
    const { db, files, keys, clock } = deps;
    const result = await backup({ db, files, keyId: keys.id, now: clock.real().toISOString() }, dir);
    if ('refused' in result) {
      process.stderr.write(`${result.refused}\n`);
      return 2;
    }
    process.stdout.write(`${JSON.stringify({ dir, ...result })}\n`);
    process.stderr.write(
      'DATA_KEY (di luar produksi: berkas keys.json di DATA_DIR) tidak ikut dicadangkan. Simpan kunci itu di tempat lain: ' +
        'tanpa kunci itu data pribadi dan kartu identitas di cadangan ini tidak dapat dibuka.\n',
    );
    if (result.missing.length === 0) return 0;
    process.stderr.write(`${result.missing.length} berkas tidak ditemukan di DATA_DIR: ${result.missing.join(', ')}\n`);
    return 1;
  } finally {
    await close();
  }
});
