import { type TestApp, testApp } from '../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

const call = (path: string, query: Record<string, string | string[]> = {}) =>
  t.browser().get(`/api/v1/calendar/${path}`).query(query);

test('due names the day and what was skipped', async () => {
  const { body, headers } = await call('due', { from: '2026-12-11', days: '10' }).expect(200);
  expect(headers['set-cookie']).toBeUndefined();
  expect(body).toMatchObject({ from: '2026-12-11', days: 10, due_on: '2026-12-29' });
  expect(body.skipped).toHaveLength(8);
  expect(body.skipped[4]).toEqual({
    date: '2026-12-24',
    reason: 'cuti_bersama',
    name: 'Cuti Bersama Hari Raya Natal',
    decree: expect.stringContaining('1497'),
  });
  expect((await call('due', { from: '2026-11-21', days: '0' }).expect(200)).body.due_on).toBe('2026-11-21');
});

test('between is the inverse, negative when reversed', async () => {
  const { body } = await call('between', { from: '2026-12-11', to: '2026-12-29' }).expect(200);
  expect(body).toEqual({ from: '2026-12-11', to: '2026-12-29', working_days: 10 });
  const back = await call('between', { from: '2026-12-29', to: '2026-12-11' }).expect(200);
  expect(back.body.working_days).toBe(-10);
  const none = await call('between', { from: '2026-12-11', to: '2026-12-11' }).expect(200);
  expect(Object.is(none.body.working_days, 0)).toBe(true);
});

test('holidays gives the calendar in force with its version and decree', async () => {
  const { body } = await call('holidays', { year: '2026' }).expect(200);
  expect(body).toMatchObject({ year: 2026, version: 1, confidence: 'high', next: null });
  expect(body.decree).toContain('1497');
  expect(body.items).toHaveLength(25);
  expect(body.items[0]).toMatchObject({ date: '2026-01-01', kind: 'libur_nasional', name: 'Tahun Baru Masehi' });
});

test.each([
  ['due', {}, ['from', 'days']],
  ['due', { from: '2026-02-30', days: '10' }, ['from']],
  ['due', { from: '2026-12-11', days: '-1' }, ['days']],
  ['due', { from: '2026-12-11', days: '1e2' }, ['days']],
  ['due', { from: '2026-12-11', days: '99999' }, ['days']],
  ['due', { from: ['2026-12-11', '2026-12-12'], days: '1' }, ['from']],
  ['between', { from: 'kemarin', to: 'besok' }, ['from', 'to']],
  ['holidays', { year: '26' }, ['year']],
])('%s %j is refused with its parameters', async (path, query, fields) => {
  const { body, headers } = await call(path, query).expect(422);
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ type: 'about:blank', status: 422, title: 'Permintaan tidak dapat dipakai' });
  expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  for (const { message } of body.errors) expect(message.length).toBeGreaterThan(5);
});

test.each([
  ['due', { from: '2027-12-20', days: '10' }, '2028'],
  ['due', { from: '2026-12-11', days: '9999' }, '2028'],
  ['between', { from: '2018-01-01', to: '2026-01-01' }, '2018'],
  ['between', { from: '2026-01-01', to: '2018-01-01' }, '2018'],
  ['holidays', { year: '2030' }, '2030'],
])('%s %j needs a year without a calendar', async (path, query, year) => {
  const { body } = await call(path, query).expect(422);
  expect(body.detail).toBe(`Kalender tahun ${year} belum ditetapkan, jadi hari kerjanya tidak dapat dihitung.`);
  const english = await call(path, query).set('Accept-Language', 'en').expect(422);
  expect(english.body.detail).toContain(`no calendar for ${year}`);
});
