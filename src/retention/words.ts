import type { Translate } from '../i18n/catalogue';
import type { Keeping } from '../workflow/retention';
import type { Rule } from './rules';

export const ADMIN_PATH = '/admin/retensi';
export const PATH = '/retensi';
export const HOLDS_PATH = `${PATH}/penahanan`;
export const listPath = (number: string): string => `${PATH}/usulan/${number}`;

/** `5 tahun`. */
export const keepingWords = ({ length, unit }: Keeping, t: Translate): string =>
  t(`workflow:unit.${unit}`, { count: length });

/** `5 tahun sejak perkara berakhir`. */
export const ruleWords = (rule: Pick<Rule, 'length' | 'unit' | 'counted_from'>, t: Translate): string =>
  t(`retention:counted.${rule.counted_from}`, { keeping: keepingWords(rule, t) });
