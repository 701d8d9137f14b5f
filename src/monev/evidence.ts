import type { Role } from '../web/guards';
import type { Facts } from './facts';

/** Words of what was found, at `monev:found.<key>`: values whose names end in `_on` are days, in `share` shares. */
export type Found = { key: string; vars: Record<string, string | number> };

/**
 * What the portal knows at one moment about something that is asked. `share`: how far it is so, 0 to 1; `count`: how many
 * there are; null where that cannot be told from here, and the officer answers alone. `lacking`: whose part is missing.
 */
export type Finding = {
  share: number | null;
  count: number | null;
  found: Found;
  /** The day the value is of. */
  as_of: string;
  /** Where anyone finds it; stays the same. */
  href: string;
  lacking: readonly string[];
};

/** Something of the portal that can prove an answer, and who mends it where. */
export type Source = {
  code: string;
  /** What it is called, at `monev:source.<name>`; `item` is put in. */
  name: string;
  item: { key: string } | null;
  mend: { role: Role; href: string };
  of(facts: Facts): Finding;
};

export type Evidence = Finding & { source: string; mend: Source['mend'] };

/** The value of some sources by their code; one that is no more is left out. */
export function evidenceOf(sources: readonly Source[], facts: Facts): ReadonlyMap<string, Evidence> {
  return new Map(sources.map(({ code, mend, of }) => [code, { source: code, mend, ...of(facts) }]));
}

/** A finding with what most of them leave empty. */
export const finding = (
  given: Pick<Finding, 'share' | 'found' | 'as_of' | 'href'> & Partial<Pick<Finding, 'count' | 'lacking'>>,
): Finding => ({ count: null, lacking: [], ...given });
