import type { Calendar } from '../../calendar/working-days';
import { daysLeft } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import type { Format } from '../../web/format';
import { hasObjected, isOverdue, type RequestFacts } from '../../workflow/facts';
import { isOpenObjection, type ObjectionState } from '../../workflow/objection-facts';

type World = {
  holder: string | null;
  decision: Decision | null;
  cal: Calendar;
  today: string;
  t: Translate;
  fmt: Format;
};

/** A request's state in plain words: what it means, whose turn it is, and what comes next by which day. */
export function nextOf(
  facts: RequestFacts,
  world: World,
): { what: string; turn: { who: string; mine: boolean }; next: string[] } {
  const { t } = world;
  return { what: t(`tracking:what.${facts.state}`), turn: turnOf(facts, world), next: nextSteps(facts, world) };
}

function turnOf(facts: RequestFacts, { t, holder }: World): { who: string; mine: boolean } {
  const mine = (who: string) => ({ who: t(`tracking:turn.${who}`), mine: true });
  switch (facts.state) {
    case 'incomplete':
    case 'delivered':
    case 'refused':
    case 'not_held':
    case 'not_documented':
    case 'redirected':
      return mine('you');
    case 'lapsed':
    case 'withdrawn':
    case 'closed':
      return { who: t('tracking:turn.nobody'), mine: false };
    case 'awaiting_approval':
      return { who: t('tracking:turn.superior'), mine: false };
    case 'in_process':
      return { who: holder ? t('tracking:turn.holder', { holder }) : t('tracking:turn.ppid'), mine: false };
    default:
      return { who: t('tracking:turn.ppid'), mine: false };
  }
}

function nextSteps(facts: RequestFacts, { decision, cal, today, t, fmt }: World): string[] {
  const by = (key: string, day: string) => {
    const left = daysLeft(cal, today, day);
    const remaining = left !== null && left >= 0 ? t('tracking:next.left', { remaining: fmt.remaining(left) }) : '';
    return t(`tracking:next.${key}`, { day: fmt.day(day), remaining });
  };
  // Whoever has objected is told of his objection, not that he may object.
  const objecting = (key: string) =>
    facts.object_by && facts.object_by >= today && !hasObjected(facts) ? [by(key, facts.object_by)] : [];
  const objection = objecting('object');
  const answer = isOverdue(facts, today)
    ? [t('tracking:next.answer_late'), ...objecting('object_late')]
    : [by('answer', facts.due_on)];
  switch (facts.state) {
    case 'registered':
      return [
        ...(facts.check_due_on && facts.complete_on === null ? [by('check', facts.check_due_on)] : []),
        ...answer,
      ];
    case 'incomplete':
      return [
        facts.repair_due_on ? by('repair', facts.repair_due_on) : t('tracking:next.repair_undated'),
        t('tracking:next.lapse'),
        ...answer,
      ];
    case 'in_process':
    case 'awaiting_approval':
      return answer;
    case 'granted':
    case 'granted_partly':
      return [facts.promised_on ? by('provide', facts.promised_on) : t('tracking:next.provide_undated'), ...objection];
    case 'delivered':
      return [t('tracking:next.confirm'), ...objection];
    case 'not_documented':
      return [...(decision?.available_on ? [by('available', decision.available_on)] : []), ...objection];
    case 'not_held':
      return [...(decision?.holder ? [t('tracking:next.ask_holder', { holder: decision.holder })] : []), ...objection];
    case 'redirected':
      return [
        ...(decision?.service ? [t('tracking:next.service', { service: decision.service.name })] : []),
        ...objection,
      ];
    case 'refused':
      return objection;
    default:
      return [t('tracking:next.anew')];
  }
}

/** What the superior owes on the objections that are open: their numbers and last days. */
export function objectionsNext({ objections, cal, today, t, fmt }: Objected): string[] {
  return objections.flatMap(({ number, state, due_on }) => {
    if (!isOpenObjection({ state: state as ObjectionState })) return [];
    const left = daysLeft(cal, today, due_on);
    const remaining = left !== null && left >= 0 ? t('tracking:next.left', { remaining: fmt.remaining(left) }) : '';
    return [t('tracking:next.objection', { number, day: fmt.day(due_on), remaining })];
  });
}

type Objected = Pick<World, 'cal' | 'today' | 't' | 'fmt'> & {
  objections: readonly { number: string; state: string; due_on: string }[];
};
