import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { CATEGORIES } from './categories';
import { type ChoiceGroup, subkindChoices } from './subkind-choices';

type Choice = { value: string; label: string; hint: string };

export type NewView = {
  form: FormState;
  key: string;
  categories: Choice[];
  subkinds: ChoiceGroup[];
  bodies: { value: string; label: string }[];
  /** Files of the try before, which need not be chosen again. */
  held: { token: string; name: string; size: string }[];
  fileHint: string;
  accept: string;
  /** Null where what is published goes out at once; otherwise the PPID reviews it first. */
  reviewed: string | null;
  /** True when something in the folded part was refused. */
  open: boolean;
  scheduleOpen: boolean;
  today: string;
};

type Given = {
  key: string;
  bodies: readonly { slug: string; name: string; trusted: number }[];
  held: readonly { token: string; name: string; size: number }[];
  fileHint: string;
  accept: string;
  mayPublishAtOnce: boolean;
  today: string;
};

const FOLDED = ['summary', 'url', 'holder', 'publisher', 'made_on', 'made_at', 'year', 'available_as', 'retention'];

/** The form for a new document. `key` names this page, so that sending it twice makes one document. */
export function newView(form: FormState, given: Given, t: Translate, fmt: Format): NewView {
  const { key, bodies, held, fileHint, accept, mayPublishAtOnce, today } = given;
  const [only] = bodies;
  const waits = !mayPublishAtOnce && bodies.some(({ trusted }) => trusted === 0);
  return {
    form,
    key,
    categories: categoryChoices(t),
    subkinds: subkindChoices(t),
    bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
    held: held.map(({ token, name, size }) => ({ token, name, size: fmt.bytes(size) })),
    fileHint,
    accept,
    reviewed: waits ? t(bodies.length === 1 && only ? 'catalogue:new.reviewed' : 'catalogue:new.someReviewed') : null,
    open: FOLDED.some((name) => name in form.errors),
    scheduleOpen: 'publish_day' in form.errors || 'publish_time' in form.errors,
    today,
  };
}

/** The categories as choices with what belongs under each. */
export function categoryChoices(t: Translate): Choice[] {
  return CATEGORIES.map((value) => ({
    value,
    label: t(`catalogue:category.${value}.name`),
    hint: t(`catalogue:category.${value}.choose`),
  }));
}
