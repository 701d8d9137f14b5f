import { sweep } from '../../src/jobs/sweep';
import { MIDNIGHTS } from '../calendar/midnights';
import { filed } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';
import { objected, objection } from './staff/cases';

let portal: TestApp;
afterEach(() => portal.close());

describe.each(MIDNIGHTS)('an office in $zone', ({ timezone, offset }) => {
  const clock = async (time: string) => {
    portal.clock.set(`${time}${offset}`);
    await sweep(portal.deps);
  };
  /** Objects to the silence about a request now. */
  const object = async (request: string) => objection(portal, await objected(portal, { request }));
  const only = (table: 'objections' | 'disputes', ...columns: string[]) => portal.db(table).first(columns);

  test('silence may be objected to from the midnight after the last day, and in time until that of the window', async () => {
    portal = await testApp({ clock: `2026-12-11T09:00:00${offset}`, config: { timezone } });
    const [early, last, late] = [await filed(portal), await filed(portal), await filed(portal)];
    await clock('2026-12-29T23:59:30');
    await expect(objected(portal, { request: early })).rejects.toThrow('answer_term_still_runs');
    await clock('2026-12-30T00:00:30');
    expect(await object(early)).toMatchObject({ received_on: '2026-12-30', object_by: '2027-02-12', late: 0 });
    // By the later clock of the Perki the window ends three working days on.
    await clock('2027-02-17T23:59:30');
    expect(await object(last)).toMatchObject({ received_on: '2027-02-17', late: 0 });
    await clock('2027-02-18T00:00:30');
    expect(await object(late)).toMatchObject({ received_on: '2027-02-18', late: 1 });
  });

  test('the superior has until midnight, and so has the requester with his dispute', async () => {
    portal = await testApp({ clock: `2026-12-11T09:00:00${offset}`, config: { timezone } });
    const request = await filed(portal);
    await clock('2026-12-30T00:00:30');
    expect(await object(request)).toMatchObject({ due_on: '2027-02-15' });
    await clock('2027-02-15T23:59:30');
    expect(await only('objections', 'state')).toEqual({ state: 'registered' });
    await clock('2027-02-16T00:00:30');
    const silent = { state: 'unanswered', unanswered_on: '2027-02-15' };
    expect(await only('objections', 'state', 'unanswered_on')).toEqual(silent);
    const open = { state: 'window_open', window_from: '2027-02-15', file_by: '2027-03-05' };
    expect(await only('disputes', 'state', 'window_from', 'file_by')).toEqual(open);
    await clock('2027-03-05T23:59:30');
    expect(await only('disputes', 'state')).toEqual({ state: 'window_open' });
    await clock('2027-03-06T00:00:30');
    expect(await only('disputes', 'state')).toEqual({ state: 'window_missed' });
  });
});
