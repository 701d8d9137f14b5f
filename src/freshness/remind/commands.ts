import { createHash } from 'node:crypto';
import { calendarInForce } from '../../calendar/queries';
import { type Calendar, localDay, NoCalendarError } from '../../calendar/working-days';
import { type Directory, directoryOf, type Person } from '../../cases/directory/queries';
import { isUniqueViolation, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { enqueueMails, type Mail } from '../../mail/outbox';
import { type BodyScore, bodyScores, freshnessSettings } from '../queries';
import type { ItemLine } from '../score';
import type { PublishingRung, Told } from '../settings';
import { itemsMail } from './mail';
import { dueRungs } from './rungs';

const ONE_UP: Record<Told, Told | null> = { agency: 'body_head', body_head: 'ppid', ppid: 'superior', superior: null };

/** How many bodies one pass looks at; the marker in `settings` says where the next begins. */
const A_PASS = 60;
const MARKER = 'freshness_reminded';

/**
 * Reminds agencies of mandatory items that are to be renewed, then their heads, the PPID and the superior (the publishing
 * ladder of the settings). Each rung once for each item and due day, also with two sweeps at once. Looks at each body
 * once a day. Gives how many letters are new.
 */
export async function remindOfItems(deps: Deps): Promise<number> {
  const { db, regionId, clock, config } = deps;
  const now = clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const done = await db('settings').where({ region_id: regionId, key: MARKER }).first('value');
  const marker: { day: string; after: number } = done ? JSON.parse(done.value) : { day: '', after: 0 };
  const after = marker.day === today ? marker.after : 0;
  const bodies = (await bodyScores(db, regionId)).sort((a, b) => a.body_id - b.body_id);
  const turn = bodies.filter(({ body_id, reckoned_on }) => body_id > after && reckoned_on === today).slice(0, A_PASS);
  const last = turn.at(-1);
  if (!last) return 0;
  const [cal, settings] = await Promise.all([calendarInForce(db, regionId), freshnessSettings(db, regionId)]);
  const directory = directoryOf(db, regionId, today);
  let letters = 0;
  for (const body of turn)
    letters += await remindBody(deps, { body, cal, rungs: settings.rungs, directory, now, today });
  const value = JSON.stringify({ day: today, after: last.body_id });
  const row = { region_id: regionId, key: MARKER, value, updated_at: now };
  await writing(db, (trx) =>
    trx('settings').insert(row).onConflict(['region_id', 'key']).merge(['value', 'updated_at']),
  );
  return letters;
}

type Pass = {
  body: BodyScore;
  cal: Calendar;
  rungs: readonly PublishingRung[];
  directory: Directory;
  now: string;
  today: string;
};

async function remindBody(deps: Deps, pass: Pass): Promise<number> {
  const items = pass.body.detail.items.filter(({ due_on, state }) => due_on !== null && state !== 'present');
  if (items.length === 0) return 0;
  const rows: { subkind: string; due_on: string; step: string }[] = await deps
    .db('freshness_reminders')
    .where({ region_id: deps.regionId, body_id: pass.body.body_id })
    .whereIn('due_on', [...new Set(items.map(({ due_on }) => due_on as string))])
    .select('subkind', 'due_on', 'step');
  // By addressee: an agency with ten items late gets one letter that names ten.
  const toTell = new Map<Told, { item: ItemLine; step: string }[]>();
  const skipped: { item: ItemLine; step: string }[] = [];
  for (const item of items) {
    const made = new Set(
      rows.filter((r) => r.subkind === item.code && r.due_on === item.due_on).map(({ step }) => step),
    );
    const found = rungsOf(pass, item, made);
    if (found.send) toTell.set(found.send.to, [...(toTell.get(found.send.to) ?? []), { item, step: found.send.step }]);
    skipped.push(...found.skip.map(({ step }) => ({ item, step })));
  }
  let letters = 0;
  for (const [told, lines] of toTell) letters += await tell(deps, pass, told, lines);
  await note(deps, pass, skipped);
  return letters;
}

/** In a year without a calendar nothing can be counted; that is announced elsewhere, and made up for later. */
function rungsOf({ cal, rungs, today }: Pass, item: ItemLine, made: ReadonlySet<string>) {
  try {
    return dueRungs(cal, rungs, item.due_on as string, made, today);
  } catch (error) {
    if (error instanceof NoCalendarError) return { send: null, skip: [] };
    throw error;
  }
}

const reminderRow =
  ({ regionId }: Deps, { body, now }: Pass, outcome: 'sent' | 'skipped') =>
  (line: { item: ItemLine; step: string }) => ({
    ...{ region_id: regionId, body_id: body.body_id, subkind: line.item.code, due_on: line.item.due_on as string },
    ...{ step: line.step, outcome, made_at: now },
  });

async function note(deps: Deps, pass: Pass, lines: { item: ItemLine; step: string }[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(reminderRow(deps, pass, 'skipped'));
  const unique = ['region_id', 'body_id', 'subkind', 'due_on', 'step'];
  await writing(deps.db, (trx) => trx('freshness_reminders').insert(rows).onConflict(unique).ignore());
}

async function tell(deps: Deps, pass: Pass, told: Told, lines: { item: ItemLine; step: string }[]): Promise<number> {
  const { people, meant } = await reach(pass, told);
  const rows = lines.map(reminderRow(deps, pass, 'sent'));
  const mails = people.map((person) => letter(deps, pass, person, lines, meant ? told : null));
  try {
    return await writing(deps.db, async (trx) => {
      await trx('freshness_reminders').insert(rows);
      return (await enqueueMails(trx, deps.keys, pass.now, mails)).length;
    });
  } catch (error) {
    // Another sweep was faster by a moment: it has told everybody.
    if (isUniqueViolation(error)) return 0;
    throw error;
  }
}

/** Who is told; when nobody holds the office, the next one up is, and `meant` says so. */
async function reach({ directory, body }: Pass, told: Told): Promise<{ people: Person[]; meant: boolean }> {
  for (let office: Told | null = told, meant = false; office; office = ONE_UP[office], meant = true) {
    const people = await holders(directory, office, body.body_id);
    if (people.length > 0) return { people, meant };
  }
  return { people: [], meant: false };
}

async function holders(directory: Directory, office: Told, bodyId: number): Promise<Person[]> {
  if (office === 'agency') return directory.staff('opd', bodyId);
  if (office === 'ppid') return directory.staff('ppid', null);
  if (office === 'superior') return directory.staff('atasan', null);
  const body = await directory.body(bodyId);
  return body?.head_email ? [{ name: body.head_name ?? body.name, email: body.head_email }] : [];
}

function letter(
  { regionId, config, i18n }: Deps,
  { body, today }: Pass,
  person: Person,
  lines: { item: ItemLine; step: string }[],
  meant: Told | null,
): Mail {
  const keys = lines.map(({ item, step }) => `${item.code} ${item.due_on} ${step}`).sort();
  // An address is nobody's business in the clear: the occasion is a digest.
  const occasion = createHash('sha256')
    .update(`${keys.join('|')} ${person.email}`)
    .digest('hex')
    .slice(0, 40);
  const said = {
    name: person.name,
    body: body.name,
    score: body.score,
    items: lines.map(({ item }) => item),
    meant,
    today,
  };
  return {
    regionId,
    dedupeKey: `freshness:${body.body_id}:${occasion}`,
    kind: 'staff',
    to: person.email,
    ...itemsMail(i18n.for('id'), { ...said, url: `${config.baseUrl}/badan-publik/${body.slug}` }),
  };
}
