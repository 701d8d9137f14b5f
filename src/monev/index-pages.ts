import { blankForm, type FormState } from '../web/forms';
import { officialWords } from './official-pages';
import type { RoundLine } from './queries';
import { COMMISSIONS, PATH, roundPath } from './rounds';
import { STATE_TONE, type Status, type Words } from './words';

type Option = { value: string; label: string; hint: string | null };

export type IndexView = {
  form: FormState;
  start: { action: string; year: string; commissions: Option[]; origins: Option[] } | null;
  rows: Record<string, unknown>[];
};

/** `/monev`: every year's round; the PPID may begin one. */
export function indexView(
  given: { rounds: readonly RoundLine[]; year: number; provincial: string; mayStart: boolean; form?: FormState },
  { t, fmt }: Words,
): IndexView {
  const { rounds, year, provincial, mayStart, form } = given;
  const status = ({ state }: RoundLine): Status => ({ label: t(`monev:state.${state}`), tone: STATE_TONE[state] });
  const choice = (value: string, hint: string | null = null): Option => ({
    ...{ value, hint, label: t(`monev:commission.${value}`, { name: provincial }) },
  });
  return {
    form: form ?? blankForm({ komisi: 'provinsi', asal: rounds.length > 0 ? 'copy' : 'starting' }),
    start: mayStart
      ? {
          ...{ action: PATH, year: String(year), commissions: COMMISSIONS.map((one) => choice(one)) },
          origins: (['copy', 'starting'] as const).map((value) => ({
            ...{ value, label: t(`monev:origin.${value}`), hint: t(`monev:origin_hint.${value}`) },
          })),
        }
      : null,
    rows: rounds.map((one) => ({
      name: { text: nameOf(one), href: roundPath(one) },
      commission: one.commission_name,
      status: { status: status(one) },
      score: one.frozen
        ? t('monev:index.frozen', { score: fmt.number(one.frozen.score / 100, 2), band: one.frozen.band })
        : null,
      official: one.official && officialWords(one.official, { t, fmt }),
      submit: one.submit_by && fmt.shortDay(one.submit_by),
    })),
  };
}

/** `e-Monev 2026`. */
export const nameOf = ({ year }: Pick<RoundLine, 'year'>): string => `e-Monev ${year}`;
