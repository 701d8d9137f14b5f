import type { Calendar } from '../../calendar/working-days';
import type { Trx } from '../../db/connect';
import type { RequestRow } from '../../db/tables';
import type { Deps } from '../../deps';
import { writeLetter } from '../../letters/commands';
import type { LetterFacts } from '../../letters/facts';
import type { LetterKind } from '../../letters/kinds';
import { openCaseKey } from '../../secrets/keys';
import { holderOf, type RequestFacts } from '../../workflow/facts';
import type { Identity } from '../identity';
import { letterFacts } from '../letter-facts';
import { bodyName, signatoryOf } from '../queries';

/**
 * Writes a letter of a case to its requester inside the transaction that brings it forth: numbered, sealed under the
 * case's key, and in the outbox when he has an e-mail address. `dedupeKey` names the occasion, so that no occasion
 * brings two mails.
 */
export async function writeCaseLetter(
  deps: Pick<Deps, 'keys' | 'config' | 'i18n'>,
  trx: Trx,
  letter: {
    row: RequestRow;
    facts: RequestFacts;
    identity: Identity;
    cal: Calendar;
    kind: LetterKind;
    now: string;
    today: string;
    dedupeKey: string;
    more?: Partial<LetterFacts>;
  },
): Promise<{ id: number; number: string }> {
  const { row, facts, identity, cal, kind, now, today } = letter;
  const body = holderOf(facts);
  return writeLetter(
    trx,
    { keys: deps.keys, config: deps.config, t: deps.i18n.for(row.language), now, today },
    {
      regionId: row.region_id,
      requestId: row.id,
      casePublicId: row.public_id,
      caseKey: openCaseKey(deps.keys, row.case_key_sealed as string, row.public_id),
      kind,
      facts: letterFacts({
        kind,
        config: deps.config,
        row,
        facts,
        identity,
        bodyName: body === null ? null : await bodyName(trx, body),
        signatory: await signatoryOf(trx, row.region_id, today),
        today,
        cal,
        more: letter.more,
      }),
      email: identity.email,
      dedupeKey: letter.dedupeKey,
    },
  );
}
