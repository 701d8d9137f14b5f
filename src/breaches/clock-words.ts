import type { Translate } from '../i18n/catalogue';
import type { breachClock } from '../workflow/breach-clock';

/** "41 jam lagi", "25 menit lagi", "lewat 3 jam". Whole hours; minutes when it is less than one. */
export function clockWords({ past, hours, minutes }: ReturnType<typeof breachClock>, t: Translate): string {
  const key = past ? 'late' : 'left';
  return hours > 0
    ? t(`breaches:clock.hours_${key}`, { count: hours })
    : t(`breaches:clock.minutes_${key}`, { count: minutes });
}
