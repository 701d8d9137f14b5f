import type { Translate } from '../i18n/catalogue';
import type { FormState } from '../web/forms';
import { AREAS, type Area } from './areas';
import { complete, one } from './field-views';
import { type ItemChoice, itemFields } from './item-choice';
import type { BodyChoice } from './new-queries';

type Shown = {
  area: Area;
  form: FormState;
  key: string;
  bodies: readonly BodyChoice[];
  /** The request in whose work the test is begun. */
  request: string | null;
  bodySlug: string | null;
  choice: ItemChoice;
};

/** The first questions of a test: whose information it is, and what. The sheet follows on its own page. */
export function newTestView({ area, form, key, bodies, request, bodySlug, choice }: Shown, t: Translate) {
  const { path } = AREAS[area];
  const only = bodies.length === 1 ? (bodies[0]?.slug ?? null) : null;
  const groups = complete(
    one([
      { name: 'title', label: t('exemptions:field.title'), hint: t('exemptions:hint.title') },
      {
        ...{ name: 'body', label: t('exemptions:field.body'), type: 'select', value: bodySlug ?? only },
        options: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
      },
      ...itemFields(choice, t),
    ]),
  );
  return {
    form: {
      values: { ...form.values, key, request: request ?? '', document_found: choice.query },
      errors: form.errors,
    },
    groups,
    labels: Object.fromEntries(groups.flatMap((group) => group.fields).map(({ name, label }) => [name, label])),
    action: path,
    cancel: request === null ? path : area === 'desk' ? `/petugas/permohonan/${request}` : `/opd/permohonan/${request}`,
    about: request === null ? null : t('exemptions:new.about', { number: request }),
  };
}
