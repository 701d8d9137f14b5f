import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import type { Format } from '../../web/format';

type Item = { label: string; value: string | { date: string } | null };

/** A decision as names and values, for the desk and the superior. */
export function decisionItems(decision: Decision, t: Translate, fmt: Format): Item[] {
  const { cost, exemption, service, redactions = [] } = decision;
  const rupiah = (amount: number) => `Rp${fmt.number(amount, 0)}`;
  const item = (name: string, value: string | null | undefined): Item => ({
    label: t(`desk:field.${name}`),
    value: value ?? null,
  });
  const days = decision.provide_days;
  return [
    { label: t('desk:decided.kind'), value: t(`workflow:outcome.${decision.kind}`) },
    item('because', decision.because && t(`workflow:because.${decision.because}`)),
    item('considerations', decision.considerations),
    item('control', t(`desk:control.${decision.under_control ? 'ours' : 'not_ours'}`)),
    item('holder', [decision.holder, decision.holder_contact].filter(Boolean).join(', ') || null),
    item('material', decision.material),
    item('format', decision.format && t(`desk:format.${decision.format}`)),
    item('provide_days', days === undefined ? null : t('desk:decided.days', { count: days })),
    item('cost', cost ? t('desk:decided.cost', { total: rupiah(cost.total), payment: cost.payment }) : null),
    item(
      'exemption_number',
      exemption ? t('desk:decided.exemption', { number: exemption.number, day: fmt.day(exemption.decided_on) }) : null,
    ),
    item('exemption_title', exemption?.title),
    item('exemption_ground', exemption?.ground && groundWords(exemption.ground, t)),
    item(
      'redactions',
      redactions
        .map(({ part, ground, reason }) => [part, groundWords(ground, t), reason].filter(Boolean).join(' – '))
        .join('\n') || null,
    ),
    item('available_on', decision.available_on && fmt.day(decision.available_on)),
    item('service_name', service?.name),
    item('service_contact', service?.contact),
    item('service_reason', service?.reason),
  ].filter((one) => one.value !== null);
}

/** `h.3` as "Pasal 17 huruf h angka 3: rahasia pribadi". */
function groundWords(ground: string, t: Translate): string {
  const [letter = '', item] = ground.split('.');
  const words = t('desk:field.article17', { letter, text: t(`workflow:article17.${letter}`) });
  return item ? t('desk:decided.item', { words, item }) : words;
}
