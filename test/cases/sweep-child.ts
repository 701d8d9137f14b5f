import { pino } from 'pino';
import { readConfig } from '../../src/config';
import { connect } from '../../src/db/connect';
import { runMoves } from '../../src/holidays/move/commands';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { advanceAll } from '../../src/jobs/advance';
import { mailTransport } from '../../src/mail/transport';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore } from '../../src/storage/disk';

/**
 * Sweeps until nothing is left to do, at the legal instant `now`, and dies by its own SIGKILL as it sends its statement
 * number `dies` (0: never). Given as JSON on the command line; prints how many statements it sent.
 */
type Given = { env: NodeJS.ProcessEnv; now: string; dies: number; regionId: number };
const { env, now, dies, regionId } = JSON.parse(process.argv[3] as string) as Given;

const config = readConfig(env);
const keys = deriveKeys(config.dataKey);
const db = connect(config.databaseUrl, config.dataDir, config.projectRoot);
let statements = 0;
db.on('query', () => {
  statements += 1;
  if (statements === dies) process.kill(process.pid, 'SIGKILL');
});
const deps = {
  ...{ db, regionId, config, keys, mail: mailTransport(config), files: diskStore(config.dataDir, keys) },
  clock: { now: () => new Date(now), real: () => new Date() },
  ...{ log: pino({ level: 'silent' }), i18n: loadCatalogue(config.projectRoot, { strict: true }) },
};

(async () => {
  do {
    while ((await advanceAll(deps)) > 0);
  } while ((await runMoves(deps)).seen > 0);
  await db.destroy();
  process.stdout.write(String(statements));
})();
