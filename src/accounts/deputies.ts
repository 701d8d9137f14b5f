import { addDays } from '../calendar/working-days';
import type { UserRoleRow } from '../db/tables/accounts';
import type { Role } from '../web/guards';

/** The longest leave that somebody may name a deputy for himself, in calendar days, both ends included. */
export const LONGEST_LEAVE = 60;

export type Leave = { fromOn: string; untilOn: string };

type Held = Pick<UserRoleRow, 'body_id' | 'from_on' | 'until_on' | 'deputy_for'> & { role: string };

/** A role for dates of its own, as it is passed on. */
export type PassedRole = { role: Role; body_id: number | null; from_on: string; until_on: string };

/** What is wrong with the dates of a leave; null when nothing is. `today` is an office date. */
export function leaveProblem(
  { fromOn, untilOn }: Leave,
  today: string,
): 'leave_past' | 'dates_reversed' | 'leave_too_long' | null {
  if (fromOn < today) return 'leave_past';
  if (fromOn > untilOn) return 'dates_reversed';
  return untilOn > addDays(fromOn, LONGEST_LEAVE - 1) ? 'leave_too_long' : null;
}

/**
 * The roles that go to a deputy: those held in one's own name, for the days of the leave on which they are held. The
 * administrator's never goes this way: only an administrator gives it.
 */
export function passedOn(held: readonly Held[], { fromOn, untilOn }: Leave): PassedRole[] {
  return held
    .filter(({ role, deputy_for }) => deputy_for === null && role !== 'admin')
    .map(({ role, body_id, from_on, until_on }) => ({
      role: role as Role,
      body_id,
      from_on: later(from_on ?? fromOn, fromOn),
      until_on: earlier(until_on ?? untilOn, untilOn),
    }))
    .filter(({ from_on, until_on }) => from_on <= until_on);
}

/** True when two roles are held on one day at least. */
export function overlap(a: Dated, b: Dated): boolean {
  return (a.from_on ?? '') <= (b.until_on ?? '9999-12-31') && (b.from_on ?? '') <= (a.until_on ?? '9999-12-31');
}

type Dated = { from_on: string | null; until_on: string | null };

/**
 * What a deputy of the first may not hold on the same day. The superior's part is delegated upward only, never to the
 * PPID or below; who judges how cases are decided does not decide them.
 */
export const APART: Partial<Record<string, Partial<Record<string, RoleClash>>>> = {
  atasan: { ppid: 'deputy_below', petugas: 'deputy_below', opd: 'deputy_below', auditor: 'deputy_decides' },
  auditor: { ppid: 'deputy_decides', atasan: 'deputy_decides' },
  // Who audits what was decided does not decide it for a week.
  ppid: { auditor: 'deputy_decides' },
};

export type RoleClash = 'deputy_below' | 'deputy_decides';

/** Why these roles may not go to a deputy who holds those already; null when they may. Roles of one's own are not judged. */
export function clashOf(passed: readonly (Dated & { role: string })[], holds: readonly Held[]): RoleClash | null {
  const pairs = [
    ...passed.flatMap((role) => [...holds, ...passed].map((beside) => [role, beside] as const)),
    ...holds.filter(({ deputy_for }) => deputy_for !== null).flatMap((role) => passed.map((to) => [role, to] as const)),
  ];
  for (const [role, beside] of pairs) {
    const because = APART[role.role]?.[beside.role];
    if (because && overlap(role, beside)) return because;
  }
  return null;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
