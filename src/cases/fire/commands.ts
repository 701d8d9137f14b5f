import type { AuditEntry } from '../../audit/commands';
import { daysBetween } from '../../workflow/counted';
import { type Addressee, baseStep, ONE_UP, type PlannedRung } from '../../workflow/escalations';
import type { Person } from '../directory/queries';
import type { CaseRow, Party, ToldKind, World } from '../kind';
import type { EscalationValues, Pile } from '../pile';
import { staffMail } from '../staff-mail';

/** Letters that tell the requester how many days are left to him. */
const REMINDER = /_reminder$/;

type Found = { sentTo: Addressee; bodyId: number | null; people: Person[] };

/**
 * Fires one rung of a case's ladder: for each addressee one escalation row (unique by case, step and due date), its
 * messages, and the event to append. A missing addressee goes one rung up, and the row says so. The case is locked by
 * the caller, who has looked up what was fired before.
 */
export async function fireRung<R extends CaseRow, F extends { state: string; ladder_since: string }>(
  world: World,
  pile: Pile,
  kind: ToldKind<R, F>,
  it: { row: R; facts: F; rung: PlannedRung; party: Party | undefined },
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const { row, facts, rung, party } = it;
  const holder = await world.directory.body(kind.holder(facts));
  for (const meantFor of rung.to) {
    const toRequester = meantFor === 'requester';
    if (toRequester && !party) continue;
    const found: Found = toRequester
      ? { sentTo: 'requester', bodyId: null, people: [] }
      : await climb(world, meantFor, kind.holder(facts), holder);
    // After a standstill: a reminder of a day that is over would only mislead him.
    const late = REMINDER.test(rung.letter) && world.today > rung.due_on;
    const vain = toRequester && (late || (kind.vain?.(facts, rung.letter, world.today) ?? false));
    pile.escalations.push(escalationRow(world, kind.name, row, rung, meantFor, found, vain ? 'skipped' : 'sent'));
    if (vain) continue;
    if (toRequester && party) {
      const dedupeKey = `escalation:${row.public_id}:${rung.step}:${rung.due_on}:requester`;
      const more = { days_left: daysBetween(world.cal, world.today, rung.due_on) };
      pile.letters.push(await kind.letter(world, row, facts, party, { kind: rung.letter, dedupeKey, more }));
    } else {
      for (const person of found.people)
        pile.mails.push(mailTo(world, kind, it, meantFor, found, person, holder?.name));
    }
    const body = found.bodyId === null ? null : (holder?.slug ?? null);
    entries.push({
      regionId: row.region_id,
      kind: 'escalated',
      occurredAt: world.now,
      recordedAt: world.now,
      actor: { role: 'system' },
      detail: { step: rung.step, due_on: rung.due_on, meant_for: meantFor, sent_to: found.sentTo, body },
    });
  }
  return entries;
}

/** Keeps rungs that are not sent any more as skipped, so that the ladder of the case has no silent gap. */
export function skipRungs(world: World, pile: Pile, name: string, row: CaseRow, rungs: readonly PlannedRung[]): void {
  for (const rung of rungs) {
    for (const to of rung.to) {
      const found = { sentTo: to, bodyId: null, people: [] };
      pile.escalations.push(escalationRow(world, name, row, rung, to, found, 'skipped'));
    }
  }
}

function escalationRow(
  { now }: World,
  name: string,
  row: CaseRow,
  rung: PlannedRung,
  meantFor: Addressee,
  found: Found,
  state: 'sent' | 'skipped',
): EscalationValues {
  return {
    region_id: row.region_id,
    case_kind: name,
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

function mailTo<R extends CaseRow, F extends { state: string; ladder_since: string }>(
  { deps, cal, today }: World,
  kind: ToldKind<R, F>,
  { row, facts, rung }: { row: R; facts: F; rung: PlannedRung },
  meantFor: Addressee,
  found: Found,
  person: Person,
  holder: string | undefined,
) {
  return {
    regionId: row.region_id,
    dedupeKey: `escalation:${row.public_id}:${rung.step}:${rung.due_on}:${meantFor}:${person.email}`,
    kind: 'escalation',
    requestId: kind.requestId(row),
    to: person.email,
    ...staffMail(deps.i18n.for('id'), `escalation.${baseStep(rung.letter)}`, {
      case: kind.name,
      name: person.name,
      number: row.number,
      due_on: rung.due_on,
      received_on: kind.since(facts),
      days: Math.abs(daysBetween(cal, today, rung.due_on)),
      holder: holder ?? null,
      meant_for: found.sentTo === meantFor ? null : meantFor,
      url: `${deps.config.baseUrl}${casePath(found.sentTo, kind.path, row.number)}`,
      timezone: deps.config.timezone,
    }),
  };
}

/** Where an office reads the case. The administrator decides no case and opens none: he sees to it that somebody holds the office. */
function casePath(to: Addressee, path: string, number: string): string {
  if (to === 'admin') return '/admin/pengguna';
  const areas: Partial<Record<Addressee, string>> = {
    ...{ holder: '/opd', body_head: '/opd', superior: '/atasan', auditor: '/auditor' },
  };
  return `${areas[to] ?? '/petugas'}/${path}/${number}`;
}

const ROLE_OF = {
  desk: 'petugas',
  holder: 'opd',
  ppid: 'ppid',
  superior: 'atasan',
  auditor: 'auditor',
  admin: 'admin',
} as const;

type Head = { head_name: string | null; head_email: string | null } | null;

/** The people an office is held by; when nobody holds it, those of the next rung up. */
async function climb(world: World, meantFor: Addressee, bodyId: number | null, head: Head): Promise<Found> {
  for (let to: Addressee | null = meantFor; to !== null; to = ONE_UP[to]) {
    const people = await holders(world, to, bodyId, head);
    const ofBody = to === 'holder' || to === 'body_head';
    if (people.length > 0) return { sentTo: to, bodyId: ofBody ? bodyId : null, people };
  }
  return { sentTo: 'admin', bodyId: null, people: [] };
}

async function holders({ directory }: World, to: Addressee, bodyId: number | null, head: Head): Promise<Person[]> {
  if (to === 'requester') return [];
  if (to === 'body_head') {
    return head?.head_email ? [{ name: head.head_name ?? head.head_email, email: head.head_email }] : [];
  }
  if (to === 'holder' && bodyId === null) return [];
  return directory.staff(ROLE_OF[to], to === 'holder' ? bodyId : null);
}
