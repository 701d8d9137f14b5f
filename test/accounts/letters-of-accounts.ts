import { openLetter } from '../../src/mail/sealing';
import type { TestApp } from '../support/app';

export type AccountLetter = { to: string; subject: string; text: string; link: string };

/** The letters that accounts were sent so far, oldest first, each with the path of its one-time link. */
export async function accountLetters({ db, deps }: TestApp): Promise<AccountLetter[]> {
  const rows = await db('outbox').where('kind', 'like', 'account_%').orderBy('id');
  return rows.map((row) => {
    const { to, text } = openLetter(deps.keys, row);
    const url = /https?:\S+/.exec(text)?.[0] ?? '';
    return { to, subject: row.subject, text, link: url && new URL(url).pathname + new URL(url).search };
  });
}

/** The key in a one-time link. */
export const keyIn = (link: string): string => new URL(link, 'http://portal.test').searchParams.get('kunci') ?? '';
