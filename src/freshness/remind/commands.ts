import { createHash } from 'node:crypto';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import { directoryOf } from '../../cases/directory/queries';
import { type Trx, writing } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { Deps } from '../../deps';
import { enqueueMails } from '../../mail/outbox';
import { type BodyScore, bodyScores, freshnessSettings } from '../queries';
import { mondayOf } from '../weeks';
import { type Digest, Digests } from './digest';
import { itemLacks, type MadeRung, rhythmLacks, stepKey } from './lacks';
import { digestMail } from './mail';
import { noteReminded, reminded } from './marker-commands';
import { reach } from './reach-queries';

/**
 * Reminds of mandatory items that are to be renewed, the agency, its head, the PPID and the superior (the publishing
 * ladder of the settings), each rung once for each item and due day; and, on the first day of a week, of rhythms that were
 * missed. One letter a day to an address at most, with everything it is told of. Waits until every body was reckoned for
 * today. Gives how many letters are new.
 */
export async function remindOfItems(deps: Deps): Promise<number> {
  const { db, regionId, clock, config } = deps;
  const now = clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const before = await reminded(db, regionId);
  if (before.day === today) return 0;
  const bodies = await bodyScores(db, regionId);
  if (bodies.length === 0 || bodies.some(({ reckoned_on }) => reckoned_on !== today)) return 0;
  const week = mondayOf(today);
  const day = await theDay(deps, bodies, today, before.week !== week);
  return writing(db, async (trx) => {
    await trx('regions').where('id', regionId).forUpdate().first('id');
    // Another sweep was faster by a moment: it has told everybody.
    if ((await reminded(trx, regionId)).day === today) return 0;
    await noteReminded(trx, regionId, { day: today, week }, now);
    return keepDay(deps, trx, day, { now, today });
  });
}

type Step = MadeRung & { bodyId: number };
type Day = { digests: Digest[]; steps: Step[] };

/** Who is told what today. Rhythms are looked at once a week, so that nobody hears of them more often. */
async function theDay({ db, regionId, config }: Deps, bodies: readonly BodyScore[], today: string, newWeek: boolean) {
  const [cal, settings] = await Promise.all([calendarInForce(db, regionId), freshnessSettings(db, regionId)]);
  const directory = directoryOf(db, regionId, today);
  const digests = new Digests();
  const steps: Step[] = [];
  for (const body of bodies) {
    const made = await madeSteps({ db, regionId }, body);
    const found = itemLacks(body, { cal, rungs: settings.rungs, made, today });
    steps.push(...found.steps.map((step) => ({ ...step, bodyId: body.body_id })));
    const rhythm = newWeek ? rhythmLacks(body, localDay(body.body_since, config.timezone), settings) : [];
    for (const lack of [...found.lacks, ...rhythm]) {
      const { people, meant } = await reach(directory, lack.told, body.body_id);
      for (const person of people) digests.add(person, body, lack, meant);
    }
  }
  return { digests: digests.all(), steps } satisfies Day;
}

async function madeSteps({ db, regionId }: Pick<Deps, 'db' | 'regionId'>, { body_id, detail }: BodyScore) {
  const dues = new Set(detail.items.flatMap(({ due_on, state }) => (due_on && state !== 'present' ? [due_on] : [])));
  const rows: { subkind: string; due_on: string; step: string }[] = await db('freshness_reminders')
    .where({ region_id: regionId, body_id })
    .whereIn('due_on', [...dues])
    .select('subkind', 'due_on', 'step');
  const made = new Map<string, Set<string>>();
  for (const { subkind, due_on, step } of rows) {
    const key = stepKey(subkind, due_on);
    made.set(key, (made.get(key) ?? new Set()).add(step));
  }
  return made;
}

async function keepDay(
  { regionId, keys, i18n, config }: Deps,
  trx: Trx,
  { digests, steps }: Day,
  { now, today }: { now: string; today: string },
): Promise<number> {
  const rows = steps.map(({ bodyId, item, step, outcome }) => ({
    ...{ region_id: regionId, body_id: bodyId, subkind: item.code, due_on: item.due_on, step, outcome, made_at: now },
  }));
  const unless = ['region_id', 'body_id', 'subkind', 'due_on', 'step'];
  for (let i = 0; i < rows.length; i += 500)
    await insertMany(trx, 'freshness_reminders', rows.slice(i, i + 500), { unless });
  const t = i18n.for('id');
  const mails = digests.map((digest) => ({
    regionId,
    dedupeKey: `freshness:${regionId}:${today}:${hashOf(digest.person.email)}`,
    kind: 'staff' as const,
    to: digest.person.email,
    ...digestMail(t, digest, { baseUrl: config.baseUrl }),
  }));
  return (await enqueueMails(trx, keys, now, mails)).length;
}

/** An address is nobody's business in the clear. */
const hashOf = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 40);
