import { countingSection } from './counting';
import type { LetterFacts } from './facts';
import { requestRows } from './filing';
import { groundsOf, type ObjectionGround, objectionSection } from './objecting';
import { needed, paragraphsOf, present, row, type SectionsOf } from './words';

/** UU 14/2008 Pasal 22(8), Perki 1/2021 Pasal 36: once, on one of two closed grounds, with reasons and both dates. */
export const extension: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request } = facts;
  const { ground, reason } = needed(facts.extension, 'extension', 'extension');
  const before = needed(request.original_due_on, 'extension', 'original_due_on');
  return [
    {
      paragraphs: [t('extension.opening', { number: request.number, day: day(request.received_on) })],
      rows: present([
        row(t('extension.before'), day(before)),
        row(t('extension.after'), day(request.due_on)),
        request.perki_due_on !== null && row(t('extension.perki'), day(request.perki_due_on)),
        row(t('extension.ground'), t(`extension_ground.${ground}`)),
        row(t('row.basis'), t('extension.basis')),
      ]),
    },
    { heading: t('extension.reason_heading'), paragraphs: paragraphsOf(reason) },
    ...countingSection(facts, words),
    { heading: t('extension.then_heading'), paragraphs: [t('extension.then', { day: day(request.due_on) })] },
    { heading: t('notice.request_heading'), rows: requestRows(facts, words) },
  ];
};

/** The calendar of working days was changed by decree: what was told before, and the date that counts now. */
export const dateMoved: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request, moved = [] } = facts;
  return [
    {
      paragraphs: [t('date_moved.opening', { number: request.number, decree: facts.moved_by ?? '' })],
      rows: moved.map(({ field, old_on, new_on }): [string, string] => [
        t(`date_moved.${field}`),
        t('date_moved.from_to', { before: day(old_on), after: day(new_on) }),
      ]),
    },
    ...countingSection(facts, words),
    { heading: t('notice.request_heading'), rows: requestRows(facts, words) },
  ];
};

/** The hand-over, with the duty to cite the source (UU 14/2008 Pasal 5). */
export const delivered: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request, files = [], decision } = facts;
  const promised = decision?.promised_on;
  const late = promised !== undefined && facts.dated_on > promised;
  const grounds: ObjectionGround[] = late ? ['d', 'f', 'g'] : ['d', 'f'];
  return [
    {
      paragraphs: present([
        t('delivered.opening', { number: request.number, day: day(facts.dated_on) }),
        late && t('delivered.late', { day: day(promised) }),
      ]),
      rows: present([
        row(t('row.material'), decision?.material),
        row(t('row.format'), decision?.format && t(`format.${decision.format}`)),
        row(t('row.deliver'), t(request.obtain === 'view' ? 'obtain.view' : `deliver.${request.deliver}`)),
        row(t('cost.heading'), decision?.cost?.total ? words.rupiah(decision.cost.total) : t('cost.free')),
      ]),
    },
    {
      heading: t('delivered.files_heading'),
      paragraphs: files.length > 0 ? [] : [t('delivered.no_files')],
      list: [...files],
    },
    { heading: t('delivered.use_heading'), paragraphs: [t('delivered.use')] },
    ...(signsOnPaper(facts)
      ? [
          {
            heading: t('delivered.signed_heading'),
            rows: ['received_by', 'received_on', 'signature'].map((line): [string, string] => [
              t(`delivered.${line}`),
              t('delivered.blank'),
            ]),
          },
        ]
      : []),
    { heading: t('notice.request_heading'), rows: requestRows(facts, words) },
    objectionSection(facts, words, grounds, request.object_by),
  ];
};

const signsOnPaper = ({ request }: LetterFacts): boolean => request.obtain === 'view' || request.deliver === 'pickup';

/** The term has passed without a notice: the requester is told of the right to object on ground c, and until when. */
export const overdue: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request } = facts;
  return [
    {
      paragraphs: [
        t('overdue.opening', { number: request.number, received: day(request.received_on), day: day(request.due_on) }),
        t('overdue.still'),
      ],
      rows: requestRows(facts, words),
    },
    // The last day is unknown while the year that it falls in has no calendar.
    objectionSection(facts, words, ['c'], request.object_by, t('object.from_term_end', { day: day(request.due_on) })),
    ...countingSection(facts, words),
  ];
};

/** The requester's window to object is about to end. */
export const windowReminder: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request, decision } = facts;
  const until = needed(request.object_by, 'window_reminder', 'object_by');
  const count = needed(facts.days_left, 'window_reminder', 'days_left');
  // Counted from the day the term ended, the window is that of silence (ground c).
  const unanswered = !decision && facts.due?.from === request.due_on;
  const grounds: ObjectionGround[] = decision ? groundsOf(decision) : unanswered ? ['c'] : ['a', 'd', 'e', 'f', 'g'];
  return [
    {
      paragraphs: present([
        t('window_reminder.opening', { number: request.number, day: day(until), count }),
        decision && t(`window_reminder.${decision.kind}`),
        unanswered && t('window_reminder.unanswered'),
        t('window_reminder.no_need'),
      ]),
    },
    objectionSection(facts, words, grounds, until),
    ...countingSection(facts, words),
  ];
};
