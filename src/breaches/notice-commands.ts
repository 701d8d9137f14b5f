import { localDay } from '../calendar/working-days';
import { signatoryOf } from '../cases/directory/queries';
import type { DbOrTrx } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import type { LetterDoc } from '../letters/facts';
import { letterHtml } from '../letters/html';
import { letterText } from '../letters/text';
import type { Mail } from '../mail/outbox';
import { type Contact, openContact } from './contact';
import { caseKeyOf, openContent } from './content';
import { agencyNotice, type NoticeFacts, subjectNotice } from './notice';
import { addresseePage, agencyMailKey, agencyOf, subjectMailKey, tallyOf } from './queries';

/** What both notices say of a case today; null when the description was erased. */
export async function noticeFacts(deps: Deps, db: DbOrTrx, row: BreachRow): Promise<NoticeFacts | null> {
  const content = openContent(deps.keys, row);
  if (!content) return null;
  const { timezone, org } = deps.config;
  const dated_on = localDay(deps.clock.now(), timezone);
  const { number, discovered_at, people_count } = row;
  const signatory = await signatoryOf(db, row.region_id, dated_on);
  return { ...{ number, discovered_at, people_count, content, dated_on, org, timezone }, signatory };
}

/** The letter to one person. */
export function subjectLetter(deps: Deps, facts: NoticeFacts, contact: Contact): LetterDoc {
  return subjectNotice(facts, contact, deps.i18n.for('id'));
}

/** The letter to the agency, as it reads now. */
export async function agencyLetter(deps: Deps, db: DbOrTrx, row: BreachRow): Promise<LetterDoc | null> {
  const facts = await noticeFacts(deps, db, row);
  if (!facts) return null;
  const tally = await tallyOf(db, row);
  const so = {
    told: tally.addressees - tally.waiting_email - tally.waiting_post,
    all: tally.addressees,
    told_at: row.subjects_notified_at,
    instead: row.public_instead === 1,
  };
  return agencyNotice(facts, await agencyOf(db, row.region_id), so, deps.i18n.for('id'));
}

/** The mail to the agency; null when it has no address. */
export async function agencyMail(deps: Deps, db: DbOrTrx, row: BreachRow): Promise<Mail | null> {
  const { email } = await agencyOf(db, row.region_id);
  const doc = email === null ? null : await agencyLetter(deps, db, row);
  return doc && email ? mailOf(deps, row, doc, email, agencyMailKey(row.public_id), 'breach_agency') : null;
}

/**
 * The mails to everybody who waits for one. Thousands of them take seconds to write: outside any transaction, with room for
 * other work in between. They are only valid for the version of the case they were written from.
 */
export async function subjectMails(deps: Deps, row: BreachRow): Promise<Mail[]> {
  const facts = await noticeFacts(deps, deps.db, row);
  const caseKey = caseKeyOf(deps.keys, row);
  if (!facts || !caseKey) return [];
  const mails: Mail[] = [];
  for (let after: number | null = null; ; ) {
    const page = await addresseePage(deps.db, row, { filter: 'waiting', after, limit: PAGE });
    for (const { id, contact_sealed } of page) {
      const contact = openContact(caseKey, row.public_id, contact_sealed);
      if (contact.email === null) continue;
      const doc = subjectLetter(deps, facts, contact);
      mails.push(mailOf(deps, row, doc, contact.email, subjectMailKey(row.public_id, id), 'breach_subject'));
    }
    if (page.length < PAGE) return mails;
    after = page.at(-1)?.id ?? null;
  }
}

const PAGE = 100;

function mailOf(deps: Deps, row: BreachRow, doc: LetterDoc, to: string, dedupeKey: string, kind: string): Mail {
  const html = letterHtml(doc, deps.config.projectRoot);
  return { regionId: row.region_id, dedupeKey, kind, to, subject: doc.about, text: letterText(doc), html };
}
