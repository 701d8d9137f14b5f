import type { Translate } from '../../i18n/catalogue';
import { anyCasePath } from '../../requests/staff/areas';
import type { Format } from '../../web/format';
import type { Item } from '../clock-pages';
import type { OpenedDispute } from './opened';

export type Notice = { tone: 'info' | 'warn' | 'bad'; text: string };

/** What stands out in a dispute before anything is read. */
export function noticesOf({ facts, today }: OpenedDispute, t: Translate, fmt: Format): Notice[] {
  const notices: Notice[] = [];
  if (facts.filed_late)
    notices.push({ tone: 'warn', text: t('disputes:notice.filed_late', { day: fmt.day(facts.file_by) }) });
  if (facts.ground === 'a' && facts.state === 'registered')
    notices.push({ tone: 'info', text: t('disputes:notice.ground_a') });
  if (facts.state === 'decided' && facts.decision_received_on === null) {
    notices.push({ tone: 'warn', text: t('disputes:notice.no_copy') });
  }
  if (facts.execute_by && !facts.executed_on && facts.outcome !== 'upheld' && today > facts.execute_by) {
    notices.push({ tone: 'bad', text: t('disputes:notice.not_carried_out') });
  }
  return notices;
}

/** What the dispute is about, and what came of it. */
export function factItems({ area, bundle, facts }: OpenedDispute, t: Translate): Item[] {
  const { row, objection, body, document } = bundle;
  const link = (kind: 'request' | 'objection', number: string) => ({
    text: number,
    href: anyCasePath(area, kind, number),
  });
  const items: (Item | null)[] = [
    { label: t('disputes:fact.objection'), value: link('objection', objection.number) },
    objection.request_number
      ? { label: t('disputes:fact.request'), value: link('request', objection.request_number) }
      : { label: t('disputes:fact.request'), value: t('disputes:fact.no_request') },
    { label: t('disputes:fact.ground'), value: `${facts.ground}. ${t(`letters:ground.${facts.ground}`)}` },
    { label: t('disputes:fact.body'), value: body?.name ?? t('disputes:fact.no_body') },
    { label: t('disputes:fact.details'), value: objection.details },
    row.commission ? { label: t('disputes:fact.commission'), value: row.commission } : null,
    row.commission_number ? { label: t('disputes:fact.commission_number'), value: row.commission_number } : null,
    facts.outcome ? { label: t('disputes:fact.outcome'), value: t(`workflow:dispute.outcome.${facts.outcome}`) } : null,
    row.ruling ? { label: t('disputes:fact.ruling'), value: row.ruling } : null,
    document
      ? { label: t('disputes:fact.document'), value: { text: document.title, href: `/informasi/${document.slug}` } }
      : null,
  ];
  return items.filter((item) => item !== null);
}
