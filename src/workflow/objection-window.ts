import type { Calendar } from '../calendar/working-days';
import { dueBy } from './deadlines';
import type { RequestFacts } from './facts';
import { OBJECTION_GROUNDS, type ObjectionGround } from './objection-facts';
import type { RefusalCode } from './refusals';

/** Day 0 of the window for a ground (null while it is not known), and its last day by the legal clock. */
export type ObjectionWindow = { window_from: string | null; object_by: string | null; late: number };

type Asked = {
  ground: string;
  /** The day the objection was received. */
  receivedOn: string;
  /** The request objected to; null when there is none. */
  request: RequestFacts | null;
  /** Ground b: the day the requester says he found that the information is not published. */
  foundOn: string | null;
  /** Grounds of objections against the same request that are still open. */
  openGrounds: readonly string[];
};

/**
 * Whether there is something to object to on this ground (UU 14/2008 Pasal 35(1)), and by when it should have been done
 * (Pasal 36(1)): 30 working days from the day the ground is found. A late objection is flagged, never refused here.
 */
export function objectionWindow(
  cal: Calendar,
  asked: Asked,
): { ok: true; window: ObjectionWindow } | { ok: false; code: RefusalCode } {
  const ground = OBJECTION_GROUNDS.find((one) => one === asked.ground);
  if (!ground) return { ok: false, code: 'ground_unknown' };
  const found = ground === 'b' ? foundOf(asked) : dayZero(ground, asked);
  if ('code' in found) return { ok: false, code: found.code };
  if (asked.openGrounds.includes(ground)) return { ok: false, code: 'same_ground_open' };
  const terms = asked.request?.terms ?? null;
  const last = (from: string) => dueBy('objection_window', cal, from, terms);
  const object_by = found.from === null ? null : last(found.from);
  // Where silence is objected to, the later clock of Perki 31(3) keeps an objection from being called late.
  const perki = found.silence ? (asked.request?.perki_due_on ?? null) : null;
  const limit = perki !== null && object_by !== null && last(perki) > object_by ? last(perki) : object_by;
  const late = limit !== null && asked.receivedOn > limit ? 1 : 0;
  return { ok: true, window: { window_from: found.from, object_by, late } };
}

type DayZero = { from: string | null; silence?: boolean } | { code: RefusalCode };

/** Ground b needs no request at all: day 0 is the day he says he found it. */
function foundOf({ foundOn, receivedOn }: Asked): DayZero {
  if (foundOn === null) return { code: 'found_day_missing' };
  return foundOn > receivedOn ? { code: 'date_in_future' } : { from: foundOn };
}

function dayZero(ground: ObjectionGround, { request: f, receivedOn }: Asked): DayZero {
  if (f === null) return { code: 'request_needed' };
  if (f.state === 'lapsed' || f.state === 'withdrawn') return { code: 'nothing_to_object_to' };
  if (receivedOn < f.received_on) return { code: 'objection_before_request' };
  const noticed = f.notified_on !== null && f.notified_on <= receivedOn;
  if (ground === 'c') {
    if (noticed) return { code: 'answered_already' };
    return receivedOn > f.due_on ? { from: f.due_on, silence: true } : { code: 'answer_term_still_runs' };
  }
  if (ground === 'g') return lateDelivery(f, receivedOn, noticed);
  return noticed ? { from: f.notice_reached_on } : { code: 'no_notice_yet' };
}

/** Ground g: the deadline that passed, and again the day the late item came. */
function lateDelivery(f: RequestFacts, receivedOn: string, noticed: boolean): DayZero {
  const delivered = f.delivered_on !== null && f.delivered_on <= receivedOn ? f.delivered_on : null;
  if (!noticed) return receivedOn > f.due_on ? { from: f.due_on, silence: true } : { code: 'delivery_not_late' };
  if (delivered && f.promised_on && delivered > f.promised_on) return { from: delivered };
  if (!delivered && f.promised_on && receivedOn > f.promised_on) return { from: f.promised_on };
  if (f.notified_on !== null && f.notified_on > f.due_on) return { from: delivered ?? f.notice_reached_on };
  return { code: 'delivery_not_late' };
}
