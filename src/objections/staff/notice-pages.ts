import { factsOf as requestFacts } from '../../requests/facts';
import { anyCasePath } from '../../requests/staff/areas';
import { isOverdue } from '../../workflow/facts';
import { objectionOverdue } from '../../workflow/objection-facts';
import type { ObjectionPageInput, ObjectionView } from './case-pages';
import { toCarryOut } from './dates-pages';
import { delegationOf } from './delegation';

/** What must be seen before anything is done with an objection. */
export function noticesOf({ area, user, bundle, facts, today, t, fmt }: ObjectionPageInput): ObjectionView['notices'] {
  const notices: ObjectionView['notices'] = [];
  const { row } = bundle;
  if (area === 'body') return notices;
  const notice = (tone: 'info' | 'warn' | 'bad', key: string, vars = {}) =>
    notices.push({ tone, text: t(`objections:notice.${key}`, vars) });
  // The machine refuses nobody for being late: the superior weighs it, and must know why it is flagged.
  if (facts.late === 1 && facts.object_by) {
    notice('warn', 'late', { received: fmt.day(facts.received_on), by: fmt.day(facts.object_by) });
  }
  if (objectionOverdue(facts, today)) notice('bad', 'overdue');
  if (facts.answered_on && !facts.answer_reached_on && area === 'desk') notice('warn', 'answer_not_reached');
  if (toCarryOut(facts) && facts.execute_by && today > facts.execute_by) notice('bad', 'execution_late');
  // What the superior granted is not the PPID's written notice: until that is given the request stays overdue.
  const request = bundle.request;
  if (facts.executed_on && request && area === 'desk' && isOverdue(requestFacts(request), today)) {
    const link = { label: request.number, href: anyCasePath(area, 'request', request.number) };
    const text = t('objections:notice.request_unanswered', { day: fmt.day(request.due_on) });
    notices.push({ tone: 'warn', text, link });
  }
  if (facts.settled_on && facts.state === 'registered') notice('info', 'settled');
  if (row.late_entry_reason) notice('info', 'entered_late', { reason: row.late_entry_reason });
  const delegation = delegationOf(bundle.row);
  if (area !== 'superior' && facts.state === 'registered' && delegation) notice('info', 'delegated', delegation);
  if (area !== 'superior' || facts.state !== 'registered') return notices;
  if (facts.refusal_proposed_by === user.id) notice('warn', 'proposer');
  if (delegation && facts.delegate_id !== user.id) {
    notice('info', facts.delegate_id === null ? 'delegated_without_account' : 'delegated', delegation);
  }
  return notices;
}
