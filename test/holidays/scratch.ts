import { due } from '../../src/calendar/working-days';
import type { CaseKind, MovableKind, MovedDate } from '../../src/holidays/movable';
import type { TestApp } from '../support/app';

type ScratchRow = { id: number; number: string; body_id: number | null; received_on: string; due_on: string };

/** Cases of a scratch table with one date each, 10 working days from receipt: the smallest kind that can be moved. */
export function scratchKind(kind: CaseKind, table: string, also: Partial<MovableKind> = {}): MovableKind {
  return {
    kind,
    async batch(_deps, trx, _change, cal, afterId, limit) {
      const rows: ScratchRow[] = await trx(table).where('id', '>', afterId).orderBy('id').limit(limit);
      const moved: MovedDate[] = [];
      for (const row of rows) {
        const newOn = due(cal, row.received_on, 10);
        if (newOn === row.due_on) continue;
        await trx(table).where('id', row.id).update({ due_on: newOn });
        const { id: caseId, number, body_id: bodyId, due_on: oldOn } = row;
        moved.push({ caseId, number, bodyId, field: 'due_on', oldOn, newOn });
      }
      return { lastId: rows.length < limit ? null : (rows.at(-1)?.id ?? null), seen: rows.length, moved };
    },
    async preview(deps, cal, most) {
      const rows: ScratchRow[] = await deps
        .db(table)
        .orderBy('id')
        .limit(most + 1);
      const looked = rows.slice(0, most);
      const moves = looked.filter((row) => due(cal, row.received_on, 10) !== row.due_on);
      const sample = moves.slice(0, 20).map((row) => ({
        number: row.number,
        field: 'due_on',
        oldOn: row.due_on,
        newOn: due(cal, row.received_on, 10),
      }));
      return { seen: looked.length, moved: moves.length, more: rows.length > most, sample };
    },
    ...also,
  };
}

/** Makes the table with `count` open cases, received on Friday 11 December 2026 and due on the 29th. */
export async function scratchCases(app: TestApp, table: string, count: number, bodyId: number | null): Promise<void> {
  if (!(await app.db.schema.hasTable(table))) {
    await app.db.schema.createTable(table, (t) => {
      t.increments('id');
      t.text('number').notNullable();
      t.integer('body_id');
      t.text('received_on').notNullable();
      t.text('due_on').notNullable();
    });
  }
  const rows = Array.from({ length: count }, (_, i) => ({
    number: `P-2026-${String(i + 1).padStart(6, '0')}`,
    body_id: bodyId,
    received_on: '2026-12-11',
    due_on: '2026-12-29',
  }));
  for (let i = 0; i < rows.length; i += 100) await app.db(table).insert(rows.slice(i, i + 100));
}
