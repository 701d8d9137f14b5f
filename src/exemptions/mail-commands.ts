import { staffWithRole } from '../accounts/queries';
import { localDay } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { ExemptionDelegationRow, ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { enqueueMails, type Mail } from '../mail/outbox';
import { exemptionMail } from './mail';
import { waitingTests } from './turn-queries';
import { approvable } from './turns';

type Telling = { deps: Deps; trx: Trx; now: string };
type Person = { name: string; email: string };
type Delegation = Pick<ExemptionDelegationRow, 'user_id' | 'from_on' | 'until_on'>;
type Message = {
  key: string;
  occasion: string;
  people: readonly Person[];
  path: string;
  due?: string | null;
  year?: number;
  /** To the agency, while the PPID has to act. */
  copy?: boolean;
};

/** One short message a person and occasion. */
async function tell({ deps, trx, now }: Telling, row: ExemptionRow, message: Message): Promise<void> {
  const { key, occasion, people, path, due = null, year = null, copy = false } = message;
  const { timezone, baseUrl } = deps.config;
  const { number, title, ends_on } = row;
  const mails = people.map(
    ({ name, email }): Mail => ({
      ...{ regionId: row.region_id, kind: 'staff', to: email },
      dedupeKey: `exemption:${row.public_id}:${occasion}:${email}`,
      ...exemptionMail(deps.i18n.for('id'), key, {
        ...{ name, number, title, ends_on, due_on: due, year, copy, timezone },
        url: `${baseUrl}${path}/${number}`,
      }),
    }),
  );
  await enqueueMails(trx, deps.keys, now, mails);
}

const todayOf = ({ deps, now }: Telling): string => localDay(now, deps.config.timezone);

const staff = (telling: Telling, row: ExemptionRow, role: 'ppid' | 'opd' | 'admin', bodyId: number | null = null) =>
  staffWithRole(telling.trx, row.region_id, role, bodyId, todayOf(telling));

const DESK = '/petugas/pengecualian';

/** An agency handed a draft in: the PPID goes on with it. */
export async function tellHandedIn(telling: Telling, row: ExemptionRow): Promise<void> {
  const people = await staff(telling, row, 'ppid');
  await tell(telling, row, { key: 'handed_in', occasion: `handed_in:${row.version}`, people, path: DESK });
}

/** A test is complete: whoever holds a delegation of the head may approve it. */
export async function tellDelegates(telling: Telling, row: ExemptionRow): Promise<void> {
  const today = todayOf(telling);
  const holders: (Person & Delegation)[] = await telling
    .trx('exemption_delegations as g')
    .join('users as u', 'u.id', 'g.user_id')
    .where({ 'g.region_id': row.region_id, 'g.revoked_on': null, 'u.disabled_at': null })
    .where('g.from_on', '<=', today)
    .where((q) => q.whereNull('g.until_on').orWhere('g.until_on', '>=', today))
    .limit(20)
    .distinct('u.name', 'u.email', 'g.user_id', 'g.from_on', 'g.until_on');
  // Whom the rules would refuse is not asked: the tester himself, or what the head alone may fix.
  const people = holders.filter((holder) => approvable([row], holder, today).length > 0);
  const path = '/atasan/pengecualian';
  await tell(telling, row, { key: 'to_approve', occasion: `to_approve:${row.version}`, people, path });
}

/** A delegation came on file while tests wait: its holder hears of each, once. */
export async function tellOfWaiting(telling: Telling): Promise<void> {
  const { deps, trx } = telling;
  for (const row of await waitingTests(trx, deps.regionId)) await tellDelegates(telling, row);
}

/** An item has become public: the PPID and its agency look at its files. */
export async function tellOpened(telling: Telling, row: ExemptionRow): Promise<void> {
  const message = { key: 'opened', occasion: `opened:${row.version}`, due: row.masking_due_on };
  const people = await staff(telling, row, 'ppid');
  await tell(telling, row, { ...message, people, path: DESK });
  await tellAgency(telling, row, people, message);
}

/** The same to the agency whose item it is, as a copy: to whoever has not had it as the PPID. */
async function tellAgency(
  telling: Telling,
  row: ExemptionRow,
  told: readonly Person[],
  message: Omit<Message, 'people' | 'path'>,
): Promise<void> {
  const agency = await staff(telling, row, 'opd', row.body_id);
  const people = agency.filter(({ email }) => !told.some((one) => one.email === email));
  await tell(telling, row, { ...message, people, path: '/opd/pengecualian', copy: true });
}

/** A rung of one of the clocks has been reached; `due` is the day that the message speaks of. */
export async function tellRung(
  telling: Telling,
  row: ExemptionRow,
  { step, due }: { step: string; due: string | null },
): Promise<void> {
  const key = step.replace(/_\d+$/, '');
  const occasion = `${step}:${row.ends_on ?? row.ended_on ?? ''}`;
  const people = await staff(telling, row, 'ppid');
  await tell(telling, row, { key, occasion, people, path: DESK, due });
  await tellAgency(telling, row, people, { key, occasion, due });
}

/** A clock cannot be counted, because a year on the way has no calendar: said, never guessed. */
export async function tellNoCalendar(telling: Telling, row: ExemptionRow, year: number): Promise<void> {
  const people = [...(await staff(telling, row, 'ppid')), ...(await staff(telling, row, 'admin'))];
  const once = people.filter(({ email }, i) => people.findIndex((one) => one.email === email) === i);
  await tell(telling, row, { key: 'no_calendar', occasion: `no_calendar:${year}`, people: once, path: DESK, year });
}
