import type { Deps } from '../../deps';
import type { NamedBody } from './body-names';
import type { Court } from './judge';
import { type SubkindFinder, subkindFinder } from './subkind-names';

type CourtDeps = Pick<Deps, 'db' | 'regionId' | 'i18n' | 'config'>;

/** What rows are judged by today: the bodies of the region, and what sub-kinds are called in each language. */
export async function courtOf(
  { db, regionId, i18n, config }: CourtDeps,
  given: Pick<Court, 'defaultBody' | 'onlyBodies' | 'createBodies' | 'findFile'>,
): Promise<Court> {
  const bodies: NamedBody[] = await db('bodies')
    .where('region_id', regionId)
    .select('id', 'slug', 'name', 'short_name');
  return { ...given, bodies, region: config.org.region, subkinds: namedSubkinds(i18n) };
}

/** Finds a sub-kind by its code or its name in Indonesian or English. */
export function namedSubkinds(i18n: Deps['i18n']): SubkindFinder {
  const [id, en] = [i18n.for('id'), i18n.for('en')];
  return subkindFinder((code) => [id(`catalogue:subkind.${code}`), en(`catalogue:subkind.${code}`)]);
}
