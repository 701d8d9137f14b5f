import { localDay } from '../../calendar/working-days';
import { commissionOf } from '../../letters/commission-queries';
import { newPublicId } from '../../secrets/keys';
import type { CurrentUser } from '../../web/guards';
import { type AnnualDeps, type AnnualDone, type Seen, takeStep } from './commands';

/** A file in the store that is not yet anybody's. */
export type KeptProof = { name: string; mediaType: string; storedName: string; size: number; sha256: string };

export type Copied = { on: string; way: string; note: string | null; proof: KeptProof | null };

export type CopyDone = AnnualDone | { ok: false; code: 'copy_before_publication' | 'copy_in_future' };

/** Records that the commission has its copy (UU 14/2008 Pasal 12; Perki 1/2021 Pasal 56): the day, how, and the proof. */
export async function recordCopy(
  deps: AnnualDeps,
  user: CurrentUser,
  seen: Seen,
  { on, way, note, proof }: Copied,
): Promise<CopyDone> {
  const { timezone } = deps.config;
  if (on > localDay(deps.clock.now(), timezone)) return { ok: false, code: 'copy_in_future' };
  const { name, address, email } = await commissionOf(deps.db, deps.regionId);
  const to = [name, address, email].filter((part) => part !== '').join(', ');
  let early = false;
  const done = await takeStep(deps, user, seen, 'copy', async (row, trx, now) => {
    early = on < localDay(row.published_at ?? now, timezone);
    if (early) return 'unchanged';
    if (proof) {
      const { storedName: stored_name, mediaType: media_type, size, sha256 } = proof;
      const file = { public_id: newPublicId(new Date(now)), report_id: row.id, stored_name, media_type, size, sha256 };
      await trx('annual_report_files').insert({ ...file, name: proof.name, added_at: now });
    }
    return {
      columns: { copied_on: on, copied_way: way, copied_to: to, copied_note: note },
      kind: 'annual_report_copied',
      detail: { on, way, to, note, proof: proof && { name: proof.name, sha256: proof.sha256 } },
    };
  });
  return early ? { ok: false, code: 'copy_before_publication' } : done;
}
