import type { Config } from '../config';
import type { Trx } from '../db/connect';
import { nextSerial } from '../db/counters';
import type { Translate } from '../i18n/catalogue';
import { enqueueMail } from '../mail/outbox';
import { type Keys, newPublicId } from '../secrets/keys';
import { composeLetter } from './compose';
import type { LetterFacts } from './facts';
import { letterHtml } from './html';
import type { LetterKind } from './kinds';
import { letterNumber } from './number';
import { letterNumberFormat } from './queries';
import { sealLetter } from './sealing';
import { letterText } from './text';

/** `t` speaks the letter's language; `now` is the legal instant (ISO), `today` its office-local date. */
export type WritingContext = { keys: Keys; config: Config; t: Translate; now: string; today: string };

export type LetterInput = {
  regionId: number;
  requestId: number;
  casePublicId: string;
  caseKey: Buffer;
  kind: LetterKind;
  facts: Omit<LetterFacts, 'number'>;
  /** The requester's address; null when the letter goes on paper and the desk records its way. */
  email: string | null;
  /** Names the occasion of the mail: the same one is never sent twice. */
  dedupeKey: string;
};

/**
 * Writes one letter of a case in the transaction of the step that brings it forth: takes the region's next number of the
 * year, keeps the text sealed under the case's key, and puts the mail into the outbox. A letter by e-mail reaches the
 * requester the day it is sent; one on paper has no way and no day until the desk records them.
 */
export async function writeLetter(
  trx: Trx,
  { keys, config, t, now, today }: WritingContext,
  input: LetterInput,
): Promise<{ id: number; publicId: string; number: string }> {
  const { regionId, requestId, kind, email } = input;
  const format = await letterNumberFormat(trx, regionId);
  const seq = await nextSerial(trx, regionId, 'letter', Number(input.facts.dated_on.slice(0, 4)));
  const number = letterNumber(format, seq, input.facts.dated_on);
  const doc = composeLetter(kind, { ...input.facts, number }, t);
  const publicId = newPublicId(new Date(now));
  const [inserted] = await trx('letters')
    .insert({
      public_id: publicId,
      region_id: regionId,
      request_id: requestId,
      kind,
      number,
      language: doc.language,
      dated_on: doc.dated_on,
      content_sealed: sealLetter(keys, input.caseKey, publicId, doc),
      sent_way: email ? 'email' : null,
      sent_on: email ? today : null,
      reached_on: email ? today : null,
      created_at: now,
    })
    .returning('id');
  const id: number = inserted.id;
  if (email) {
    await enqueueMail(trx, keys, now, {
      regionId,
      requestId,
      letterId: id,
      kind,
      dedupeKey: input.dedupeKey,
      to: email,
      subject: doc.about,
      text: letterText(doc),
      html: letterHtml(doc, config.projectRoot),
    });
  }
  return { id, publicId, number };
}

/**
 * Records how and when a letter on paper went out and arrived, and the signed scan when there is one. Dates are
 * `YYYY-MM-DD`, judged by the caller. False when there is no such letter.
 */
export async function recordSending(
  trx: Trx,
  sending: { letterId: number; way: string; sentOn: string; reachedOn: string | null; signedFileId?: number | null },
): Promise<boolean> {
  const changed = await trx('letters')
    .where('id', sending.letterId)
    .update({
      sent_way: sending.way,
      sent_on: sending.sentOn,
      reached_on: sending.reachedOn,
      ...(sending.signedFileId === undefined ? {} : { signed_file_id: sending.signedFileId }),
    });
  return changed === 1;
}
