import type { Translate } from '../../i18n/catalogue';
import type { StepsView } from '../../requests/public/frame';
import { blankForm, type FormState } from '../../web/forms';
import type { ObjectionContent, Question } from './draft';
import { START } from './paths';

/** Address of each page of the form. */
export const PAGE: Readonly<Record<Question | 'papers' | 'check' | 'repeated', string>> = {
  missing: `${START}/tidak-diumumkan`,
  ground: `${START}/alasan`,
  course: `${START}/uraian`,
  proxy: `${START}/kuasa`,
  who: `${START}/pemohon`,
  identity: `${START}/identitas`,
  papers: `${START}/berkas`,
  check: `${START}/periksa`,
  repeated: `${START}/sudah-ada`,
};

type Step = 'missing' | 'ground' | 'course' | 'proxy' | 'who' | 'papers' | 'check';

const WITH_REQUEST: readonly Step[] = ['ground', 'course', 'proxy', 'check'];
const WITHOUT: readonly Step[] = ['missing', 'course', 'who', 'papers', 'check'];

/** What every page of the form has. `labels` are the words before a field's sentence in the error summary. */
export type PageFrame = {
  steps: StepsView;
  form: FormState;
  back: string;
  action: string;
  labels: Record<string, string>;
};

/** `toCheck`: the page was reached to change one answer, and leads back to the page that shows them all. */
export type Frame = { content: Pick<ObjectionContent, 'requestId'>; form?: FormState; toCheck: boolean; t: Translate };

/** True when the query `dari` says that a page leads back to the check. */
export const isToCheck = (dari: unknown): boolean => dari === 'periksa';

/** Address of a page, with the way back to the check where that was where one came from. */
export const detour = (page: keyof typeof PAGE, toCheck: boolean): string =>
  toCheck ? `${PAGE[page]}?dari=periksa` : PAGE[page];

/** The frame of one page of the form. */
export function frame(
  page: Question | 'papers',
  step: Step,
  back: string,
  labels: Record<string, string>,
  { content, form = blankForm(), toCheck, t }: Frame,
): PageFrame {
  return {
    steps: stepsView(content, step, t),
    form,
    back: toCheck ? PAGE.check : back,
    action: detour(page, toCheck),
    labels,
  };
}

/** Where one is in the form. */
export function stepsView(content: Pick<ObjectionContent, 'requestId'>, step: Step, t: Translate): StepsView {
  const steps = content.requestId === null ? WITHOUT : WITH_REQUEST;
  return { current: Math.max(0, steps.indexOf(step)) + 1, items: steps.map((name) => t(`objecting:step.${name}`)) };
}
