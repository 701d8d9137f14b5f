import type { Translate } from '../i18n/catalogue';
import { CATEGORIES } from './categories';
import { subkindsOf } from './subkinds';

/** `only`: the category under which these stand, for the comfort of the page. */
export type ChoiceGroup = { label: string; only: string; options: { value: string; label: string }[] };

/** The sub-kinds by category, for a select. */
export function subkindChoices(t: Translate): ChoiceGroup[] {
  return CATEGORIES.flatMap((category) => {
    const options = subkindsOf(category).map(({ code }) => ({ value: code, label: t(`catalogue:subkind.${code}`) }));
    return options.length > 0 ? [{ label: t(`catalogue:category.${category}.name`), only: category, options }] : [];
  });
}
