import { staffWithRole } from '../../accounts/queries';
import type { AuditEntry } from '../../audit/commands';
import { between, type Calendar } from '../../calendar/working-days';
import type { Trx } from '../../db/connect';
import type { RequestRow } from '../../db/tables';
import type { Deps } from '../../deps';
import type { Decision } from '../../letters/facts';
import type { LetterKind } from '../../letters/kinds';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { type Addressee, ONE_UP, type PlannedRung } from '../../workflow/escalations';
import { holderOf, type RequestFacts } from '../../workflow/facts';
import { openIdentity } from '../identity';
import { writeCaseLetter } from '../letters/commands';
import { staffMail } from '../staff-mail';

type Firing = { row: RequestRow; facts: RequestFacts; rung: PlannedRung; cal: Calendar; now: string; today: string };
type Person = { name: string; email: string };
type Found = { sentTo: Addressee; bodyId: number | null; people: Person[] };

/**
 * Fires one rung of a request's ladder: for each addressee one escalation row (unique by case, step and due date), its
 * mails, and the event to append. A missing addressee goes one rung up, and the row says so.
 */
export async function fireRung(deps: Deps, trx: Trx, firing: Firing): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const meantFor of firing.rung.to) {
    const entry =
      meantFor === 'requester' ? await tellRequester(deps, trx, firing) : await tellStaff(deps, trx, firing, meantFor);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** Keeps rungs that are not sent any more as skipped, so that the ladder of the case has no silent gap. */
export async function skipRungs(trx: Trx, row: RequestRow, rungs: readonly PlannedRung[], now: string): Promise<void> {
  const rows = rungs.flatMap((rung) =>
    rung.to.map((to) => escalationRow(row, rung, to, { sentTo: to, bodyId: null, people: [] }, 'skipped', now)),
  );
  if (rows.length > 0) await trx('escalations').insert(rows).onConflict(UNIQUE).ignore();
}

const UNIQUE = ['case_kind', 'case_id', 'step', 'due_on', 'meant_for'];

function escalationRow(
  row: RequestRow,
  rung: PlannedRung,
  meantFor: Addressee,
  found: Found,
  state: 'sent' | 'skipped',
  now: string,
) {
  return {
    region_id: row.region_id,
    case_kind: 'request',
    case_id: row.id,
    step: rung.step,
    due_on: rung.due_on,
    meant_for: meantFor,
    sent_to: found.sentTo,
    body_id: found.bodyId,
    state,
    fired_at: now,
  };
}

async function insertOnce(trx: Trx, values: ReturnType<typeof escalationRow>): Promise<boolean> {
  const inserted = await trx('escalations').insert(values).onConflict(UNIQUE).ignore().returning('id');
  return inserted.length === 1;
}

function eventOf({ row, rung, now }: Firing, meantFor: Addressee, found: Found, bodySlug: string | null): AuditEntry {
  return {
    regionId: row.region_id,
    kind: 'escalated',
    occurredAt: now,
    recordedAt: now,
    actor: { role: 'system' },
    detail: { step: rung.step, due_on: rung.due_on, meant_for: meantFor, sent_to: found.sentTo, body: bodySlug },
  };
}

async function tellStaff(deps: Deps, trx: Trx, firing: Firing, meantFor: Addressee): Promise<AuditEntry | null> {
  const { row, facts, rung, cal, now, today } = firing;
  const bodyId = holderOf(facts);
  const body =
    bodyId === null ? null : await trx('bodies').where('id', bodyId).first('name', 'slug', 'head_name', 'head_email');
  const found = await climb(trx, row.region_id, meantFor, bodyId, body, today);
  if (!(await insertOnce(trx, escalationRow(row, rung, meantFor, found, 'sent', now)))) return null;
  const mails: Mail[] = found.people.map((person) => ({
    regionId: row.region_id,
    dedupeKey: `escalation:${row.public_id}:${rung.step}:${rung.due_on}:${meantFor}:${person.email}`,
    kind: 'escalation',
    requestId: row.id,
    to: person.email,
    ...staffMail(deps.i18n.for('id'), `escalation.${rung.step.replace(/_\d+$/, '')}`, {
      name: person.name,
      number: row.number,
      due_on: rung.due_on,
      received_on: facts.received_on,
      days: Math.abs(between(cal, today, rung.due_on)),
      holder: body?.name ?? null,
      meant_for: found.sentTo === meantFor ? null : meantFor,
      url: `${deps.config.baseUrl}${deskPath(found.sentTo)}/permohonan/${row.number}`,
      timezone: deps.config.timezone,
    }),
  }));
  await enqueueMails(trx, deps.keys, now, mails);
  return eventOf(firing, meantFor, found, found.bodyId === null ? null : body.slug);
}

function deskPath(to: Addressee): string {
  if (to === 'holder' || to === 'body_head') return '/opd';
  if (to === 'superior') return '/atasan';
  if (to === 'auditor') return '/auditor';
  return to === 'admin' ? '/admin' : '/petugas';
}

const ROLE_OF = {
  desk: 'petugas',
  holder: 'opd',
  ppid: 'ppid',
  superior: 'atasan',
  auditor: 'auditor',
  admin: 'admin',
} as const;

type Head = { head_name: string | null; head_email: string | null } | null | undefined;

/** The people an office is held by; when nobody holds it, those of the next rung up. */
async function climb(
  trx: Trx,
  regionId: number,
  meantFor: Addressee,
  bodyId: number | null,
  head: Head,
  today: string,
): Promise<Found> {
  for (let to: Addressee | null = meantFor; to !== null; to = ONE_UP[to]) {
    const people = await holders(trx, regionId, to, bodyId, head, today);
    const ofBody = to === 'holder' || to === 'body_head';
    if (people.length > 0) return { sentTo: to, bodyId: ofBody ? bodyId : null, people };
  }
  return { sentTo: 'admin', bodyId: null, people: [] };
}

async function holders(
  trx: Trx,
  regionId: number,
  to: Addressee,
  bodyId: number | null,
  head: Head,
  today: string,
): Promise<Person[]> {
  if (to === 'requester') return [];
  if (to === 'body_head') {
    return head?.head_email ? [{ name: head.head_name ?? head.head_email, email: head.head_email }] : [];
  }
  if (to === 'holder' && bodyId === null) return [];
  return staffWithRole(trx, regionId, ROLE_OF[to], to === 'holder' ? bodyId : null, today);
}

const REQUESTER_LETTER: Readonly<Record<string, LetterKind>> = {
  overdue: 'overdue',
  repair_one_day_left: 'repair_reminder',
  window_five_days_left: 'window_reminder',
  window_one_day_left: 'window_reminder',
};

/** A requester without e-mail gets the letter on paper: the desk sees it waiting to be sent. */
async function tellRequester(deps: Deps, trx: Trx, firing: Firing): Promise<AuditEntry | null> {
  const { row, facts, rung, cal, now, today } = firing;
  const found: Found = { sentTo: 'requester', bodyId: null, people: [] };
  const identity = openIdentity(deps.keys, row);
  if (!identity || !row.case_key_sealed) return null;
  if (!(await insertOnce(trx, escalationRow(row, rung, 'requester', found, 'sent', now)))) return null;
  const kind = REQUESTER_LETTER[rung.step] ?? 'window_reminder';
  await writeCaseLetter(deps, trx, {
    ...{ row, facts, identity, cal, kind, now, today },
    dedupeKey: `escalation:${row.public_id}:${rung.step}:${rung.due_on}:requester`,
    more: {
      days_left: between(cal, today, rung.due_on),
      repair_due_on: facts.repair_due_on,
      // Without it a reminder could take a notice given on the last day for silence.
      ...(row.decision ? { decision: JSON.parse(row.decision) as Decision } : {}),
    },
  });
  return eventOf(firing, 'requester', found, null);
}
