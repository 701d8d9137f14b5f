import { actorOf } from '../accounts/events';
import type { CalendarChange } from '../calendar/change';
import { type CalendarChanged, changeCalendar } from '../calendar/commands';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';

/**
 * Makes a change that an administrator saw the preview of: only on the calendar he saw. The open cases are moved by the
 * sweep, batch by batch, since a hundred thousand of them do not fit into an answer.
 */
export async function confirmChange(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  user: CurrentUser,
  { change, version }: { change: CalendarChange; version: string },
): Promise<CalendarChanged> {
  const by = { actor: actorOf(user, 'admin'), now: deps.clock.now().toISOString() };
  return writing(deps.db, (trx) => changeCalendar(trx, { regionId: deps.regionId, change, expected: version }, by));
}
