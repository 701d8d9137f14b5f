import { calendarInForce } from '../calendar/queries';
import type { CaseKind, CaseRow } from '../cases/kind';
import { ladderInForce } from '../cases/ladder-queries';
import { previewRecount, recountBatch } from '../cases/recount/commands';
import { worldAt } from '../cases/world';
import { DISPUTES } from '../disputes/kind';
import { writeLetters } from '../letters/commands';
import { MOVED_FIELDS, type MovedField } from '../letters/facts';
import { OBJECTIONS } from '../objections/kind';
import { REQUESTS } from '../requests/kind';
import { explainLetter } from '../workflow/deadlines';
import type { RequestFacts } from '../workflow/facts';
import type { Stepped } from '../workflow/table';
import type { MovableKind, MovedDate } from './movable';

/** Every kind of case that a change of the calendar moves, in the order they are moved. */
export const MOVABLE: readonly MovableKind[] = [
  movable(REQUESTS, 'date_moved', MOVED_FIELDS),
  movable(OBJECTIONS, 'objection_date_moved', ['due_on', 'execute_by']),
  movable(DISPUTES, 'objection_date_moved', ['file_by']),
];

/** A kind of case as the mover sees it. `told` are the dates its requester was told and is told again when they move. */
function movable<R extends CaseRow, F extends { state: string; ladder_since: string }, S extends Stepped>(
  kind: CaseKind<R, F, S>,
  letter: string,
  told: readonly string[],
): MovableKind {
  return {
    kind: kind.name,
    batch: async (deps, trx, change, cal, afterId, limit) => {
      const ladder = await ladderInForce(trx, deps.regionId);
      return recountBatch(deps, trx, kind, change, { cal, ladder, afterId, limit });
    },
    preview: (deps, cal, most) => previewRecount(deps, kind, cal, most),
    tellRequesters: async (deps, trx, change, moved) => {
      const cal = await calendarInForce(trx, deps.regionId);
      const world = worldAt(deps, trx, cal, await ladderInForce(trx, deps.regionId));
      const worth = moved.filter(({ field }) => told.includes(field));
      const rows: R[] = await trx(kind.table).whereIn('id', [...new Set(worth.map(({ caseId }) => caseId))]);
      const parties = await kind.parties(world, rows);
      const letters = [];
      for (const row of rows) {
        const party = parties.get(row.id);
        // Whoever gets his letters on paper reads the moved date on his page and in the next letter.
        if (!party?.identity.email) continue;
        const facts = kind.facts(row);
        const own = worth.filter(({ caseId }) => caseId === row.id);
        const more =
          kind.name === 'request' ? requestSays(facts as unknown as RequestFacts, own, change.decree, cal) : {};
        const wish = { kind: letter, dedupeKey: `moved:${change.publicId}:${row.public_id}`, more };
        letters.push(await kind.letter(world, row, facts, party, wish));
      }
      const { now, today } = world;
      await writeLetters(trx, { keys: deps.keys, config: deps.config, i18n: deps.i18n, now, today }, letters);
    },
  };
}

/** The letter whose date is counted the same way. */
const EXPLAINS = { due_on: 'date_moved', repair_due_on: 'repair_reminder', object_by: 'window_reminder' } as const;

function requestSays(
  facts: RequestFacts,
  moved: readonly MovedDate[],
  decree: string | null,
  cal: Parameters<typeof explainLetter>[1],
) {
  // Of several dates the one that comes first is explained; a date that did not move, or has ended, never is.
  const fields = moved.map(({ field }) => field);
  const counted = (['due_on', 'repair_due_on', 'object_by'] as const).find((field) => fields.includes(field));
  return {
    moved: moved.map(({ field, oldOn, newOn }) => ({ field: field as MovedField, old_on: oldOn, new_on: newOn })),
    moved_by: decree,
    // A hand-over that moved alone was promised by the office: no term of the law is counted there.
    due: counted ? explainLetter(EXPLAINS[counted], cal, facts) : null,
  };
}
