import type { World } from '../../cases/kind';
import { writeLetters } from '../../letters/commands';
import { openCaseKey } from '../../secrets/keys';
import { requestLetter } from '../kind';

/**
 * Writes a letter of a case to its requester inside the transaction that brings it forth: numbered, sealed under the
 * case's key, and in the outbox when he has an e-mail address. `dedupeKey` names the occasion, so that no occasion
 * brings two mails.
 */
export async function writeCaseLetter(
  world: World,
  letter: Omit<Parameters<typeof requestLetter>[1], 'key'>,
): Promise<{ id: number; number: string }> {
  const { deps, trx, now, today } = world;
  const { row } = letter;
  const key = openCaseKey(deps.keys, row.case_key_sealed as string, row.public_id);
  const input = await requestLetter(world, { ...letter, key });
  const [written] = await writeLetters(trx, { keys: deps.keys, config: deps.config, i18n: deps.i18n, now, today }, [
    input,
  ]);
  return written as { id: number; number: string };
}
