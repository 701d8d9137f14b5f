import type { RetentionRuleRow } from '../db/tables/retention';
import { type KindCode, RECORD_KINDS, type RecordKind, type RuleTerms } from './kinds';

/** What holds for a kind of record; `basis` null: the default, which nobody has verified. */
export type Rule = RuleTerms & { kind: KindCode; basis: string | null };

/** The rule of each kind from the newest version of each. Pure. */
export function rulesFrom(newest: readonly RetentionRuleRow[]): Record<KindCode, Rule> {
  const ruleOf = ({ code, fallback }: RecordKind): Rule => {
    const set = newest.find(({ kind }) => kind === code);
    if (!set) return { kind: code, ...fallback, basis: null };
    const { length, unit, counted_from, basis } = set;
    return { kind: code, length, unit, counted_from, basis };
  };
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind.code, ruleOf(kind)])) as Record<KindCode, Rule>;
}
