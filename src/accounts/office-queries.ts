import type { DbOrTrx } from '../db/connect';

/** True of a role `r` that is in force on `today` (office date): from `from_on` to `until_on`, both days included. */
export const inForce = (db: DbOrTrx, today: string) =>
  db.raw("coalesce(r.from_on, '') <= ? and coalesce(r.until_on, '9999-12-31') >= ?", [today, today]);

/**
 * Who holds which office on `today`: one row for each role `r` in force of an active account `u`, a deputy's too, whether
 * its owner has signed in yet or not. Whoever asks narrows it to a role, a body or a person.
 */
export const officesHeld = (db: DbOrTrx, regionId: number, today: string) =>
  db('users as u')
    .join('user_roles as r', 'r.user_id', 'u.id')
    .where('u.region_id', regionId)
    .whereNull('u.disabled_at')
    .where(inForce(db, today));
