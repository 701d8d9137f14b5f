import type { Item } from '../../requests/staff/items';
import { answerOf, responseOf, settlementOf } from '../words';
import type { ObjectionPageInput } from './case-pages';
import { delegationOf } from './delegation';

/** What the superior answered, what was agreed, and what the objector said to it. */
export function decidedOf({ bundle, facts, keys, t, fmt }: ObjectionPageInput): Item[] {
  const { row } = bundle;
  const answer = answerOf(keys, row);
  const delegation = delegationOf(bundle.row);
  const item = (name: string, value: string | null | undefined): Item => ({
    label: t(`objections:decided.${name}`),
    value: value ?? null,
  });
  const exemption = answer?.exemption;
  return [
    item('outcome', facts.outcome && t(`workflow:objection.outcome.${facts.outcome}`)),
    item('reasons', answer?.reasons),
    item('order', answer?.order),
    item(
      'exemption',
      exemption && t('desk:decided.exemption', { number: exemption.number, day: fmt.day(exemption.decided_on) }),
    ),
    item('exemption_title', exemption?.title),
    item('by', answer && [answer.by.name, answer.by.office].filter(Boolean).join(', ')),
    item('delegated', delegation && [delegation.name, delegation.office].join(', ')),
    item(
      'delegation_decision',
      delegation?.decision_number && delegation.decision_on
        ? t('desk:decided.exemption', { number: delegation.decision_number, day: fmt.day(delegation.decision_on) })
        : null,
    ),
    item('settlement', settlementOf(keys, row)),
    item('response', responseOf(keys, row)),
  ].filter((one) => one.value !== null);
}
