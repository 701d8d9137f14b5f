import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { LONGEST_TEXT, MOST_LENGTH } from './forms';
import { BY_ITSELF, type KindCode, RECORD_KINDS, type RecordKind } from './kinds';
import type { RuleVersion } from './queries';
import type { Rule } from './rules';
import { ADMIN_PATH, ruleWords } from './words';

type World = { t: Translate; fmt: Format };
type Line = { name: string; href: string; keeping: string; action: string; basis: string; unverified: boolean };
type Version = { at: string; kind: string; keeping: string; basis: string; reason: string; who: string };

export type ScheduleView = {
  rules: Line[];
  unverified: number;
  byItself: { name: string; when: string }[];
  history: Version[];
};

/** The schedule: what is kept how long, on which basis, and what is done then. */
export function scheduleView(
  rules: Readonly<Record<KindCode, Rule>>,
  versions: readonly RuleVersion[],
  { t, fmt }: World,
): ScheduleView {
  const lines = RECORD_KINDS.map((kind) => lineOf(kind, rules[kind.code], t));
  return {
    rules: lines,
    unverified: lines.filter((line) => line.unverified).length,
    byItself: BY_ITSELF.map((code) => ({
      name: t(`retention:by_itself.${code}.name`),
      when: t(`retention:by_itself.${code}.when`),
    })),
    history: versions.map((version) => versionOf(version, { t, fmt })),
  };
}

export type RuleView = Line & { form: FormState; reasonMost: number; most: number; history: Version[] };

/** One rule and the form that sets the next version. */
export function ruleView(
  kind: RecordKind,
  rule: Rule,
  versions: readonly RuleVersion[],
  { t, fmt }: World,
  form?: FormState,
): RuleView {
  const { length, unit, counted_from, basis } = rule;
  return {
    ...lineOf(kind, rule, t),
    form: form ?? blankForm({ length: String(length), unit, counted_from, basis: basis ?? '' }),
    reasonMost: LONGEST_TEXT,
    most: MOST_LENGTH,
    history: versions.map((version) => versionOf(version, { t, fmt })),
  };
}

const lineOf = (kind: RecordKind, rule: Rule, t: Translate): Line => ({
  name: t(`retention:kind.${kind.code}`),
  href: `${ADMIN_PATH}/${kind.code}`,
  keeping: ruleWords(rule, t),
  action: t(`retention:action.${kind.action}`),
  basis: rule.basis ?? t('retention:no_basis'),
  unverified: rule.basis === null,
});

const versionOf = (row: RuleVersion, { t, fmt }: World): Version => ({
  ...{ at: fmt.shortDayTime(row.made_at), who: row.made_by_name, basis: row.basis, reason: row.reason },
  kind: t(`retention:kind.${row.kind}`),
  keeping: ruleWords(row, t),
});
