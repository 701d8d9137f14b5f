import type { Calendar } from '../../calendar/working-days';
import { daysLeft } from '../../cases/explain-pages';
import type { DisputeRow } from '../../db/tables/disputes';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { type ObjectionFacts, objectionOverdue } from '../../workflow/objection-facts';

type World = { dispute: DisputeRow | null; cal: Calendar; today: string; t: Translate; fmt: Format };

export type NextView = { what: string; turn: { who: string; mine: boolean }; next: string[] };

/** An objection's state in plain words: what it means, whose turn it is, and what comes next by which day. */
export function nextOf(facts: ObjectionFacts, world: World): NextView {
  const { t } = world;
  return { what: t(`objecting:what.${facts.state}`), turn: turnOf(facts, world), next: nextSteps(facts, world) };
}

const windowOpen = ({ dispute }: World): boolean => dispute?.state === 'window_open';

function turnOf(facts: ObjectionFacts, world: World): NextView['turn'] {
  const { t } = world;
  switch (facts.state) {
    case 'registered':
      return { who: t(facts.delegated_on ? 'objecting:turn.delegate' : 'objecting:turn.superior'), mine: false };
    case 'granted':
    case 'granted_partly':
      return { who: t('objecting:turn.ppid'), mine: false };
    default:
      if (windowOpen(world)) return { who: t('objecting:turn.you'), mine: true };
      return { who: t(inDispute(world) ? 'objecting:turn.commission' : 'objecting:turn.nobody'), mine: false };
  }
}

const inDispute = ({ dispute }: World): boolean =>
  dispute !== null && dispute.filed_on !== null && dispute.ended_on === null;

function nextSteps(facts: ObjectionFacts, world: World): string[] {
  const { dispute, cal, today, t, fmt } = world;
  const by = (key: string, day: string) => {
    const left = daysLeft(cal, today, day);
    const remaining = left !== null && left >= 0 ? t('tracking:next.left', { remaining: fmt.remaining(left) }) : '';
    return t(`objecting:next.${key}`, { day: fmt.day(day), remaining });
  };
  const window = dispute && windowOpen(world) ? [by('dispute', dispute.file_by)] : [];
  const underWay =
    facts.answered_on !== null && facts.answer_reached_on === null ? [t('objecting:next.under_way')] : [];
  switch (facts.state) {
    case 'registered':
      return objectionOverdue(facts, today)
        ? [t('objecting:next.silence')]
        : [by('answer', facts.due_on), ...(facts.settled_on ? [t('objecting:next.settled')] : [])];
    case 'granted':
    case 'granted_partly':
      return [
        facts.execute_by ? by('execute', facts.execute_by) : t('objecting:next.execute_undated'),
        ...underWay,
        ...window,
      ];
    case 'upheld':
    case 'unanswered':
    case 'closed':
      return [...underWay, ...window];
    default:
      return [];
  }
}
