import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import { certaintyOptions } from './day-pages';
import { LIST_MODES, LONGEST_LIST } from './forms';
import type { Remark } from './list/listed';
import { remarkWords } from './words';
import { PATH } from './year-pages';

/** How many faulty lines the page names; the rest is counted. */
const MOST_NAMED = 50;

export type ListView = {
  form: FormState;
  action: string;
  back: string;
  modes: { value: string; label: string; hint: string }[];
  certainties: { value: string; label: string; hint?: string }[];
  longest: number;
  accept: string;
  /** A sentence for each faulty line. */
  problems: string[];
  more: number;
};

/** The form that loads a list: pasted, or from a file, whose text then stands in the form to be mended. */
export function listView(
  t: Translate,
  given: { year: string; form?: FormState; problems?: readonly Remark[]; accept: string },
): ListView {
  const problems = given.problems ?? [];
  return {
    form: given.form ?? blankForm({ tahun: given.year, cara: 'complete', kepastian: 'high' }),
    action: `${PATH}/impor/berkas`,
    back: PATH,
    modes: LIST_MODES.map((value) => ({
      value,
      label: t(`holidays:mode.${value}`),
      hint: t(`holidays:modeHint.${value}`),
    })),
    certainties: certaintyOptions(t),
    longest: LONGEST_LIST,
    accept: given.accept,
    problems: problems.slice(0, MOST_NAMED).map((problem) => remarkWords(t, problem)),
    more: Math.max(0, problems.length - MOST_NAMED),
  };
}
