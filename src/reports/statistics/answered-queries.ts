import { NoCalendarError } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { figuresNow } from './cached-queries';
import type { Figures, Question } from './figures';
import { UnsoundFigures } from './stats';

/** Why figures cannot be given, as a sentence; null for any other fault. */
export function faultOf(error: unknown, t: Translate): string | null {
  if (error instanceof NoCalendarError) return t('statistics:unsound.calendar', { year: String(error.year) });
  if (!(error instanceof UnsoundFigures)) return null;
  const { table, whole, parts } = error;
  return t('statistics:unsound.detail', { table: t(`statistics:unsound.${table}`), whole, parts });
}

/** The figures of a question, or the sentence that says why there are none. */
export async function answerTo(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId' | 'config' | 'log'>,
  question: Question,
  t: Translate,
): Promise<{ figures: Figures | null; fault: string | null }> {
  try {
    return { figures: await figuresNow(deps, question), fault: null };
  } catch (error) {
    const fault = faultOf(error, t);
    if (!fault) throw error;
    deps.log.error({ err: error }, 'figures that do not add up are not shown');
    return { figures: null, fault };
  }
}
