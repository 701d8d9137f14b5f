import { staffWithRole } from '../accounts/queries';
import type { AuditEntry } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import { enqueueMails } from '../mail/outbox';
import type { BreachFacts } from '../workflow/breach-facts';
import { type BreachFiring, type BreachOffice, breachFirings, caughtUp, type Due } from '../workflow/breach-ladder';
import { ONE_UP } from '../workflow/escalations';
import { breachStaffMail } from './staff-mail';

export type Told = { row: BreachRow; facts: BreachFacts; now: string };

type Found = { sentTo: BreachOffice; people: { name: string; email: string }[] };

const ROLE_OF = { ppid: 'ppid', superior: 'atasan', auditor: 'auditor', admin: 'admin' } as const;
const UNIQUE = ['case_kind', 'case_id', 'step', 'due_on', 'meant_for'];

/**
 * Fires rungs of a breach's ladder: for each addressee one escalation row (unique by case, step and day of the end), its
 * mails, and the event to append. What is skipped is kept as such, so that the ladder has no silent gap.
 */
export async function fireBreachRungs(deps: Deps, trx: Trx, about: Told, due: Due): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const firing of due.skip) {
    for (const to of firing.to) await insertOnce(trx, about, firing, to, to, 'skipped');
  }
  for (const firing of due.send) {
    for (const meantFor of firing.to) {
      const found = await holdersOf(deps, trx, about, meantFor);
      if (!(await insertOnce(trx, about, firing, meantFor, found.sentTo, 'sent'))) continue;
      const key = `escalation.${firing.rung}`;
      const occasion = `escalation:${about.row.public_id}:${firing.step}:${firing.due_on}`;
      await mailTo(deps, trx, about, { key, occasion, meantFor, found });
      const detail = { step: firing.step, due_on: firing.due_on, meant_for: meantFor, sent_to: found.sentTo };
      const { now } = about;
      entries.push({
        ...{ regionId: about.row.region_id, kind: 'escalated', occurredAt: now, recordedAt: now },
        ...{ actor: { role: 'system' }, detail },
      });
    }
  }
  return entries;
}

/** After a late record, an earlier discovery or a new addressee: the highest rung that lies behind, if it was not sent. */
export async function catchUpBreach(deps: Deps, trx: Trx, about: Told): Promise<AuditEntry[]> {
  const { facts, now, row } = about;
  const behind = breachFirings(facts, deps.config.timezone, facts.discovered_at, now);
  const known = await firedOf(trx, row.id);
  return fireBreachRungs(deps, trx, about, caughtUp(behind.filter((one) => !known.has(keyOf(one)))));
}

/** The firings that are written down already, as `keyOf` names them. */
export async function firedOf(trx: Trx, breachId: number): Promise<Set<string>> {
  const rows = await trx('escalations').where({ case_kind: 'breach', case_id: breachId }).select('step', 'due_on');
  return new Set(rows.map(keyOf));
}

export const keyOf = ({ step, due_on }: { step: string; due_on: string }): string => `${step} ${due_on}`;

/** Tells an office of a step that was taken. */
export async function tellOffice(deps: Deps, trx: Trx, about: Told, office: BreachOffice, event: string) {
  const found = await holdersOf(deps, trx, about, office);
  const occasion = `${event}:${about.row.public_id}`;
  await mailTo(deps, trx, about, { key: event, occasion, meantFor: office, found });
}

async function insertOnce(
  trx: Trx,
  { row, now }: Told,
  { step, due_on }: BreachFiring,
  meant_for: BreachOffice,
  sent_to: BreachOffice,
  state: 'sent' | 'skipped',
): Promise<boolean> {
  const { region_id, id: case_id } = row;
  const values = { region_id, case_kind: 'breach', case_id, step, due_on, meant_for, sent_to, body_id: null };
  const inserted = await trx('escalations')
    .insert({ ...values, state, fired_at: now })
    .onConflict(UNIQUE)
    .ignore()
    .returning('id');
  return inserted.length === 1;
}

type Message = { key: string; occasion: string; meantFor: BreachOffice; found: Found };

/** Whoever holds two of the offices reads a message once. */
async function mailTo(deps: Deps, trx: Trx, { row, facts, now }: Told, message: Message): Promise<void> {
  const { key, occasion, meantFor, found } = message;
  const mails = found.people.map(({ name, email }) => ({
    regionId: row.region_id,
    dedupeKey: `${occasion}:${email}`,
    kind: 'escalation',
    to: email,
    ...breachStaffMail(deps.i18n.for('id'), key, {
      ...{ name, number: row.number, now, timezone: deps.config.timezone },
      ...{ discovered_at: facts.discovered_at, due_at: facts.due_at },
      subjects_told: facts.subjects_notified_at !== null,
      agency_told: facts.agency_notified_at !== null,
      meant_for: found.sentTo === meantFor ? null : meantFor,
      url: `${deps.config.baseUrl}/pelanggaran-data/${row.number}`,
    }),
  }));
  await enqueueMails(trx, deps.keys, now, mails);
}

/** The people an office is held by; when nobody holds it, those of the next one up. */
async function holdersOf(deps: Deps, trx: Trx, { row, now }: Told, office: BreachOffice): Promise<Found> {
  const today = localDay(now, deps.config.timezone);
  for (let to: BreachOffice | null = office; to !== null; to = ONE_UP[to] as BreachOffice | null) {
    const people = await staffWithRole(trx, row.region_id, ROLE_OF[to], null, today);
    if (people.length > 0) return { sentTo: to, people };
  }
  return { sentTo: 'admin', people: [] };
}
