import type { DbOrTrx, Trx } from '../../db/connect';
import type { AuditHeadRow } from '../../db/tables/audit';
import { headText, isSigned } from '../signing';
import type { Broken } from './faults';

/** By what the heads of the days are judged: the installation's key, and the name it signs by. */
export type Signer = { publicKey: string; region: string };

type Checked = AuditHeadRow & Partial<Record<'kept_seal' | 'kept_last', string | number>>;

const PAGE = 1_000;

/**
 * The first head of a day that does not hold: signed by another, or whose seal is not among the seals. Without `signer`
 * each head is judged by the key that stands beside it.
 */
export async function firstBrokenHead(trx: Trx, signer: Signer | null): Promise<Broken | null> {
  const names = await namesSignedBy(trx, signer);
  for (let after = ''; ; ) {
    const heads: Checked[] = await trx('audit_heads as h')
      .leftJoin('audit_seals as s', 's.id', 'h.seal_id')
      .where('h.day', '>', after)
      .orderBy('h.day')
      .limit(PAGE)
      .select('h.*', 's.seal as kept_seal', 's.last_event as kept_last');
    for (const head of heads) {
      const reason = faultOf(head, names.get(head.region_id) ?? [], signer);
      if (reason) return { id: head.last_event, chain: 'heads', seq: head.seal_id, reason };
    }
    if (heads.length < PAGE) return null;
    after = heads[PAGE - 1]?.day ?? '';
  }
}

function faultOf(head: Checked, names: readonly string[], signer: Signer | null): string | null {
  const of = `the head of ${head.day}`;
  if (signer && head.public_key !== signer.publicKey) return `${of} is signed with another key`;
  if (signedAs(head, names) === null) return `${of} does not match its signature`;
  if (head.kept_seal === undefined || head.kept_seal === null)
    return `${of} follows seal ${head.seal_id}, which is gone`;
  if (head.kept_seal !== head.seal) return `${of} follows another seal ${head.seal_id} than is there: sealed anew`;
  if (head.kept_last !== head.last_event) return `${of} says event ${head.last_event}, its seal ${head.kept_last}`;
  return null;
}

/** The name of the region that a head was signed under; null when none of them fits. */
export function signedAs({ day, seal, signature, public_key }: AuditHeadRow, names: readonly string[]): string | null {
  return names.find((name) => isSigned(public_key, headText(name, day, seal), signature)) ?? null;
}

/** By region the names it may have signed under: as the settings have it, and as it was at the first start. */
export async function namesSignedBy(
  db: DbOrTrx,
  signer: Pick<Signer, 'region'> | null,
): Promise<Map<number, string[]>> {
  const regions: { id: number; name: string }[] = await db('regions').select('id', 'name');
  return new Map(regions.map(({ id, name }) => [id, [...new Set([...(signer ? [signer.region] : []), name])]]));
}
