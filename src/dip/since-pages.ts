import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { MOST_SINCE, SINCE_PATH } from './areas';

export type SinceView = { title: string; text: string; link: { label: string; href: string } };

/** That more is public than the register in force says; null while nothing is. */
export function sinceView(n: number, t: Translate, fmt: Format): SinceView | null {
  if (n === 0) return null;
  const many = n > MOST_SINCE;
  const count = Math.min(n, MOST_SINCE);
  return {
    title: t(many ? 'dip:since.many' : 'dip:since.public', { count, number: fmt.number(count) }),
    text: t('dip:since.text'),
    link: { label: t('dip:since.link'), href: SINCE_PATH },
  };
}
