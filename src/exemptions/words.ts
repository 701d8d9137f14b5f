import type { ExemptionRow } from '../db/tables/exemptions';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';

type Grounded = Pick<ExemptionRow, 'letter' | 'item'>;

/** `h` and 3 as "UU 14/2008 Pasal 17 huruf h angka 3: rahasia pribadi, keuangan dan rekening seseorang". */
export function groundWords({ letter, item }: Grounded, t: Translate): string {
  if (letter === null) return t('exemptions:no_ground');
  const text = t(`workflow:article17.${letter}`);
  if (item === null) return t('exemptions:ground_letter', { letter, text });
  return t('exemptions:ground_item', { letter, item, text: t(`exemptions:item.${letter}.${item}`) });
}

/** The last day, or by which rule it ends where the decision states none. */
export function termWords(
  { letter, ends_on }: Pick<ExemptionRow, 'letter' | 'ends_on'>,
  t: Translate,
  fmt: Format,
): string {
  if (ends_on !== null) return t('exemptions:until', { day: fmt.day(ends_on) });
  return letter === null ? '–' : t(`exemptions:open_end.${letter}`);
}

/** How an exemption's state is drawn. */
export const STATE_TONES: Record<ExemptionRow['state'], string> = {
  draft: 'neutral',
  tested: 'progress',
  decided: 'good',
  applied: 'ended',
  changed: 'ended',
  revoked: 'info',
  expired: 'info',
  dropped: 'ended',
};
