import type { Translate } from '../../i18n/catalogue';
import type { FormState } from '../../web/forms';
import { CATEGORIES } from '../categories';
import { type ChoiceGroup, subkindChoices } from '../subkind-choices';
import { BULK_ACTIONS } from './change';
import type { Chosen, Outcome } from './commands';

type Named = { public_id: string; title: string };

export type BulkView = {
  form: FormState;
  chosen: { value: string; title: string; href: string }[];
  actions: { value: string; label: string; hint: null }[];
  categories: { value: string; label: string }[];
  subkinds: ChoiceGroup[];
};

/** What shall be done to the chosen documents. What is not the editor's own is left out. */
export function bulkView(form: FormState, chosen: readonly Chosen[], rows: readonly Named[], t: Translate): BulkView {
  const versions = new Map(chosen.map(({ publicId, version }) => [publicId, version]));
  return {
    form,
    chosen: rows.map(({ public_id, title }) => ({
      value: `${public_id}.${versions.get(public_id) ?? 1}`,
      title,
      href: `/opd/informasi/${public_id}`,
    })),
    actions: BULK_ACTIONS.map((value) => ({ value, label: t(`catalogue:bulk.action.${value}`), hint: null })),
    categories: CATEGORIES.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
    subkinds: subkindChoices(t),
  };
}

const REFUSED: readonly Outcome[] = [
  'not_found',
  'stale',
  'exempt_needs_ppid',
  'exempt_by_decision',
  'last_source',
  'other_category',
  'personal',
  'late',
];

export type BulkResultView = {
  done: string;
  refused: string | null;
  rows: { title: string | { text: string; href: string }; outcome: { status: { label: string; tone: string } } }[];
};

/** What became of each, the refused ones first, with why. */
export function bulkResultView(
  outcomes: ReadonlyMap<string, Outcome>,
  rows: readonly Named[],
  t: Translate,
): BulkResultView {
  const titles = new Map(rows.map(({ public_id, title }) => [public_id, title]));
  const all = [...outcomes].sort(([, a], [, b]) => Number(REFUSED.includes(b)) - Number(REFUSED.includes(a)));
  const refused = all.filter(([, outcome]) => REFUSED.includes(outcome)).length;
  return {
    done: t('catalogue:bulk.done', { count: all.length - refused }),
    refused: refused > 0 ? t('catalogue:bulk.refused', { count: refused }) : null,
    rows: all.map(([id, outcome]) => {
      const title = titles.get(id);
      const tone = REFUSED.includes(outcome) ? 'bad' : outcome === 'unchanged' ? 'neutral' : 'good';
      return {
        title: title === undefined ? id : { text: title, href: `/opd/informasi/${id}` },
        outcome: { status: { label: t(`catalogue:bulk.outcome.${outcome}`), tone } },
      };
    }),
  };
}
