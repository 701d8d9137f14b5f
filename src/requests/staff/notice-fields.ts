import { due, NoCalendarError } from '../../calendar/working-days';
import { MOST_DAYS, TEXT } from './decision-fields';
import type { Field } from './field-views';
import type { StepPageInput } from './step-pages';

/** The written considerations that every outcome has: UU 14/2008 Pasal 7(4). */
export const considerationsField = ({ t }: Pick<StepPageInput, 't'>): Field => ({
  name: 'considerations',
  label: t('desk:field.considerations'),
  hint: t('desk:hint.considerations'),
  type: 'textarea',
  max: TEXT.considerations,
  rows: 6,
});

/** Days to provide the material in, each with the date it leads to: no sum to be done in the head. */
export function provideDays({
  t,
  cal,
  today,
  fmt,
  proposedDays,
}: Pick<StepPageInput, 't' | 'cal' | 'today' | 'fmt' | 'proposedDays'>): Field {
  const options: { value: string; label: string }[] = [];
  try {
    for (let n = 0; n <= MOST_DAYS; n++) {
      options.push({
        value: String(n),
        label: t('desk:field.days_option', { count: n, day: fmt.day(due(cal, today, n)) }),
      });
    }
  } catch (error) {
    // The year ahead has no calendar yet: only what can be counted is offered.
    if (!(error instanceof NoCalendarError)) throw error;
  }
  return {
    name: 'provide_days',
    label: t('desk:field.provide_days'),
    hint: t('desk:hint.provide_days'),
    type: 'select',
    width: 'medium',
    options,
    value: String(proposedDays ?? 3),
    placeholder: null,
  };
}
