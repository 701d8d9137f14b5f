import type { CalendarChangeRow } from '../db/tables/holidays';
import type { MovingChange } from './movable';

/** A stored change as those who move cases and tell people need it. */
export function movingChange(row: CalendarChangeRow): MovingChange {
  const { id, public_id: publicId, made_at: madeAt, decree, reason } = row;
  return { id, publicId, madeAt, decree, reason, dates: JSON.parse(row.dates) };
}
