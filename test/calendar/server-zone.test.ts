import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MIDNIGHTS } from './midnights';

const run = promisify(execFile);
const support = join(__dirname, '../support/run-ts.cjs');

/** The server's own zone and the hour its clock shows at noon UTC: proof that the process really stands there. */
const SERVERS: [string, number][] = [
  ['UTC', 12],
  ['America/Los_Angeles', 4],
  ['Asia/Jayapura', 21],
];

test.each(SERVERS)('on a server in %s an instant near midnight falls on the day of the office', async (TZ, hour) => {
  const env = { ...process.env, TZ, TIMEZONE: undefined };
  const { stdout } = await run(process.execPath, [support, join(__dirname, 'server-zone-child.ts')], { env });
  const { noon, zones } = JSON.parse(stdout);
  expect(noon).toBe(hour);
  expect(zones).toEqual(
    MIDNIGHTS.map(({ timezone, midnight, offset }) => ({
      timezone,
      days: ['2026-12-14', '2026-12-15'],
      begins: midnight,
      ends: new Date(Date.parse(midnight) - 1).toISOString(),
      over: midnight,
      written: `2026-12-15T00:00:30${offset}`,
      filed: [
        { at: `2026-12-14T23:59:30${offset}`, due_on: '2026-12-30' },
        { at: `2026-12-15T00:00:30${offset}`, due_on: '2026-12-31' },
      ],
    })),
  );
});
