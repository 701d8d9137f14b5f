import type { Calendar } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import { openIdentity } from '../../requests/identity';
import { AREAS, type Area } from '../../requests/staff/areas';
import { subjectOf } from '../../requests/staff/case-pages';
import type { QueueLine } from '../../requests/staff/list-pages';
import { OBJECTION_TONE } from '../../requests/state-tones';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import { objectionFacts } from '../facts';
import { objectionPath } from './areas';
import { objectionUrgency, toCarryOut } from './dates-pages';
import { delegationOf } from './delegation';
import type { ObjectionLineRow } from './list-queries';

type World = { area: Area; keys: Keys; cal: Calendar; today: string; t: Translate; fmt: Format };

/** The lines of a page of objections, as the queue of the desk prints them; of whom, only as far as the area may see it. */
export function objectionLines(rows: readonly ObjectionLineRow[], world: World): QueueLine[] {
  const { area, keys, cal, today, t, fmt } = world;
  return rows.map((row) => {
    const facts = objectionFacts(row);
    const identity = AREAS[area].identity === 'named' ? openIdentity(keys, row) : null;
    return {
      number: row.number,
      href: objectionPath(area, row.number),
      subject: subjectOf(row.details, 90),
      requester: identity?.name ?? null,
      marks: marksOf(row, area, t),
      received: fmt.shortDay(row.received_on),
      urgency: objectionUrgency(facts, cal, today),
      promised: toCarryOut(facts) ? t('objections:list.carry_out') : null,
      holder: row.body_name ?? t('objections:fact.no_body'),
      status: { label: t(`workflow:objection.state.${facts.state}`), tone: OBJECTION_TONE[facts.state] },
      reason: null,
    };
  });
}

function marksOf(row: ObjectionLineRow, area: Area, t: Translate): QueueLine['marks'] {
  const marks: QueueLine['marks'] = [
    { label: t('objections:mark.ground', { letter: row.ground }), tone: 'neutral', icon: 'chat-left-text' },
  ];
  if (row.request_number) {
    marks.push({ label: row.request_number, tone: 'neutral', icon: 'file-earmark-text' });
  }
  if (area === 'body') return marks;
  if (row.late === 1) marks.push({ label: t('objections:mark.late'), tone: 'progress', icon: 'hourglass-split' });
  if (row.first_opened_at === null)
    marks.push({ label: t('objections:mark.unopened'), tone: 'info', icon: 'envelope' });
  // Whoever answers in the superior's stead, with an account or without: nobody else sees that it waits for him.
  const delegation = row.state === 'registered' ? delegationOf(row) : null;
  if (delegation) {
    const { name, office } = delegation;
    marks.push({ label: t('objections:mark.delegated', { name, office }), tone: 'info', icon: 'person' });
  }
  return marks;
}
