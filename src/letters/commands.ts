import type { Config } from '../config';
import type { Trx } from '../db/connect';
import { nextSerials } from '../db/counters';
import type { CaseKind } from '../db/tables/cases';
import type { Catalogue, Language, Translate } from '../i18n/catalogue';
import { enqueueMails } from '../mail/outbox';
import { type Keys, newPublicId } from '../secrets/keys';
import type { LetterDoc } from './facts';
import { letterHtml } from './html';
import { letterNumber } from './number';
import { letterNumberFormat } from './queries';
import { sealLetter } from './sealing';
import { letterText } from './text';

/** `now` is the legal instant (ISO), `today` its office-local date. */
export type WritingContext = { keys: Keys; config: Config; i18n: Catalogue; now: string; today: string };

export type LetterInput = {
  regionId: number;
  caseKind: CaseKind;
  caseId: number;
  /** The request behind the case; null where there is none. */
  requestId: number | null;
  /** The key of the case that keeps the identity: destroying it erases the letter. */
  caseKey: Buffer;
  kind: string;
  language: Language;
  dated_on: string;
  /** The requester's address; null when the letter goes on paper and the desk records its way. */
  email: string | null;
  /** Names the occasion of the mail: the same one is never sent twice. */
  dedupeKey: string;
  /** Writes the letter once its number is known; `t` speaks its language. */
  compose: (number: string, t: Translate) => LetterDoc;
};

/**
 * Writes letters of cases in the transaction of the steps that bring them forth: takes the region's next numbers of the
 * year, keeps each text sealed under its case's key, and puts the mails into the outbox. A letter by e-mail reaches the
 * requester the day it is sent; one on paper has no way and no day until the desk records them. Ids in the order given.
 */
export async function writeLetters(
  trx: Trx,
  context: WritingContext,
  inputs: readonly LetterInput[],
): Promise<{ id: number; publicId: string; number: string }[]> {
  const [first] = inputs;
  if (!first) return [];
  const { keys, config, now } = context;
  const format = await letterNumberFormat(trx, first.regionId);
  const numbers = await numbersFor(trx, format, inputs);
  const written = inputs.map((input, i) => {
    const number = numbers[i] as string;
    const doc = input.compose(number, context.i18n.for(input.language));
    return { input, number, doc, publicId: newPublicId(new Date(now)) };
  });
  const ids = new Map<string, number>();
  for (let i = 0; i < written.length; i += CHUNK) {
    const rows = written.slice(i, i + CHUNK).map((one) => rowOf(context, one));
    const kept: { id: number; public_id: string }[] = await trx('letters').insert(rows).returning(['id', 'public_id']);
    for (const { id, public_id } of kept) ids.set(public_id, id);
  }
  const mails = written.flatMap(({ input, doc, publicId }) =>
    input.email === null
      ? []
      : [
          {
            regionId: input.regionId,
            requestId: input.requestId,
            letterId: ids.get(publicId) ?? null,
            kind: input.kind,
            dedupeKey: input.dedupeKey,
            to: input.email,
            subject: doc.about,
            text: letterText(doc),
            html: letterHtml(doc, config.projectRoot),
          },
        ],
  );
  await enqueueMails(trx, keys, now, mails);
  return written.map(({ publicId, number }) => ({ id: ids.get(publicId) as number, publicId, number }));
}

// knex writes many rows for SQLite as a compound select, which takes 500 parts at most.
const CHUNK = 200;

type Written = { input: LetterInput; number: string; doc: LetterDoc; publicId: string };

function rowOf({ keys, now, today }: WritingContext, { input, number, doc, publicId }: Written) {
  const { regionId, requestId, kind, email } = input;
  return {
    public_id: publicId,
    region_id: regionId,
    request_id: requestId,
    case_kind: input.caseKind,
    case_id: input.caseId,
    kind,
    number,
    language: doc.language,
    dated_on: doc.dated_on,
    content_sealed: sealLetter(keys, input.caseKey, publicId, doc),
    sent_way: email ? 'email' : null,
    sent_on: email ? today : null,
    reached_on: email ? today : null,
    created_at: now,
  };
}

/** The next numbers of the region's series, one statement for each year that the letters are dated in. */
async function numbersFor(trx: Trx, format: string, inputs: readonly LetterInput[]): Promise<string[]> {
  const years = new Map<number, number>();
  const yearOf = (input: LetterInput) => Number(input.dated_on.slice(0, 4));
  for (const input of inputs) years.set(yearOf(input), (years.get(yearOf(input)) ?? 0) + 1);
  const next = new Map<number, number>();
  for (const [year, count] of years) {
    next.set(year, await nextSerials(trx, (inputs[0] as LetterInput).regionId, 'letter', year, count));
  }
  return inputs.map((input) => {
    const seq = next.get(yearOf(input)) as number;
    next.set(yearOf(input), seq + 1);
    return letterNumber(format, seq, input.dated_on);
  });
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
