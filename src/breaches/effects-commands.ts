import type { Trx } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import { enqueueMail, enqueueMails, type Mail } from '../mail/outbox';
import type { BreachStep, Tally } from '../workflow/breach-facts';
import type { Asked, Chosen } from './asked';
import { type Contact, contactIndex, sealContact } from './contact';
import { caseKeyOf, openContent, sealContent } from './content';
import { agencyMail } from './notice-commands';
import { type Addressee, addresseePage, knownContacts, tallyOf } from './queries';

/** What a step is judged by and what it does: columns besides the machine's, rows of other tables, and words for the log. */
export type Effect = {
  step: BreachStep;
  columns: Partial<BreachRow>;
  /** In the clear, in the event: numbers and codes only. */
  detail: Record<string, unknown>;
  /** Sealed, in the event: what was typed. */
  words: Record<string, unknown>;
  write: () => Promise<unknown>;
};

export type Known = { known: number[] };

const NOTHING: Omit<Effect, 'step'> = { columns: {}, detail: {}, words: {}, write: async () => undefined };

type Case = { deps: Deps; trx: Trx; row: BreachRow; now: string; tally: Tally; mails: readonly Mail[] };

/** Prepares what was asked; nothing is written until `write` runs. */
export async function effectOf(at: Case, ask: Asked): Promise<Effect | Known> {
  const { row, now } = at;
  switch (ask.do) {
    case 'describe':
      return describing(at, ask);
    case 'add_addressees':
      return adding(at, ask.contacts);
    case 'drop_addressees':
      return dropping(at, ask);
    case 'notify_subjects':
      return mailing(at);
    case 'record_sending':
      return sending(at, ask);
    case 'notify_agency': {
      const { way, note } = ask;
      const sent_at = ask.sent_at ?? now;
      const write = async () => way === 'email' && mailAgency(at);
      const words = { note, content: openContent(at.deps.keys, row) };
      return { ...NOTHING, step: { do: ask.do, way, sent_at }, detail: { way, sent_at }, words, write };
    }
    case 'notify_public': {
      const { sent_at, instead, note } = ask;
      return { ...NOTHING, step: { do: ask.do, sent_at, instead }, detail: { sent_at }, words: { note } };
    }
    case 'correct_discovery':
      return { ...NOTHING, step: { do: ask.do, discovered_at: ask.discovered_at }, words: { reason: ask.reason } };
    default:
      return { ...NOTHING, step: { do: ask.do }, words: { reason: ask.reason } };
  }
}

function describing({ deps, row }: Case, ask: Extract<Asked, { do: 'describe' }>): Effect {
  const { content, people_count } = ask;
  const caseKey = keyFor(deps, row);
  const content_sealed = sealContent(deps.keys, caseKey, row.public_id, content);
  return {
    ...NOTHING,
    step: { do: 'describe' },
    columns: { content_sealed, people_count },
    detail: { people_count },
    words: { content },
  };
}

async function adding({ deps, trx, row }: Case, contacts: readonly Contact[]): Promise<Effect | Known> {
  const caseKey = keyFor(deps, row);
  const known = await knownContacts(trx, row.id);
  const marks = contacts.map((contact) => contactIndex(deps.keys, row.public_id, contact));
  const again = marks.flatMap((mark, place) => (known.has(mark) ? [place] : []));
  if (again.length > 0) return { known: again };
  const rows = contacts.map((contact, i) => ({
    breach_id: row.id,
    contact_sealed: sealContact(deps.keys, caseKey, row.public_id, contact),
    contact_index: marks[i],
    by_email: contact.email === null ? 0 : 1,
    ...{ way: null, told_at: null },
  }));
  const by_email = rows.filter((one) => one.by_email === 1).length;
  return {
    ...NOTHING,
    step: { do: 'add_addressees', count: rows.length },
    detail: { count: rows.length, by_email },
    write: async () => {
      for (let i = 0; i < rows.length; i += CHUNK) await trx('breach_addressees').insert(rows.slice(i, i + CHUNK));
    },
  };
}

// knex writes many rows for SQLite as a compound select, which takes 500 parts at most.
const CHUNK = 200;

async function dropping(at: Case, ask: Extract<Asked, { do: 'drop_addressees' }>): Promise<Effect> {
  const people = await chosenOf(at, ask.chosen);
  const told = people.filter((one) => one.told_at !== null).length;
  const ids = people.map((one) => one.id);
  const rest = await restOf(at, ids);
  return {
    ...NOTHING,
    step: { do: 'drop_addressees', count: ids.length, told, rest },
    detail: { count: ids.length },
    words: { reason: ask.reason },
    write: () => at.trx('breach_addressees').whereIn('id', ids).delete(),
  };
}

function mailing({ deps, trx, row, now, tally, mails }: Case): Effect {
  return {
    ...NOTHING,
    step: { do: 'notify_subjects' },
    detail: { mails: tally.waiting_email, by_post: tally.waiting_post },
    // What the people were told, kept beyond the outbox.
    words: { content: openContent(deps.keys, row) },
    write: async () => {
      if (mails.length !== tally.waiting_email) throw new Error(`breach ${row.number}: mails and addressees differ`);
      await enqueueMails(trx, deps.keys, now, mails);
      await trx('breach_addressees')
        .where({ breach_id: row.id, by_email: 1 })
        .whereNull('told_at')
        .update({ way: 'email', told_at: now });
    },
  };
}

async function sending(at: Case, ask: Extract<Asked, { do: 'record_sending' }>): Promise<Effect> {
  const { way, sent_at } = ask;
  const people = await chosenOf(at, ask.chosen);
  const ids = people.map((one) => one.id);
  const gone = people.filter((one) => one.told_at !== null && !(one.way === 'email' && one.mail !== 'sent')).length;
  return {
    ...NOTHING,
    step: { do: 'record_sending', count: ids.length, gone, sent_at, rest: await restOf(at, ids) },
    detail: { count: ids.length, way, sent_at },
    words: { content: openContent(at.deps.keys, at.row) },
    write: () => at.trx('breach_addressees').whereIn('id', ids).update({ way, told_at: sent_at }),
  };
}

async function chosenOf({ trx, row }: Case, chosen: Chosen): Promise<Addressee[]> {
  if (typeof chosen === 'string') return addresseePage(trx, row, { filter: chosen, after: null, limit: ALL });
  return addresseePage(trx, row, { filter: 'all', after: null, limit: ALL, ids: chosen });
}

const ALL = 5000;

async function restOf({ trx, row }: Case, ids: readonly number[]) {
  const { waiting_email, waiting_post, last_told_at } = await tallyOf(trx, row, ids);
  return { waiting: waiting_email + waiting_post, last_told_at };
}

async function mailAgency({ deps, trx, row, now }: Case): Promise<void> {
  const mail = await agencyMail(deps, trx, row);
  if (!mail) throw new Error(`breach ${row.number}: the agency has no address`);
  await enqueueMail(trx, deps.keys, now, mail);
}

/** The key of a case that still has a description to seal. */
function keyFor(deps: Deps, row: BreachRow): Buffer {
  const caseKey = caseKeyOf(deps.keys, row);
  if (!caseKey) throw new Error(`breach ${row.number}: its key was destroyed`);
  return caseKey;
}
