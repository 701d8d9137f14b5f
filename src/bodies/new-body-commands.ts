import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import { bodySlug } from './slugs';

/**
 * The id of the body that a list names, made when the portal does not know it: its slug comes from the name, its kind is
 * `lainnya` until an administrator knows better. `at` is an ISO instant.
 */
export async function bodyNamed(
  trx: Trx,
  { regionId, name, by, at }: { regionId: number; name: string; by: AuditActor; at: string },
): Promise<number> {
  const slug = bodySlug(name);
  const known = await trx('bodies').where({ region_id: regionId, slug }).first('id');
  if (known) return known.id;
  const row = { region_id: regionId, slug, name, short_name: name, kind: 'lainnya', active: 1, created_at: at };
  const [{ id }] = await trx('bodies').insert(row).returning('id');
  const event = { regionId, kind: 'body_created', occurredAt: at, recordedAt: at, actor: by, detail: { slug, name } };
  await appendEvent(trx, `body:${id}`, event);
  return id;
}
