import { pino } from 'pino';
import { runMailings } from '../../src/announcements/mailing/commands';
import { readConfig } from '../../src/config';
import { connect } from '../../src/db/connect';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { mailTransport } from '../../src/mail/transport';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore } from '../../src/storage/disk';

/** Goes on with the mailings and dies by its own SIGKILL as it sends its statement number `dies` (0: never). JSON on the command line. */
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

runMailings({
  ...{ db, regionId, config, keys, mail: mailTransport(config), files: diskStore(config.dataDir, keys) },
  clock: { now: () => new Date(now), real: () => new Date() },
  ...{ log: pino({ level: 'silent' }), i18n: loadCatalogue(config.projectRoot, { strict: true }) },
})
  .then((told) => process.stdout.write(String(told)))
  .finally(() => db.destroy());
