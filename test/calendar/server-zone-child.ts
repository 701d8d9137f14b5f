import { atLocal, endOfDay, localDay, withOffset } from '../../src/calendar/working-days';
import { play } from '../../src/jobs/simulate/play';
import { readScenario } from '../../src/jobs/simulate/scenario';
import { overAt } from '../../src/workflow/deadlines';
import { MIDNIGHTS } from './midnights';

// Run by server-zone.test.ts in a process whose own clock stands in another zone: prints as JSON what it counts there.

async function main(): Promise<void> {
  const zones = [];
  for (const { timezone, before, after } of MIDNIGHTS) {
    zones.push({
      timezone,
      days: [localDay(before, timezone), localDay(new Date(after), timezone)],
      begins: atLocal('2026-12-15', '00:00', timezone),
      ends: endOfDay('2026-12-14', timezone),
      over: overAt('2026-12-14', timezone),
      written: withOffset(after, timezone),
      filed: [await filedAt(before, timezone), await filedAt(after, timezone)],
    });
  }
  process.stdout.write(JSON.stringify({ noon: new Date('2026-12-14T12:00:00Z').getHours(), zones }));
}

/** The request of a whole simulated portal, filed at that instant. */
async function filedAt(start: string, timezone: string) {
  process.env.TIMEZONE = timezone;
  const steps = [{ at: start, do: 'submit' }];
  const scenario = { start, body: 'dinkominfo', requester: { kind: 'individual' }, steps, until: start };
  const { entries, final } = await play(readScenario(JSON.stringify(scenario)));
  return { at: entries[0]?.at, due_on: final.request?.due_on };
}

void main();
