import type { DbOrTrx } from '../db/connect';
import type { UserRoleRow, UserRow } from '../db/tables/accounts';

/** A role that somebody holds in another's place, with his name and that of the body. */
export type DeputyRole = UserRoleRow & { body_name: string | null; name: string };

/** The roles that others hold in a user's place, now or later: those that ended before `today` are left out. */
export async function deputiesOf(db: DbOrTrx, userId: number, today: string): Promise<DeputyRole[]> {
  return db('user_roles as r')
    .join('users as u', 'u.id', 'r.user_id')
    .leftJoin('bodies as b', 'b.id', 'r.body_id')
    .where('r.deputy_for', userId)
    .where('r.until_on', '>=', today)
    .orderBy(['r.from_on', 'r.id'])
    .select('r.*', 'b.name as body_name', 'u.name');
}

export type Colleague = Pick<UserRow, 'id' | 'public_id' | 'name' | 'title' | 'email' | 'region_id'>;

/** Active people who hold a role in their own name on `today` or later, by name: whoever may be named a deputy. */
export async function colleagues(db: DbOrTrx, regionId: number, today: string): Promise<Colleague[]> {
  return db('users as u')
    .whereExists((held) => {
      held.from('user_roles as r').whereRaw('r.user_id = u.id').whereNull('r.deputy_for');
      held.whereRaw("coalesce(r.until_on, '9999-12-31') >= ?", [today]);
    })
    .where('u.region_id', regionId)
    .whereNull('u.disabled_at')
    .whereNotNull('u.password_hash')
    .orderBy(['u.name', 'u.id'])
    .select('u.id', 'u.public_id', 'u.name', 'u.title', 'u.email', 'u.region_id');
}
