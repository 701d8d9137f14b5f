import { staffWithRole } from '../../../accounts/queries';
import { between, type Calendar } from '../../../calendar/working-days';
import type { Trx } from '../../../db/connect';
import type { RequestRow } from '../../../db/tables';
import type { Deps } from '../../../deps';
import { enqueueMails } from '../../../mail/outbox';
import { holderOf, type RequestFacts } from '../../../workflow/facts';
import type { Transition } from '../../../workflow/steps';
import { bodyName } from '../../queries';
import { staffMail } from '../../staff-mail';

const OFFICE = {
  holder: { role: 'opd', path: '/opd' },
  desk: { role: 'petugas', path: '/petugas' },
  superior: { role: 'atasan', path: '/atasan' },
  ppid: { role: 'ppid', path: '/petugas' },
} as const;

/** Tells the officers a step concerns that the case is with them now. One mail a person and step. */
export async function tellAbout(
  deps: Deps,
  trx: Trx,
  it: {
    row: RequestRow;
    facts: RequestFacts;
    tells: NonNullable<Transition['tells']>;
    event: string;
    now: string;
    today: string;
    cal: Calendar;
  },
): Promise<void> {
  const { row, facts, now, today, cal } = it;
  const office = OFFICE[it.tells];
  const holder = holderOf(facts);
  const people = await staffWithRole(trx, row.region_id, office.role, it.tells === 'holder' ? holder : null, today);
  if (people.length === 0) return;
  const holderName = holder === null ? null : await bodyName(trx, holder);
  const mails = people.map((person) => ({
    regionId: row.region_id,
    dedupeKey: `told:${row.public_id}:${row.version}:${person.email}`,
    kind: 'staff',
    requestId: row.id,
    to: person.email,
    ...staffMail(deps.i18n.for('id'), `told.${it.event}`, {
      name: person.name,
      number: row.number,
      due_on: facts.due_on,
      received_on: facts.received_on,
      days: Math.abs(between(cal, today, facts.due_on)),
      holder: holderName,
      meant_for: null,
      url: `${deps.config.baseUrl}${office.path}/permohonan/${row.number}`,
      timezone: deps.config.timezone,
    }),
  }));
  await enqueueMails(trx, deps.keys, now, mails);
}
