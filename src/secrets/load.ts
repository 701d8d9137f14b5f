import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type Config, ConfigError } from '../config';
import { keepOnce } from './keep-once';

const kept = z.object({ SESSION_SECRET: z.string().min(32), DATA_KEY: z.string().regex(/^[0-9a-f]{64}$/) });

const made = () => `${JSON.stringify({ SESSION_SECRET: hex(), DATA_KEY: hex() }, null, 2)}\n`;
const hex = () => randomBytes(32).toString('hex');

/**
 * The settings with both secrets filled in. Outside production an empty one is made at the first start and kept in
 * `DATA_DIR/keys.json`; production has refused empty ones already. Throws `ConfigError` when that file is damaged:
 * a new key in its place would make every sealed paper unreadable.
 */
export function loadSecrets(config: Config): Config {
  if (config.sessionSecret && config.dataKey) return config;
  const file = join(config.dataDir, 'keys.json');
  const found = kept.safeParse(parsed(keepOnce(file, made)));
  if (!found.success) {
    throw new ConfigError(`Berkas kunci ${file} rusak: pulihkan dari cadangan, atau isi SESSION_SECRET dan DATA_KEY.`);
  }
  return {
    ...config,
    sessionSecret: config.sessionSecret || found.data.SESSION_SECRET,
    dataKey: config.dataKey || found.data.DATA_KEY,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
