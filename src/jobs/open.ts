import { pino } from 'pino';
import { hasExampleAccounts } from '../accounts/queries';
import { grantReading } from '../auditor/grant-commands';
import { type Config, ConfigError, readConfig } from '../config';
import { connect, connectReadOnly, migrate } from '../db/connect';
import type { Clock, Deps } from '../deps';
import { loadCatalogue } from '../i18n/catalogue';
import { mailTransport } from '../mail/transport';
import { ensureRegion, loadReference } from '../reference/commands';
import { deriveKeys } from '../secrets/keys';
import { loadSecrets } from '../secrets/load';
import { diskStore } from '../storage/disk';
import { portalLog } from './log';

/** Legal time: real time, or from `start` on at the pace of real time. */
export function clockFrom(start: string | null): Clock {
  const shift = start === null ? 0 : Date.parse(start) - Date.now();
  return { now: () => new Date(Date.now() + shift), real: () => new Date() };
}

/** What everything runs on, from the settings: database migrated, reference data loaded, keys derived. */
export async function openDeps(
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ deps: Deps; close: () => Promise<void> }> {
  return openWith(loadSecrets(readConfig(env)));
}

/** The same for settings that are read already, with a clock of one's own when time is played. */
export async function openWith(
  config: Config,
  clock: Clock = clockFrom(config.clock),
): Promise<{ deps: Deps; close: () => Promise<void> }> {
  // Results go to standard output, everything else to standard error.
  const log = portalLog(pino.destination(2), process.env.LOG_LEVEL);
  const db = connect(config.databaseUrl, config.dataDir, config.projectRoot);
  const { databaseUrl, auditorDatabaseUrl, dataDir, projectRoot } = config;
  const readable = !databaseUrl || auditorDatabaseUrl;
  const reader = readable ? connectReadOnly(auditorDatabaseUrl, dataDir, projectRoot) : undefined;
  const close = async () => {
    await reader?.destroy();
    await db.destroy();
  };
  try {
    await migrate(db);
    if (config.production && (await hasExampleAccounts(db))) {
      throw new ConfigError('Basis data ini berisi akun contoh: produksi tidak dimulai. Pakai basis data yang baru.');
    }
    const now = clock.now().toISOString();
    const region = await ensureRegion(db, { name: config.org.region, timezone: config.timezone, now });
    await loadReference(db, { regionId: region.id, now });
    // A new version may have new tables: the auditor's role is let into them before anybody asks.
    if (config.auditorDatabaseUrl) await grantReading(db, config.auditorDatabaseUrl);
    const keys = deriveKeys(config.dataKey);
    const deps: Deps = {
      db,
      reader,
      clock,
      config,
      log,
      keys,
      mail: mailTransport(config),
      files: diskStore(config.dataDir, keys),
      i18n: loadCatalogue(config.projectRoot, {
        strict: false,
        onMissing: (what) => log.warn({ what }, 'missing in the language catalogue'),
      }),
      regionId: region.id,
    };
    return { deps, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a command's entry: a setting that cannot be used is a sentence and status 1, anything else a fault. */
export async function runJob(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : ((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
