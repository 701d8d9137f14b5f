import { loadDemoAccounts } from '../../src/accounts/demo-commands';
import { loadExampleHeads } from '../../src/bodies/commands';
import type { Db } from '../../src/db/connect';
import { ensureRegion, loadReference } from '../../src/reference/commands';
import { CAST_PASSWORD } from './cast';

/** How much a test database holds: the schema only; region, bodies and calendars; the demonstration accounts and the bodies' example heads as well. */
export type Filled = 'schema' | 'reference' | 'cast';

/** When everything in a template was made: before the day on which the tests' clock stands. */
export const FILLED_AT = '2026-12-01T02:00:00.000Z';

/** Brings a migrated database to `filled`, through the product's own loading. */
export async function fill(db: Db, filled: Filled): Promise<void> {
  if (filled === 'schema') return;
  const region = await ensureRegion(db, { name: 'Kabupaten Demak', timezone: 'Asia/Jakarta', now: FILLED_AT });
  const into = { regionId: region.id, now: FILLED_AT };
  await loadReference(db, into);
  if (filled === 'reference') return;
  await loadDemoAccounts(db, { ...into, password: CAST_PASSWORD });
  await loadExampleHeads(db, into);
}
