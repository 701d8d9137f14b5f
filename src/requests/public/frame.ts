import type { Translate } from '../../i18n/catalogue';
import { blankForm, type FormState } from '../../web/forms';
import type { Question } from './draft';

export const START = '/permohonan/baru';

/** Address of each page of the form. */
export const PAGE: Readonly<Record<Question | 'papers' | 'check' | 'similar' | 'later' | 'repeated', string>> = {
  what: `${START}/informasi`,
  similar: `${START}/mungkin-tersedia`,
  who: `${START}/pemohon`,
  identity: `${START}/identitas`,
  papers: `${START}/berkas`,
  delivery: `${START}/cara`,
  check: `${START}/periksa`,
  later: `${START}/nanti`,
  repeated: `${START}/sudah-ada`,
};

const STEPS = ['what', 'who', 'papers', 'delivery', 'check'] as const;

export type Choice = { value: string; label: string; hint: string | null };
export type StepsView = { current: number; items: string[] };

/** What every page of the form has. `labels` are the words before a field's sentence in the error summary. */
export type PageFrame = {
  steps: StepsView;
  form: FormState;
  /** Null on the first page. */
  back: string | null;
  action: string;
  labels: Record<string, string>;
};

/** `returnTo`: the page was reached to change one answer, and leads back to where that was wanted. */
export type Frame = { form?: FormState; returnTo: ReturnTo; t: Translate };
export type ReturnTo = 'check' | 'delivery' | null;

const FROM = { check: 'periksa', delivery: 'cara' } as const;

/** Where the query `dari` says a page leads back to. */
export function returnToOf(dari: unknown): ReturnTo {
  return dari === FROM.check ? 'check' : dari === FROM.delivery ? 'delivery' : null;
}

/** Address of a page that leads back. */
export const detour = (page: keyof typeof PAGE, returnTo: ReturnTo): string =>
  returnTo ? `${PAGE[page]}?dari=${FROM[returnTo]}` : PAGE[page];

/** The frame of one page of the form, at its step. */
export function frame(
  page: 'what' | 'who' | 'identity' | 'papers' | 'delivery',
  step: (typeof STEPS)[number],
  back: string | null,
  labels: Record<string, string>,
  { form = blankForm(), returnTo, t }: Frame,
): PageFrame {
  return {
    steps: stepsView(step, t),
    form,
    back: returnTo ? PAGE[returnTo] : back,
    action: detour(page, returnTo),
    labels,
  };
}

/** Where one is in the form. */
export const stepsView = (step: (typeof STEPS)[number], t: Translate): StepsView => ({
  current: STEPS.indexOf(step) + 1,
  items: STEPS.map((name) => t(`filing:step.${name}`)),
});
