import { z } from 'zod';
import { type Cell, readTable } from '../catalogue/import/table';
import { cleanText } from '../web/forms';
import { MOST_ADDRESSEES } from '../workflow/breach-facts';
import { type Contact, sameness } from './contact';

/** Why a row cannot be taken: a key of `breaches:list.why`. */
export type RowProblem = {
  row: number;
  code: 'name_missing' | 'email_broken' | 'no_contact' | 'too_long' | 'twice' | 'known';
  value: string;
};

export type AddresseeList =
  | { ok: true; contacts: Contact[] }
  /** The file as a whole: a key of `breaches:list`. */
  | { ok: false; code: 'unreadable' | 'no_headings' | 'empty' | 'too_many'; problems: [] }
  | { ok: false; code: 'rows'; problems: RowProblem[] };

const HEADINGS = {
  name: /^(nama|nama lengkap|name)$/i,
  email: /^(e-?mail|surel|alamat e-?mail)$/i,
  address: /^(alamat|alamat (pos|rumah)|address)$/i,
};
type Column = keyof typeof HEADINGS;

const LONGEST = { name: 200, email: 254, address: 500 };
const email = z.email();

/**
 * Reads a list of people from a pasted text or a file (CSV with commas, semicolons or tabs; XLSX), whose first row names its
 * columns. Rows count from 1 below it. One bad row refuses the whole list: half a list would be taken for all of it.
 */
export async function readAddressees(bytes: Buffer, name: string): Promise<AddresseeList> {
  const table = await readTable(bytes, name, (rows) => rows.findIndex(isHeading));
  if ('refused' in table) return whole(table.refused === 'empty' ? 'empty' : 'unreadable');
  if (table.headings.length === 0) return whole('no_headings');
  if (table.rows.length === 0) return whole('empty');
  if (table.rows.length > MOST_ADDRESSEES) return whole('too_many');
  const at = placesOf(table.headings);
  const contacts = table.rows.map((cells) => contactOf(cells, at));
  const problems = problemsOf(contacts);
  return problems.length > 0 ? { ok: false, code: 'rows', problems } : { ok: true, contacts };
}

const whole = (code: 'unreadable' | 'no_headings' | 'empty' | 'too_many'): AddresseeList => ({
  ok: false,
  code,
  problems: [],
});

function isHeading(cells: readonly Cell[]): boolean {
  const at = placesOf(cells.map((cell) => String(cell ?? '')));
  return at.name >= 0 && (at.email >= 0 || at.address >= 0);
}

function placesOf(headings: readonly string[]): Record<Column, number> {
  const at = (pattern: RegExp) => headings.findIndex((heading) => pattern.test(cleanText(heading)));
  return { name: at(HEADINGS.name), email: at(HEADINGS.email), address: at(HEADINGS.address) };
}

function contactOf(cells: readonly Cell[], at: Record<Column, number>): Contact {
  const text = (place: number) => cleanText(String((place < 0 ? null : cells[place]) ?? ''));
  return { name: text(at.name), email: text(at.email).toLowerCase() || null, address: text(at.address) || null };
}

function problemsOf(contacts: readonly Contact[]): RowProblem[] {
  const seen = new Set<string>();
  return contacts.flatMap((contact, i): RowProblem[] => {
    const found = (code: RowProblem['code'], value: string) => [{ row: i + 1, code, value: value.slice(0, 80) }];
    const { name, address } = contact;
    if (name === '') return found('name_missing', contact.email ?? address ?? '');
    if (contact.email === null && address === null) return found('no_contact', name);
    if (contact.email !== null && !email.safeParse(contact.email).success) return found('email_broken', contact.email);
    for (const key of ['name', 'email', 'address'] as const) {
      if ((contact[key]?.length ?? 0) > LONGEST[key]) return found('too_long', contact[key] ?? '');
    }
    if (seen.has(sameness(contact))) return found('twice', name);
    seen.add(sameness(contact));
    return [];
  });
}
