import { officesHeld } from '../../accounts/office-queries';
import { staffWithRole } from '../../accounts/queries';
import type { DbOrTrx } from '../../db/connect';
import type { Signatory } from '../../letters/facts';
import type { Role } from '../../web/guards';

export type Person = { name: string; email: string };
export type BodyEntry = { id: number; name: string; slug: string; head_name: string | null; head_email: string | null };

/** Who holds which office today, asked once for each office in one pass over many cases. */
export type Directory = {
  staff(role: Role, bodyId: number | null): Promise<Person[]>;
  body(id: number | null): Promise<BodyEntry | null>;
  signatory(role: 'ppid' | 'atasan'): Promise<Signatory | null>;
};

/** The directory of a region on a day (office date). What it has found it keeps for as long as it is used. */
export function directoryOf(db: DbOrTrx, regionId: number, today: string): Directory {
  const once = keepOnce();
  return {
    staff: (role, bodyId) => once(`staff ${role} ${bodyId}`, () => staffWithRole(db, regionId, role, bodyId, today)),
    body: (id) =>
      id === null
        ? Promise.resolve(null)
        : once(`body ${id}`, async () => {
            const columns = ['id', 'name', 'slug', 'head_name', 'head_email'];
            return ((await db('bodies').where('id', id).first(columns)) as BodyEntry | undefined) ?? null;
          }),
    signatory: (role) => once(`signs ${role}`, () => signatoryOf(db, regionId, today, role)),
  };
}

function keepOnce() {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const found = kept.get(key) ?? ask();
    kept.set(key, found);
    return found as Promise<T>;
  };
}

/** Who signs letters today in a role: its holder himself before a deputy; null when the office has nobody. */
export async function signatoryOf(
  db: DbOrTrx,
  regionId: number,
  today: string,
  role: 'ppid' | 'atasan' = 'ppid',
): Promise<Signatory | null> {
  const found = await officesHeld(db, regionId, today)
    .where('r.role', role)
    .orderByRaw('CASE WHEN r.deputy_for IS NULL THEN 0 ELSE 1 END, r.id')
    .first('u.name', 'u.title', 'u.employee_number');
  return found ? { name: found.name, title: found.title ?? '', employee_number: found.employee_number } : null;
}
