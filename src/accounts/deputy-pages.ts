import type { Translate } from '../i18n/catalogue';
import { APART, LONGEST_LEAVE } from './deputies';
import type { Colleague, DeputyRole } from './deputy-queries';
import type { HeldRole } from './queries';
import { roleWords } from './role-words';

type Line = { name: string; roles: string[]; from: string | null; until: string | null };

export type DeputiesView = {
  /** Who stands in for the reader, now or later. */
  deputies: (Line & { endAction: string })[];
  /** For whom the reader stands in. */
  principals: Line[];
  /** The roles that would be passed on, in words; none: there is no form. */
  passing: string[];
  choices: { value: string; label: string }[];
  /** Who may not stand in for the reader, in a sentence. */
  apart: string | null;
  /** The administrator's role is not passed on here. */
  admin: boolean;
  today: string;
  longest: number;
};

export const DEPUTY_PATH = '/akun/profil/pengganti';

type Known = { userId: number; held: readonly HeldRole[]; given: readonly DeputyRole[]; people: readonly Colleague[] };

/** The part of the profile about leave; null for somebody who holds no role. */
export function deputiesView(t: Translate, today: string, { userId, held, given, people }: Known): DeputiesView | null {
  const current = held.filter(({ until_on }) => until_on === null || until_on >= today);
  if (current.length === 0) return null;
  const own = current.filter(({ deputy_for }) => deputy_for === null);
  const stoodInFor = current.filter(({ deputy_for }) => deputy_for !== null);
  const passing = own.filter(({ role }) => role !== 'admin').map((role) => roleWords(t, role));
  const apart = own.filter(({ role }) => role in APART).map(({ role }) => t(`accounts:deputy.apart.${role}`));
  return {
    deputies: together(t, given).map(({ id, ...line }) => ({ ...line, endAction: `${DEPUTY_PATH}/${id}/akhiri` })),
    principals: together(
      t,
      stoodInFor.map((role) => ({ ...role, name: role.deputy_for_name ?? '' })),
    ),
    passing: [...new Set(passing)],
    choices: people
      .filter(({ id }) => id !== userId)
      .map(({ public_id, name, title }) => ({ value: public_id, label: title ? `${name} (${title})` : name })),
    apart: apart.length > 0 ? apart.join(' ') : null,
    admin: own.some(({ role }) => role === 'admin'),
    today,
    longest: LONGEST_LEAVE,
  };
}

/** One line for the roles that were passed on together: by one person to one person for the same days. */
function together(t: Translate, held: readonly DeputyRole[]): (Line & { id: number })[] {
  const lines = new Map<string, Line & { id: number }>();
  for (const role of held) {
    const { id, name, from_on: from, until_on: until } = role;
    const key = [role.user_id, role.deputy_for, from, until].join();
    const line = lines.get(key) ?? { id, name, roles: [], from, until };
    lines.set(key, { ...line, roles: [...line.roles, roleWords(t, role)] });
  }
  return [...lines.values()];
}
