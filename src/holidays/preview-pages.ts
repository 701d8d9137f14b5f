import {
  type CalendarChange,
  calendarOf,
  changedDays,
  newYears,
  type StoredCalendar,
  turnedDays,
} from '../calendar/change';
import { weekday } from '../calendar/working-days';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { fieldWords } from './fields';
import type { MovePreview } from './movable';
import { certaintyStatus, kindWords } from './words';

export type PreviewView = {
  /** Said when the calendar changed since the last preview. */
  stale: boolean;
  decree: string;
  reason: string;
  years: { year: string; isNew: boolean; decree: string; status: { label: string; tone: string } }[];
  days: { date: string; what: { label: string; tone: string }; kind: string; name: string; effect: string }[];
  notices: string[];
  impact: {
    tone: 'info' | 'warn';
    words: string;
    more: string | null;
    sample: { number: string; field: string; old: string; new: string }[];
  };
  back: string;
  usulan: string;
  versi: string;
};

/** What a change would do, before it is confirmed. `impact` was counted with the calendar as it would be. */
export function previewView(
  t: Translate,
  fmt: Format,
  given: {
    stored: StoredCalendar;
    change: CalendarChange;
    impact: MovePreview;
    notices: string[];
    back: string;
    stale: boolean;
  },
): PreviewView {
  const { stored, change, impact, notices, back, stale } = given;
  const turned = new Map(turnedDays(stored, change).map(({ date, working }) => [date, working]));
  const fresh = newYears(stored, change);
  return {
    stale,
    decree: change.decree,
    reason: change.reason,
    years: change.years.map(({ year, decree, confidence }) => ({
      year: String(year),
      isNew: fresh.includes(year),
      decree,
      status: certaintyStatus(t, confidence),
    })),
    days: changedDays(change).map(({ date, kind, name, change: what }) => ({
      date,
      what: { label: t(`holidays:preview.${what}`), tone: what === 'added' ? 'info' : 'ended' },
      kind: kindWords(t, kind),
      name,
      effect: effectWords(t, date, turned.get(date), fresh),
    })),
    notices,
    impact: impactView(t, fmt, impact),
    back,
    usulan: JSON.stringify(change),
    versi: calendarOf(stored).version,
  };
}

function effectWords(t: Translate, date: string, working: boolean | undefined, fresh: readonly number[]): string {
  const off = [0, 6].includes(weekday(date));
  if (off) return t('holidays:effect.weekend');
  if (working !== undefined) return t(working ? 'holidays:effect.works' : 'holidays:effect.off');
  return t(fresh.includes(Number(date.slice(0, 4))) ? 'holidays:effect.off' : 'holidays:effect.none');
}

function impactView(t: Translate, fmt: Format, { seen, moved, more, sample }: MovePreview): PreviewView['impact'] {
  return {
    tone: moved > 0 ? 'warn' : 'info',
    words: t(moved > 0 ? 'holidays:preview.moves' : 'holidays:preview.movesNone', {
      count: moved,
      seen: fmt.number(seen),
    }),
    more: more ? t('holidays:preview.more', { seen: fmt.number(seen) }) : null,
    sample: sample.map(({ number, field, oldOn, newOn }) => ({
      number,
      field: fieldWords(t, number.startsWith('K-') ? 'objection' : '', field),
      old: oldOn,
      new: newOn,
    })),
  };
}
