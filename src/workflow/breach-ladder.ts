import { localDay, withOffset } from '../calendar/working-days';
import { plusHours } from './breach-clock';
import type { BreachFacts } from './breach-facts';

export type BreachOffice = 'ppid' | 'admin' | 'superior' | 'auditor';

/** When a rung fires, in clock hours, at any hour of any day. */
export type BreachRungTime =
  | { after_discovery: number }
  | { before_due: number }
  /** Hours after the term has ended; 0 is at once. */
  | { past_due: number; every?: number };

export type BreachRung = { step: string; at: BreachRungTime; to: readonly BreachOffice[] };

/** The ladder, lowest rung first. It ends when the data subjects and the agency have been told. */
export const BREACH_RUNGS: readonly BreachRung[] = [
  { step: 'breach_first_day', at: { after_discovery: 24 }, to: ['ppid', 'admin'] },
  { step: 'breach_day_left', at: { before_due: 24 }, to: ['superior'] },
  { step: 'breach_hours_left', at: { before_due: 6 }, to: ['superior', 'admin'] },
  { step: 'breach_overdue', at: { past_due: 0 }, to: ['superior', 'auditor'] },
  { step: 'breach_still_overdue', at: { past_due: 24, every: 24 }, to: ['superior', 'auditor'] },
];

/**
 * One firing. `step` carries the turn of a repeating rung and the hour of the end, so that an end that moved within its
 * day begins a ladder of its own; `due_on` is the local day of the end.
 */
export type BreachFiring = {
  rung: string;
  step: string;
  due_on: string;
  to: readonly BreachOffice[];
  fire_at: string;
  repeats: boolean;
};

/**
 * The firings from `since` (exclusive) to `until` (inclusive), in their order; with `until` null only the next one.
 * None once everybody has been told. UTC instants.
 */
export function breachFirings(f: BreachFacts, timezone: string, since: string, until: string | null): BreachFiring[] {
  if (f.state !== 'open') return [];
  const due_on = localDay(f.due_at, timezone);
  const hour = withOffset(f.due_at, timezone).slice(11, 16).replace(':', '');
  const fired = BREACH_RUNGS.flatMap((rung) =>
    timesOf(rung.at, f, since, until).map(({ turn, fire_at }) => ({
      rung: rung.step,
      step: turn === null ? `${rung.step}_${hour}` : `${rung.step}_${turn}_${hour}`,
      ...{ due_on, to: rung.to, fire_at, repeats: turn !== null },
    })),
  );
  fired.sort((a, b) => (a.fire_at < b.fire_at ? -1 : a.fire_at > b.fire_at ? 1 : 0));
  return until === null ? fired.slice(0, 1) : fired;
}

type Time = { turn: number | null; fire_at: string };

function timesOf(at: BreachRungTime, f: BreachFacts, since: string, until: string | null): Time[] {
  const within = (fire_at: string) => fire_at > since && (until === null || fire_at <= until);
  if ('after_discovery' in at) return once(plusHours(f.discovered_at, at.after_discovery), within);
  if ('before_due' in at) return once(plusHours(f.due_at, -at.before_due), within);
  // The last good instant is still in time: late begins with the next.
  const over = new Date(Date.parse(f.due_at) + 1).toISOString();
  const first = plusHours(over, at.past_due);
  if (!at.every) return once(first, within);
  const times: Time[] = [];
  const step = at.every * 3_600_000;
  for (let turn = Math.max(1, Math.floor((Date.parse(since) - Date.parse(first)) / step) + 1); ; turn++) {
    const fire_at = plusHours(first, (turn - 1) * at.every);
    if (fire_at <= since) continue;
    if (until !== null && fire_at > until) return times;
    times.push({ turn, fire_at });
    if (until === null) return times;
  }
}

const once = (fire_at: string, within: (at: string) => boolean): Time[] =>
  within(fire_at) ? [{ turn: null, fire_at }] : [];

export type Due = { send: BreachFiring[]; skip: BreachFiring[] };

/** After a stand-still each named rung is still sent once, but of a repeating one only the newest. */
export function afterStandstill(firings: readonly BreachFiring[]): Due {
  const newest = firings.filter((one) => one.repeats).at(-1);
  const passed = (one: BreachFiring) => one.repeats && one !== newest;
  return { send: firings.filter((one) => !passed(one)), skip: firings.filter(passed) };
}

/** Rungs that lie behind when a breach is recorded late, or its discovery corrected: the highest is sent, the named below it are skipped. */
export function caughtUp(firings: readonly BreachFiring[]): Due {
  const last = firings.at(-1);
  return { send: last ? [last] : [], skip: firings.filter((one) => one !== last && !one.repeats) };
}

/** The next instant at which something must happen by itself to this breach; null when nothing will. */
export function nextBreachFiring(f: BreachFacts, timezone: string, now: string): string | null {
  const since = now > f.ladder_since ? now : f.ladder_since;
  return breachFirings(f, timezone, since, null)[0]?.fire_at ?? null;
}
