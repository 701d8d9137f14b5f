import { advanceExemptions } from '../../src/exemptions/sweep-commands';
import { reckonFreshness } from '../../src/freshness/reckon-commands';
import { givenDocument } from '../catalogue/documents';
import { enacted } from '../exemptions/given';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('what the portal opens at the end of an exemption is not a week in which its agency published', async () => {
  const { id } = await app.db('bodies').where('slug', 'dinkominfo').first('id');
  await app.db('documents').where('body_id', id).delete();
  const item = await givenDocument(app.db, { title: 'Terbuka sendiri', published_at: '2026-01-05T02:00:00.000Z' });
  await enacted(app, { title: 'Terbuka sendiri', documentId: item.id, until_on: '2026-12-20' });
  app.clock.set('2026-12-21T00:00:00+07:00');
  await advanceExemptions(app.deps);
  const opened = async () => {
    await reckonFreshness(app.deps);
    const { detail } = await app.db('body_freshness').where('body_id', id).first();
    const weeks: { monday: string; published: number }[] = JSON.parse(detail).weeks;
    return weeks.find(({ monday }) => monday === '2026-12-21')?.published;
  };
  expect((await app.db('documents').where('id', item.id).first()).published_at).toBe(app.clock.now().toISOString());
  expect(await opened()).toBe(0);
  // Published anew by the agency it is its own again.
  app.clock.set('2026-12-22T09:00:00+07:00');
  const at = app.clock.now().toISOString();
  await app.db('documents').where('id', item.id).update({ published_at: at, updated_at: at });
  expect(await opened()).toBe(1);
});
