import { type StaffMember, staffWithRole } from '../../accounts/queries';
import { localDay } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { CalendarChangeRow } from '../../db/tables/holidays';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import type { MovableKind, MovedDate } from '../movable';
import { movingChange } from '../moving';
import { heldChange, type MovedOffice, movedDatesOf, movedOffices, movedPage } from '../queries';
import { digestMail, MOST_LISTED } from './digest';

const PAGE = 200;
const PATH = { opd: '/opd', petugas: '/petugas', atasan: '/atasan' } as const;

/**
 * Tells whoever a change of the calendar concerns, once its cases have moved: each officer by one mail, then the
 * requesters page by page. True when nothing is left to do; false when cases still move, or another sweep is telling.
 */
export async function tellAbout(deps: Deps, kinds: readonly MovableKind[], id: number): Promise<boolean> {
  for (;;) {
    const step = await writing(deps.db, async (trx) => {
      const row = await heldChange(trx, id);
      if (row?.state === 'done') return 'done';
      if (row?.state !== 'telling') return 'waits';
      if (row.after_id === 0) await tellOfficers(deps, trx, row);
      const last = await tellRequesters(deps, trx, kinds, row);
      const now = deps.clock.now().toISOString();
      const to = last === null ? { state: 'done' as const, finished_at: now } : { after_id: last };
      await trx('calendar_changes')
        .where({ id })
        .update({ ...to, stalled_at: null });
      return last === null ? 'done' : 'more';
    });
    if (step !== 'more') return step === 'done';
  }
}

type Told = { person: StaffMember; path: string; offices: MovedOffice[]; climbed: boolean };

/** One mail for each officer, whatever he holds: the holder of a request, the superior for objections, else the desk. */
async function tellOfficers(deps: Deps, trx: Trx, row: CalendarChangeRow): Promise<void> {
  const now = deps.clock.now().toISOString();
  const today = localDay(now, deps.config.timezone);
  const told = new Map<number, Told>();
  for (const office of await movedOffices(trx, row.id)) {
    const role = office.case_kind === 'objection' ? 'atasan' : office.body_id === null ? 'petugas' : 'opd';
    const body = role === 'opd' ? office.body_id : null;
    const holders = await staffWithRole(trx, row.region_id, role, body, today);
    const climbed = holders.length === 0;
    const people = climbed ? await staffWithRole(trx, row.region_id, 'petugas', null, today) : holders;
    for (const person of people) {
      const known = told.get(person.id) ?? { person, path: PATH[climbed ? 'petugas' : role], offices: [], climbed };
      known.offices.push(office);
      known.climbed ||= climbed;
      told.set(person.id, known);
    }
  }
  const mails: Mail[] = [];
  for (const one of told.values()) mails.push(await digestFor(deps, trx, row, one));
  await enqueueMails(trx, deps.keys, now, mails);
}

async function digestFor(deps: Deps, trx: Trx, row: CalendarChangeRow, { person, path, offices, climbed }: Told) {
  const { decree, reason, publicId, dates } = movingChange(row);
  const facts = {
    name: person.name,
    decree: decree ?? '',
    reason,
    days: dates,
    cases: offices.reduce((sum, { cases }) => sum + cases, 0),
    listed: await movedDatesOf(trx, row.id, offices, MOST_LISTED),
    climbed,
    url: `${deps.config.baseUrl}${path}`,
    timezone: deps.config.timezone,
  };
  return {
    regionId: row.region_id,
    dedupeKey: `calendar:${publicId}:${person.id}`,
    kind: 'staff',
    to: person.email,
    ...digestMail(deps.i18n.for('id'), facts),
  };
}

/**
 * Hands the next moved cases to the kinds that write to their requesters. Gives the last row that was handed over, null
 * when none is left. A case's rows lie together, and are never handed over in two parts.
 */
async function tellRequesters(
  deps: Deps,
  trx: Trx,
  kinds: readonly MovableKind[],
  row: CalendarChangeRow,
): Promise<number | null> {
  if (!kinds.some((kind) => kind.tellRequesters)) return null;
  const found = await movedPage(trx, row.id, { after: row.after_id, limit: PAGE });
  const end = found.at(-1);
  if (!end) return null;
  const isLast = (one: { case_kind: string; case_id: number }) =>
    one.case_kind === end.case_kind && one.case_id === end.case_id;
  const page = found.length < PAGE ? found : found.filter((one) => !isLast(one));
  for (const kind of kinds) {
    const own = page.filter(({ case_kind }) => case_kind === kind.kind);
    const moved = own.map(
      ({ case_id, number, body_id, field, old_on, new_on }): MovedDate => ({
        caseId: case_id,
        number,
        bodyId: body_id,
        field,
        oldOn: old_on,
        newOn: new_on,
      }),
    );
    if (moved.length > 0) await kind.tellRequesters?.(deps, trx, movingChange(row), moved);
  }
  return page.at(-1)?.id ?? null;
}
