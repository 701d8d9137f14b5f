import type { Deps } from '../../deps';
import { newPublicId } from '../../secrets/keys';
import { ROLES, type Role } from '../../workflow/facts';

/** Ids by body slug and by role: every office of a simulation is held by somebody with an address. */
export type Cast = { bodies: Map<string, number>; users: Map<Role, number> };

/** Fills the offices of a throw-away database: one person for each staff role, one for each body, and every body's head. */
export async function castScenario({ db, regionId, clock }: Deps): Promise<Cast> {
  const now = clock.now().toISOString();
  const bodies: { id: number; slug: string }[] = await db('bodies').where('region_id', regionId).select('id', 'slug');
  await db('bodies').update({
    head_name: 'Kepala badan publik',
    head_email: db.raw("'kepala.' || slug || '@contoh.test'"),
  });
  const person = async (name: string) => {
    const user = { region_id: regionId, email: `${name}@contoh.test`, name, title: name, created_at: now };
    const [row] = await db('users')
      .insert({ ...user, public_id: newPublicId(clock.real()) })
      .returning('id');
    return row.id as number;
  };
  const users = new Map<Role, number>();
  for (const role of ROLES.filter((r) => r !== 'requester' && r !== 'system' && r !== 'opd')) {
    const id = await person(role);
    users.set(role, id);
    await db('user_roles').insert({ user_id: id, role, body_id: null });
  }
  const clerk = await person('opd');
  users.set('opd', clerk);
  await db('user_roles').insert(bodies.map((body) => ({ user_id: clerk, role: 'opd', body_id: body.id })));
  return { bodies: new Map(bodies.map((body) => [body.slug, body.id])), users };
}
