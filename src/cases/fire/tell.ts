import type { Mail } from '../../mail/outbox';
import { daysBetween } from '../../workflow/counted';
import type { Tells } from '../../workflow/table';
import type { CaseRow, ToldKind, World } from '../kind';
import { staffMail } from '../staff-mail';

const OFFICE = {
  holder: { role: 'opd', path: '/opd' },
  desk: { role: 'petugas', path: '/petugas' },
  superior: { role: 'atasan', path: '/atasan' },
  ppid: { role: 'ppid', path: '/petugas' },
} as const;

/** What the officers a step concerns are told: that the case is with them now. One mail a person and step. */
export async function mailsAbout<R extends CaseRow, F extends { state: string; ladder_since: string }>(
  { deps, directory, cal, today }: World,
  kind: ToldKind<R, F>,
  it: { row: R; facts: F; tells: Tells; event: string; version: number },
): Promise<Mail[]> {
  const { row, facts } = it;
  const office = OFFICE[it.tells];
  const holder = kind.holder(facts);
  const people = await directory.staff(office.role, it.tells === 'holder' ? holder : null);
  const holderName = (await directory.body(holder))?.name ?? null;
  const due_on = kind.dueOn(facts);
  return people.map((person) => ({
    regionId: row.region_id,
    dedupeKey: `told:${row.public_id}:${it.version}:${person.email}`,
    kind: 'staff',
    requestId: kind.requestId(row),
    to: person.email,
    ...staffMail(deps.i18n.for('id'), `told.${kind.name}.${it.event}`, {
      case: kind.name,
      name: person.name,
      number: row.number,
      due_on,
      received_on: kind.since(facts),
      days: Math.abs(daysBetween(cal, today, due_on)),
      holder: holderName,
      meant_for: null,
      url: `${deps.config.baseUrl}${office.path}/${kind.path}/${row.number}`,
      timezone: deps.config.timezone,
    }),
  }));
}
