import fc from 'fast-check';
import { addDays, localDay, weekday } from '../../src/calendar/working-days';
import { figuresAsOf } from '../../src/reports/statistics/cached-queries';
import { enacted } from '../exemptions/given';
import { type Beginning, beginnings, PRELUDES, whats } from '../model/chance';
import { Bench } from '../model/checks';
import { END, perform } from '../model/deeds';
import { Model } from '../model/model';
import type { Ids } from '../model/portal';
import { FACTOR } from '../model/run';
import { StoredPortal } from '../model/stored-portal';
import { type TestApp, testApp } from '../support/app';
import { daysOffNow, naiveStats } from './naive';

const ZONE = 'Asia/Jakarta';
const SEED = Number(process.env.MODEL_SEED ?? 20261211);

/** The decisions that the variants of a refusal name: one in force, one over. */
async function decisions(app: TestApp): Promise<void> {
  const [one, two] = [await givenDecision(app, 'SK-1'), await givenDecision(app, 'SK-2')];
  await app.db('exemptions').where('id', one.id).update({ decided_on: '2024-12-01' });
  const past = { decided_on: '2018-01-02', state: 'revoked', ended_on: '2018-06-01', ended_by: 'ruling' };
  await app.db('exemptions').where('id', two.id).update(past);
}

const givenDecision = (app: TestApp, decree: string) => enacted(app, { title: 'Data', letter: 'h', item: 3, decree });

async function idsOf({ db }: TestApp): Promise<Ids> {
  const body = async (slug: string): Promise<number> => (await db('bodies').where({ slug }).first('id')).id;
  const user = async (name: string): Promise<number> =>
    (await db('users').where('email', `${name}@contoh.test`).first('id')).id;
  const [petugas, ppid, atasan] = [await user('petugas'), await user('ppid'), await user('atasan')];
  return {
    bodies: { own: await body('dinkominfo'), other: await body('inspektorat') },
    users: { petugas, ppid, atasan, opd: await user('opd'), other: await user('admin') },
  };
}

/** Long after an answer a day on its way is declared off: earlier figures keep the count of their time. */
async function lateHoliday(app: TestApp, portal: StoredPortal, now: number): Promise<void> {
  const took = app.db('requests').whereNotNull('notified_on').whereRaw('notified_on > received_on');
  const case_ = await took.orderBy('id').first('received_on', 'notified_on');
  if (!case_) return;
  let date: string = case_.notified_on;
  while (weekday(date) % 6 === 0) date = addDays(date, -1);
  portal.setNow(now + 3 * 86_400_000);
  await portal.change({ date, kind: 'local', name: 'Hari tutup' }, 'add');
  await portal.sweep();
}

test('whatever lawfully happens, the figures of any day agree with a plain recount from the log', async () => {
  let [compared, received, answered, objected, petitioned] = [0, 0, 0, 0, 0];
  const one = async (beginning: Beginning, deeds: Parameters<typeof perform>[0][], places: number[]) => {
    const app = await testApp();
    try {
      await decisions(app);
      const portal = new StoredPortal(app, await idsOf(app));
      await portal.begin(beginning.at);
      const off = await daysOffNow(app.db);
      const model = new Model(beginning.at);
      const bench = new Bench(portal, { steps: new Map(), states: new Set() });
      // Several beginnings one after another: cases at every stage, side by side.
      for (const what of PRELUDES.flat()) await perform(what, model, bench);
      for (const what of deeds) if (model.now < END) await perform(what, model, bench);
      await lateHoliday(app, portal, model.now);
      const instants: string[] = await app.db('audit_events').orderBy('id').pluck('recorded_at');
      const days = [...new Set(instants.map((at) => localDay(at, ZONE)))].sort();
      const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))];
      for (const day of [...places.map((place) => days[place % days.length] as string), days.at(-1) as string]) {
        for (const year of years) {
          const given = { regionId: app.regionId, timezone: ZONE };
          const { stats, followed } = await figuresAsOf(app.db, given, { year, asOf: day, source: null });
          const { refusal_grounds, ...rest } = stats;
          const grounds = Object.fromEntries(Object.entries(refusal_grounds).filter(([, n]) => n > 0));
          const naive = await naiveStats(app.db, year, day, off);
          expect({ stats: { ...rest, refusal_grounds: grounds }, followed }).toEqual(naive);
          compared += 1;
          petitioned += followed.petitions ?? 0;
          received += stats.received;
          answered += stats.on_time + stats.late;
          objected += stats.objections.received;
        }
      }
    } finally {
      await app.close();
    }
  };
  const deeds = fc.array(whats, { minLength: 15, maxLength: 40, size: 'max' });
  const places = fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 40 });
  await fc.assert(fc.asyncProperty(beginnings, deeds, places, one), {
    ...{ seed: SEED, numRuns: Math.max(1, Math.round(2 * FACTOR)), endOnFailure: true },
  });
  process.stderr.write(
    `figures: ${compared} compared, ${received} received, ${answered} answered, ${objected} objections, ${petitioned} petitions\n`,
  );
  expect(Math.min(received, answered, objected)).toBeGreaterThan(0);
}, 600_000);
