import type { Translate } from '../i18n/catalogue';
import { present } from '../letters/words';
import type { ObjectionGround } from '../workflow/objection-facts';

/**
 * What the commission asks for with the petition: Perki 1/2013 Pasal 10–11. Ground b needs no proof of a request, because
 * there was none (Pasal 11(3)).
 */
export function papersToBring(
  { ground }: { ground: ObjectionGround },
  { requester_kind }: { requester_kind: string },
  identity: { proxy: unknown } | null,
  t: Translate,
): string[] {
  return present([
    t('disputes:bring.petition'),
    t(`disputes:bring.${requester_kind}`),
    identity?.proxy ? t('disputes:bring.proxy') : null,
    ground === 'b' ? t('disputes:bring.no_request') : t('disputes:bring.request'),
    t('disputes:bring.objection'),
  ]);
}
