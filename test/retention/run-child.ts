import { pino } from 'pino';
import { readConfig } from '../../src/config';
import { connect } from '../../src/db/connect';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { mailTransport } from '../../src/mail/transport';
import { runErasures } from '../../src/retention/run-commands';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore } from '../../src/storage/disk';

/**
 * Carries approved lists out and dies by its own SIGKILL as it destroys case number `dies`, in the midst of its
 * transaction. Given as JSON on the command line.
 */
type Given = { env: NodeJS.ProcessEnv; now: string; dies: number; regionId: number };
const { env, now, dies, regionId } = JSON.parse(process.argv[3] as string) as Given;

const config = readConfig(env);
const keys = deriveKeys(config.dataKey);
const db = connect(config.databaseUrl, config.dataDir, config.projectRoot);
let masked = 0;
db.on('query', ({ sql }: { sql: string }) => {
  if (!/^update .requests. set/i.test(sql)) return;
  masked += 1;
  if (masked === dies) process.kill(process.pid, 'SIGKILL');
});
const deps = {
  ...{ db, regionId, config, keys, mail: mailTransport(config), files: diskStore(config.dataDir, keys) },
  clock: { now: () => new Date(now), real: () => new Date() },
  ...{ log: pino({ level: 'silent' }), i18n: loadCatalogue(config.projectRoot, { strict: true }) },
};

(async () => {
  await runErasures(deps);
  await db.destroy();
})();
