import type { Calendar } from '../../calendar/working-days';
import { daysLeft } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import { isOpenObjection, type ObjectionState } from '../../workflow/objection-facts';
import { OBJECTION_TONE, type Tone } from '../state-tones';
import type { ObjectionItem } from './case-queries';

/** An objection in a list of its owner's. */
export type ObjectionLine = {
  number: string;
  href: string;
  ground: string;
  request: string | null;
  received_on: string;
  status: { label: string; tone: Tone };
  /** The superior's last day, while he has not answered. */
  due: { due: string; remaining: number | null } | null;
};

export function objectionLine(item: ObjectionItem, cal: Calendar, today: string, t: Translate): ObjectionLine {
  const state = item.state as ObjectionState;
  return {
    number: item.number,
    href: `/keberatan/${item.number}`,
    ground: t('tracking:objections.ground', { letter: item.ground, words: t(`letters:ground.${item.ground}`) }),
    request: item.request_number,
    received_on: item.received_on,
    status: { label: t(`workflow:objection.state.${state}`), tone: OBJECTION_TONE[state] },
    due: isOpenObjection({ state }) ? { due: item.due_on, remaining: daysLeft(cal, today, item.due_on) } : null,
  };
}
