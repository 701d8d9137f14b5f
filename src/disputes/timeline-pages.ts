import type { Translate } from '../i18n/catalogue';
import type { Tone } from '../requests/state-tones';
import type { Format } from '../web/format';
import { type CaseEvent, EVENT_WORDS, OUTCOME_WORDS } from './timeline';

export type EventLine = {
  title: string;
  at: string;
  datetime: string;
  who: string | null;
  detail: string | null;
  tone: Tone;
};

const TONE: Readonly<Record<string, Tone>> = {
  window_opened: 'info',
  window_missed: 'bad',
  dispute_filed: 'info',
  dispute_settled: 'good',
  dispute_decided: 'progress',
  court_decided: 'progress',
  ruling_carried_out: 'good',
  dispute_not_registered: 'ended',
  dispute_withdrawn: 'ended',
  dispute_lapsed: 'ended',
};

/** One event of a dispute in words. `more`: what only some may read. */
export function eventLine(
  event: CaseEvent,
  t: Translate,
  fmt: Format,
  more: { who: string | null; lines: string[] } = { who: null, lines: [] },
): EventLine {
  const moved = event.moved.map(({ field, from, to }) =>
    t('disputes:timeline.moved', { name: t(`disputes:date.${field}`), from: fmt.day(from), to: fmt.day(to) }),
  );
  return {
    title: t(`${EVENT_WORDS[event.case]}.${event.kind}`),
    at: event.on === null ? fmt.dayTime(event.at) : fmt.day(event.on),
    datetime: event.on ?? event.at,
    who: more.who,
    detail: [...factsOf(event, t, fmt), ...moved, ...more.lines].join('\n') || null,
    tone: TONE[event.kind] ?? 'neutral',
  };
}

function factsOf({ case: name, kind, detail, on, recorded_at }: CaseEvent, t: Translate, fmt: Format): string[] {
  const lines: string[] = [];
  if (kind === 'dispute_final' && detail.early === true) lines.push(t('disputes:timeline.early'));
  if (typeof detail.outcome === 'string') lines.push(t(`${OUTCOME_WORDS[name]}.${detail.outcome}`));
  if (typeof detail.decree === 'string') lines.push(t('disputes:timeline.decree', { decree: detail.decree }));
  if (kind === 'letter_recorded' && typeof detail.sent_on === 'string') {
    lines.push(t('disputes:timeline.sent', { day: fmt.day(detail.sent_on) }));
    if (typeof detail.reached_on === 'string') {
      lines.push(t('disputes:timeline.reached', { day: fmt.day(detail.reached_on) }));
    }
  }
  if (on !== null && fmt.day(on) !== fmt.dayOf(recorded_at)) {
    lines.push(t('disputes:timeline.recorded', { at: fmt.dayTime(recorded_at) }));
  }
  return lines;
}
