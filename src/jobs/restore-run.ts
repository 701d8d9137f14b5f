import { readConfig } from '../config';
import { connect } from '../db/connect';
import { deriveKeys } from '../secrets/keys';
import { loadSecrets } from '../secrets/load';
import { folderFrom } from './folder';
import { runJob } from './open';
import { restore } from './restore/commands';

// npm run restore -- DIR: into an empty database, so nothing is loaded into it before.
void runJob(async () => {
  const dir = folderFrom(process.argv, process.env);
  if (!dir) {
    process.stderr.write('Tulis folder cadangannya: npm run restore -- FOLDER\n');
    return 2;
  }
  const config = loadSecrets(readConfig(process.env));
  const db = connect(config.databaseUrl, config.dataDir, config.projectRoot);
  try {
    const result = await restore({ db, dataDir: config.dataDir }, dir);
    if ('refused' in result) {
      process.stderr.write(`${result.refused}\n`);
      return 2;
    }
    process.stdout.write(`${JSON.stringify({ dir, ...result })}\n`);
    if (result.keyId !== deriveKeys(config.dataKey).id) {
      process.stderr.write(
        'DATA_KEY sekarang bukan kunci cadangan ini: data pribadi dan kartu identitas baru dapat dibuka setelah DATA_KEY ' +
          'yang lama dipasang. Jangan terima permohonan baru sebelum itu.\n',
      );
    }
    if (result.uncertainLetters > 0) {
      process.stderr.write(
        `${result.uncertainLetters} surat yang menunggu saat cadangan dibuat mungkin sudah terkirim sesudahnya. Surat itu ` +
          'tidak dikirim sendiri: administrator memutuskannya di kotak keluar.\n',
      );
    }
    if (result.brokenChain === null) return 0;
    process.stderr.write(`Catatan audit di cadangan ini putus: ${result.brokenChain}\n`);
    return 1;
  } finally {
    await db.destroy();
  }
});
