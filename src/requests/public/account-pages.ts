import { between, type Calendar } from '../../calendar/working-days';
import { ifCounted } from '../../cases/explain-pages';
import type { RequestRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import { encodeCursor, withQuery } from '../../web/pagination';
import { factsOf } from '../facts';
import { STATE_TONE, type Tone } from '../state-tones';
import type { ObjectionItem } from './case-queries';
import { casePath } from './cookies';
import { type ObjectionLine, objectionLine } from './objection-pages';

export type AccountView = {
  name: string;
  items: {
    number: string;
    href: string;
    details: string;
    received_on: string;
    status: { label: string; tone: Tone };
    due: { due: string; remaining: number } | null;
  }[];
  objections: ObjectionLine[];
  pagination: { next: string | null; first: string | null };
};

export const ROWS = 20;

/** The requests of an account, newest first, and on their first page its objections. */
export function accountView(
  name: string,
  rows: readonly RequestRow[],
  objections: readonly ObjectionItem[],
  paged: boolean,
  { cal, today, t }: { cal: Calendar; today: string; t: Translate },
): AccountView {
  const shown = rows.slice(0, ROWS);
  const last = shown.at(-1);
  const more = rows.length > ROWS && last;
  return {
    name,
    items: shown.map((row) => itemOf(row, cal, today, t)),
    objections: objections.map((one) => objectionLine(one, cal, today, t)),
    pagination: {
      next: more ? withQuery('/akun', { sesudah: encodeCursor({ id: last.id }) }) : null,
      first: paged ? '/akun' : null,
    },
  };
}

function itemOf(row: RequestRow, cal: Calendar, today: string, t: Translate): AccountView['items'][number] {
  const facts = factsOf(row);
  const runs = facts.notified_on === null && facts.state !== 'lapsed' && facts.state !== 'withdrawn';
  const remaining = runs ? ifCounted(() => between(cal, today, facts.due_on)) : null;
  return {
    number: row.number,
    href: casePath(row.number),
    details: row.details.length > 140 ? `${row.details.slice(0, 140).replace(/\s\S*$/, '')}…` : row.details,
    received_on: row.received_on,
    status: { label: t(`workflow:state.${facts.state}.name`), tone: STATE_TONE[facts.state] },
    due: remaining === null ? null : { due: facts.due_on, remaining },
  };
}
