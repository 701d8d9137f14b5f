import type { Deps } from '../deps';
import { contentVersion, type Overview, overview } from './overview-queries';

type Kept = { version: number; at: number; value: unknown };

const LONGEST_MS = 5_000;
const MOST = 50;
// By the settings object of a database: two databases of one process never mix.
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * The value for `key` as it was computed last, while nothing in the portal has been written since; otherwise computed
 * anew. Never older than five seconds, because PostgreSQL may make an older event visible after a newer one.
 */
export async function whileUnchanged<T>(
  deps: Pick<Deps, 'db' | 'clock'>,
  key: string,
  compute: () => Promise<T>,
): Promise<T> {
  const values = valuesOf(deps.db.client.config);
  const version = await contentVersion(deps.db);
  const at = deps.clock.real().getTime();
  const found = values.get(key);
  if (found && found.version === version && Math.abs(at - found.at) < LONGEST_MS) return found.value as T;
  const value = await compute();
  if (values.size >= MOST) values.clear();
  values.set(key, { version, at, value });
  return value;
}

/** The overview of the installation's region, kept while nothing changes. */
export async function overviewNow(deps: Pick<Deps, 'db' | 'clock' | 'regionId'>): Promise<Overview> {
  return whileUnchanged(deps, `overview ${deps.regionId}`, () => overview(deps.db, deps.regionId));
}

function valuesOf(settings: object): Map<string, Kept> {
  const values = kept.get(settings) ?? new Map<string, Kept>();
  kept.set(settings, values);
  return values;
}
