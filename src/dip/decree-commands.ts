import { actorOf } from '../accounts/events';
import type { AuditActor } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { DipVersionRow } from '../db/tables/dip';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { CurrentUser } from '../web/guards';
import { decreeFile, versionByPublicId } from './queries';
import { recordDip } from './record-commands';

/** The scanned decree, in the store already and not yet anybody's. */
export type KeptDecree = { name: string; mediaType: string; storedName: string; size: number; sha256: string };

/** Files a decree with its version. The same file again is not filed again; false then. */
export async function fileDecree(
  trx: Trx,
  version: DipVersionRow,
  { name, mediaType, storedName, size, sha256 }: KeptDecree,
  { at, actor }: { at: string; actor: AuditActor },
): Promise<boolean> {
  if ((await decreeFile(trx, version.id))?.sha256 === sha256) return false;
  await trx('dip_files').insert({
    ...{ public_id: newPublicId(new Date(at)), version_id: version.id, stored_name: storedName },
    ...{ name, media_type: mediaType, size, sha256, added_at: at },
  });
  await recordDip(trx, version, { kind: 'dip_decree_filed', at, actor, detail: { name, size, sha256 } });
  return true;
}

/** Files the decree of a version that was enacted without one, or a better copy; the earlier one stays on record. */
export async function addDecree(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  user: CurrentUser,
  publicId: string,
  decree: KeptDecree,
): Promise<'filed' | 'known' | 'not_found'> {
  const at = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const version = await versionByPublicId(trx, deps.regionId, publicId);
    if (version?.state !== 'enacted') return 'not_found';
    return (await fileDecree(trx, version, decree, { at, actor: actorOf(user, 'ppid') })) ? 'filed' : 'known';
  });
}
