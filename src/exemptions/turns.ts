import type { Calendar } from '../calendar/working-days';
import { ifCounted } from '../cases/explain-pages';
import type { ExemptionDelegationRow, ExemptionRow } from '../db/tables/exemptions';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';
import { maskingOver, renewalTurn } from '../workflow/exemption-clocks';
import { allowedExemptionSteps } from '../workflow/exemption-machine';
import { AREAS, type Area, exemptionPath } from './areas';
import { exemptionFacts } from './facts';
import { MOST_TURNS, type Unmasked } from './turn-queries';

/** What waits for somebody, above the queue of his desk; what `views/dip/clock` draws. */
export type Turn = {
  tone: 'info' | 'warn' | 'bad';
  title: string;
  text: string;
  href: string;
  action: string;
  explain: null;
};

type Words = { t: Translate; fmt: Format };
type Numbered = { number: string };
type Ending = Numbered & { due_on: string | null; over: boolean };

/** One leads to itself, several to their list. */
function turn(
  name: string,
  rows: readonly Numbered[],
  to: { area: Area; list: string; tone?: Turn['tone']; day?: string | null },
  { t, fmt }: Words,
): Turn {
  const { area, list, tone = 'info', day = null } = to;
  const many = rows.length > MOST_TURNS;
  const [first] = rows;
  const alone = rows.length === 1 && first;
  const vars = {
    count: Math.min(rows.length, MOST_TURNS),
    n: many ? t('exemptions:list.many', { n: MOST_TURNS }) : fmt.number(rows.length),
    day: day === null ? '–' : fmt.day(day),
    number: first?.number ?? '',
  };
  return {
    ...{ tone, title: t(`exemptions:turn.${name}.title`, vars), text: t(`exemptions:turn.${name}.text`, vars) },
    href: alone ? exemptionPath(area, alone.number) : list,
    ...{ action: alone ? t('exemptions:turn.open_it', vars) : t('exemptions:turn.open'), explain: null },
  };
}

/** Drafts that agencies handed in: the PPID goes on with them. */
export function handedInTurn(rows: readonly Pick<ExemptionRow, 'number' | 'handed_on'>[], words: Words): Turn | null {
  if (rows.length === 0) return null;
  const list = withQuery(AREAS.desk.path, { keadaan: 'diserahkan' });
  return turn('handed_in', rows, { area: 'desk', list, day: rows[0]?.handed_on ?? null }, words);
}

/** Complete tests, for the PPID who enacts them. */
export function testedTurn(rows: readonly ExemptionRow[], words: Words): Turn | null {
  if (rows.length === 0) return null;
  const list = withQuery(AREAS.desk.path, { keadaan: 'teruji' });
  return turn('tested', rows, { area: 'desk', list, day: rows[0]?.tested_on ?? null }, words);
}

/** Of complete tests those that the holder of a delegation may approve: by the very rules of the step. */
export function approvable(
  rows: readonly ExemptionRow[],
  delegation: Pick<ExemptionDelegationRow, 'user_id' | 'from_on' | 'until_on'>,
  today: string,
): ExemptionRow[] {
  const { user_id: userId, from_on, until_on } = delegation;
  const ctx = { today, actor: { role: 'atasan', userId, bodyId: null } as const };
  return rows.filter((row) =>
    allowedExemptionSteps(exemptionFacts(row), ctx, { userId, from_on, until_on }).includes('approve'),
  );
}

export function approveTurn(rows: readonly ExemptionRow[], words: Words): Turn | null {
  if (rows.length === 0) return null;
  const to = { area: 'superior', list: AREAS.superior.path, tone: 'warn', day: rows[0]?.tested_on ?? null } as const;
  return turn('approve', rows, to, words);
}

/** Drafts that came back to their agency. */
export function returnedTurn(rows: readonly Numbered[], words: Words): Turn | null {
  if (rows.length === 0) return null;
  const list = withQuery(AREAS.body.path, { keadaan: 'draf' });
  return turn('returned', rows, { area: 'body', list, tone: 'warn' }, words);
}

/** Exemptions that end: the last day of the first decision, or that it cannot be counted for want of a calendar. */
export function endingTurn(
  area: 'desk' | 'body',
  rows: readonly ExemptionRow[],
  { cal, today }: { cal: Calendar; today: string },
  words: Words,
): Turn | null {
  const counted = rows.flatMap((row): Ending[] => {
    // A year without a calendar is said, never guessed.
    const found = ifCounted(() => ({ turn: renewalTurn(cal, exemptionFacts(row), today) }));
    if (found === null) return [{ number: row.number, due_on: null, over: false }];
    return found.turn ? [{ number: row.number, ...found.turn }] : [];
  });
  const [first] = counted.filter(({ due_on }) => due_on !== null);
  if (counted.length === 0) return null;
  const list = withQuery(AREAS[area].path, { keadaan: 'berlaku' });
  const to = { area, list, tone: first?.over ? 'bad' : 'warn', day: first?.due_on ?? null } as const;
  return turn(`ending_${area}${first ? '' : '_uncounted'}`, counted, to, words);
}

/** Files that wait for their masking, with the day it is due. */
export function maskingTurn(
  area: 'desk' | 'body',
  rows: readonly Unmasked[],
  today: string,
  words: Words,
): Turn | null {
  const [first] = rows;
  if (!first) return null;
  const due = first.masking_due_on;
  const list = area === 'desk' ? `${AREAS.desk.path}/penyamaran` : withQuery(AREAS.body.path, { keadaan: 'berakhir' });
  const late = maskingOver(due, today);
  const to = { area, list, tone: late ? 'bad' : 'warn', day: due } as const;
  return turn(`masking_${area}${due === null ? '_uncounted' : late ? '_late' : ''}`, rows, to, words);
}
