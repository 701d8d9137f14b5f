import type { Deps } from '../deps';
import { contentVersion, type Overview, overview } from './overview-queries';
import { filterCube } from './search/count-queries';
import type { Cube } from './search/counts';

type Kept = { version: number; at: number; value: unknown; large: boolean; renewing: boolean };

const LONGEST_MS = 5_000;
const LARGE_MS = 60_000;
/** An archive of more documents than this is not summed up anew for every change. */
const LARGE = 20_000;
/** So many values are kept of each kind, which is the first word of the key. */
const MOST = 100;
// By the settings object of a database: two databases of one process never mix.
const kept = new WeakMap<object, Map<string, Map<string, Kept>>>();

/**
 * The value for `key` as it was computed last, while nothing in the portal has been written since; otherwise computed
 * anew. Never older than five seconds, because PostgreSQL may make an older event visible after a newer one. What `large`
 * says was costly is kept for a minute whatever is written, and then handed out once more while the next is computed.
 */
export async function whileUnchanged<T>(
  deps: Pick<Deps, 'db' | 'clock'>,
  key: string,
  compute: () => Promise<T>,
  large: (value: T) => boolean = () => false,
): Promise<T> {
  const values = valuesOf(deps.db.client.config, key);
  const found = values.get(key);
  const at = deps.clock.real().getTime();
  const age = found ? Math.abs(at - found.at) : 0;
  if (found?.large) {
    if (age > LARGE_MS && !found.renewing) renew(values, key, found, () => computed(deps, compute, large));
    return found.value as T;
  }
  const version = await contentVersion(deps.db);
  if (found && found.version === version && age < LONGEST_MS) return found.value as T;
  const fresh = await computed(deps, compute, large);
  values.delete(key);
  const [oldest] = values.keys();
  if (values.size >= MOST && oldest !== undefined) values.delete(oldest);
  values.set(key, fresh);
  return fresh.value as T;
}

async function computed<T>(
  deps: Pick<Deps, 'db' | 'clock'>,
  compute: () => Promise<T>,
  large: (value: T) => boolean,
): Promise<Kept> {
  const version = await contentVersion(deps.db);
  const value = await compute();
  return { version, at: deps.clock.real().getTime(), value, large: large(value), renewing: false };
}

/** Computes the next value while the last one is handed out; where that fails, the next visitor computes and learns why. */
function renew(values: Map<string, Kept>, key: string, found: Kept, compute: () => Promise<Kept>): void {
  found.renewing = true;
  compute().then(
    (fresh) => values.set(key, fresh),
    () => values.delete(key),
  );
}

/** The overview of the installation's region, kept while nothing changes. */
export async function overviewNow(deps: Pick<Deps, 'db' | 'clock' | 'regionId'>): Promise<Overview> {
  const isLarge = ({ byCategory }: Overview) => Object.values(byCategory).reduce((sum, n) => sum + n, 0) > LARGE;
  return whileUnchanged(deps, `overview ${deps.regionId}`, () => overview(deps.db, deps.regionId), isLarge);
}

/** How many documents stand under each combination of the filters, kept likewise. */
export async function filterCubeNow(deps: Pick<Deps, 'db' | 'clock' | 'regionId'>): Promise<Cube> {
  const isLarge = (cube: Cube) => cube.reduce((sum, { n }) => sum + Number(n), 0) > LARGE;
  return whileUnchanged(deps, `cube ${deps.regionId}`, () => filterCube(deps.db, deps.regionId), isLarge);
}

/** Values of one kind make no room for those of another. */
function valuesOf(settings: object, key: string): Map<string, Kept> {
  const [kind = key] = key.split(' ', 1);
  const kinds = kept.get(settings) ?? new Map<string, Map<string, Kept>>();
  kept.set(settings, kinds);
  const values = kinds.get(kind) ?? new Map<string, Kept>();
  kinds.set(kind, values);
  return values;
}
