import { type Calendar, localDay } from '../../calendar/working-days';
import type { Trx } from '../../db/connect';
import type { CaseKind as CaseKindName } from '../../db/tables/cases';
import type { LetterRow } from '../../db/tables/letters';
import type { Deps } from '../../deps';
import { directoryOf } from '../directory/queries';
import type { World } from '../kind';
import { ladderInForce } from '../ladder-queries';

/** The step that a late letter is for its case; a kind of case whose letters start no clock has none. */
export type LateLetter = (world: World, letter: LetterRow) => Promise<void>;

/**
 * A letter is dated the day it is written and nearly always leaves that day. When its mail left on a later day, because
 * the mail server could not be reached, the requester's days begin on that later day: the letter's row, the dates that
 * hang on it and the log all say so. Inside the transaction that marks the mail as sent.
 */
export async function noteMailLeft(
  deps: Deps,
  trx: Trx,
  cal: Calendar,
  sent: { letterId: number | null; sentAt: string },
  late: Partial<Record<CaseKindName, LateLetter>>,
): Promise<void> {
  if (sent.letterId === null) return;
  const letter: LetterRow | undefined = await trx('letters').where('id', sent.letterId).first();
  const today = localDay(sent.sentAt, deps.config.timezone);
  if (letter?.sent_way !== 'email' || letter.sent_on === null || today <= letter.sent_on) return;
  await trx('letters').where('id', letter.id).update({ sent_on: today, reached_on: today });
  const ladder = await ladderInForce(trx, deps.regionId);
  const directory = directoryOf(trx, deps.regionId, today);
  await late[letter.case_kind]?.({ deps, trx, cal, ladder, now: sent.sentAt, today, directory }, letter);
}
