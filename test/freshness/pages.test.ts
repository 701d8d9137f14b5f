import { SUBKINDS } from '../../src/catalogue/subkinds';
import { reckonFreshness } from '../../src/freshness/reckon-commands';
import { remindOfItems } from '../../src/freshness/remind/commands';
import { DEFAULT_SETTINGS, type FreshnessSettings } from '../../src/freshness/settings';
import { openLetter } from '../../src/mail/sealing';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';

const MANDATORY = SUBKINDS.filter(({ mandatory }) => mandatory);

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  // The agency came into the portal a year ago.
  await app.db('bodies').update({ created_at: '2025-12-01T00:00:00.000Z' });
});
afterEach(() => app.close());

const RUNGS = Object.fromEntries(
  DEFAULT_SETTINGS.rungs.flatMap(({ days, to }, i) => [
    [`rungs[${i}][days]`, String(days)],
    [`rungs[${i}][to]`, to],
  ]),
);

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const read = async (path: string) => main((await app.browser().get(path).expect(200)).text);
const scoreOf = async (slug: string) =>
  app.db('body_freshness as f').join('bodies as b', 'b.id', 'f.body_id').where('b.slug', slug).first('f.*');

/** Published now by Dinkominfo under a sub-kind. */
async function publish(subkind: string): Promise<void> {
  const at = app.clock.now().toISOString();
  await givenDocument(app.db, { subkind, published_at: at, updated_at: at, created_at: at });
}

/** What was written to an address, the oldest first. */
async function mailsTo(address: string): Promise<string[]> {
  const rows = await app.db('outbox').where('dedupe_key', 'like', 'freshness:%').orderBy('id');
  return rows.map((row) => openLetter(app.deps.keys, row)).flatMap(({ to, text }) => (to === address ? [text] : []));
}

/** Everything a sweep does about it on a day. */
async function pass(day: string): Promise<void> {
  app.clock.set(`${day}T09:00:00+07:00`);
  await reckonFreshness(app.deps);
  await Promise.all([remindOfItems(app.deps), remindOfItems(app.deps)]);
  await remindOfItems(app.deps);
}

/** Leaves one body, so that letters about the others are not in the way; and no rhythm, unless it is what is tested. */
async function onlyDinkominfo(rhythm: Partial<FreshnessSettings['rhythm']> = { every: 0 }): Promise<void> {
  await app.db('bodies').whereNot('slug', 'dinkominfo').update({ active: 0 });
  const value = JSON.stringify({ ...DEFAULT_SETTINGS, rhythm: { ...DEFAULT_SETTINGS.rhythm, ...rhythm } });
  const at = app.clock.now().toISOString();
  await app.db('settings').insert({ region_id: app.regionId, key: 'freshness', value, updated_at: at });
}

test('publishing a mandatory item raises the score and shows why; a second pass with nothing new writes nothing', async () => {
  await reckonFreshness(app.deps);
  const before = await scoreOf('dinkominfo');
  expect(before.score).toBe(0);
  await publish('profil');
  expect(await reckonFreshness(app.deps)).toBe(1);
  const after = await scoreOf('dinkominfo');
  expect(after.score).toBeGreaterThan(before.score);
  expect(after.overdue).toBe(before.overdue - 1);
  expect(await reckonFreshness(app.deps)).toBe(0);
  const page = await read('/badan-publik/dinkominfo');
  expect(page).toContain(`1 dari ${MANDATORY.length} informasi wajib tersedia tepat waktu`);
  expect(page).toContain('Jumat, 11 Juni 2027');
  expect(await read('/badan-publik')).toContain(`Skor ${after.score} dari 100`);
  expect(await read('/statistik')).toContain('1 dari');
  const csv = (await app.browser().get('/statistik/kesegaran.csv').expect(200)).text;
  expect(csv.split('\r\n')[1]).toMatch(/^dinkominfo,Dinas Komunikasi/);
});

test('a new day reckons every score anew: what was in time yesterday is late today', async () => {
  await publish('profil');
  await reckonFreshness(app.deps);
  app.clock.set('2027-06-11T09:00:00+07:00');
  await reckonFreshness(app.deps);
  const inTime = await scoreOf('dinkominfo');
  app.clock.set('2027-06-12T09:00:00+07:00');
  expect(await reckonFreshness(app.deps)).toBeGreaterThan(1);
  expect((await scoreOf('dinkominfo')).overdue).toBe(inTime.overdue + 1);
});

test('an agency is reminded once, then its head, the PPID and the superior, each once, also by two sweeps at once', async () => {
  await app
    .db('bodies')
    .where('slug', 'dinkominfo')
    .update({ head_email: 'kepala@contoh.test', head_name: 'Kepala Dinas' });
  await onlyDinkominfo();
  for (const { code } of MANDATORY) await publish(code);
  await pass('2027-05-20');
  expect(await mailsTo('opd@contoh.test')).toHaveLength(0);
  // Ten working days before Friday 11 June 2027.
  await pass('2027-05-28');
  const [first, ...more] = await mailsTo('opd@contoh.test');
  expect(more).toEqual([]);
  expect(first).toContain('Profil badan publik: paling lambat Jumat, 11 Juni 2027');
  expect(first).not.toContain('Laporan kinerja');
  await pass('2027-06-11');
  expect(await mailsTo('opd@contoh.test')).toHaveLength(2);
  await pass('2027-06-18');
  expect(await mailsTo('kepala@contoh.test')).toHaveLength(1);
  await pass('2027-06-25');
  expect(await mailsTo('ppid@contoh.test')).toHaveLength(1);
  await pass('2027-07-30');
  expect(await mailsTo('atasan@contoh.test')).toHaveLength(1);
  expect(await mailsTo('opd@contoh.test')).toHaveLength(2);
});

test('an agency whose head has no address is told of one rung up, and the letter says whom it was meant for', async () => {
  await app.db('bodies').where('slug', 'dinkominfo').update({ head_email: null });
  await onlyDinkominfo();
  await app.db('bodies').update({ created_at: '2026-06-01T00:00:00.000Z' });
  await pass('2026-12-11');
  // Due on 1 December, five working days behind on the 8th: the head's rung.
  const mails = await mailsTo('ppid@contoh.test');
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain('Pesan ini untuk kepala badan publik');
});

test('after a gap each addressee gets one letter with every body, and the agencies are told of their own', async () => {
  await app.db('bodies').update({ created_at: '2026-06-01T00:00:00.000Z', head_email: null });
  await pass('2027-02-01');
  const bodies: { name: string }[] = await app.db('bodies').where('active', 1).select('name');
  const [highest, ...more] = await mailsTo('atasan@contoh.test');
  expect(more).toEqual([]);
  for (const { name } of bodies) expect(highest).toContain(`${name} (skor kesegaran`);
  const [own, ...others] = await mailsTo('opd@contoh.test');
  expect(others).toEqual([]);
  expect(own).toContain('Dinas Komunikasi dan Informatika (skor kesegaran');
  expect(own).toContain('Profil badan publik: seharusnya paling lambat Selasa, 1 Desember 2026');
  expect(own).not.toContain('Dinas Kesehatan');
  const all = await app.db('outbox').where('dedupe_key', 'like', 'freshness:%');
  await pass('2027-02-02');
  expect(await app.db('outbox').where('dedupe_key', 'like', 'freshness:%')).toHaveLength(all.length);
});

test('weeks without publishing: the agency is told once a week, its head after more, nobody once it publishes', async () => {
  await onlyDinkominfo({ every: 2 });
  await app.db('bodies').where('slug', 'dinkominfo').update({ head_email: 'kepala@contoh.test' });
  // Nothing mandatory is due until June 2027.
  for (const { code } of MANDATORY) await publish(code);
  const published = app.clock.now().toISOString().slice(0, 10);
  expect(published).toBe('2026-12-11');
  // Monday 4 January: whole weeks without a word are those of 14, 21 and 28 December, one of which the rhythm allows.
  await pass('2027-01-04');
  const [first, ...more] = await mailsTo('opd@contoh.test');
  expect([first, more]).toEqual([expect.stringContaining('Tertinggal 2 minggu dari irama penerbitannya'), []]);
  expect(await mailsTo('kepala@contoh.test')).toEqual([]);
  await pass('2027-01-06');
  await pass('2027-01-10');
  expect(await mailsTo('opd@contoh.test')).toHaveLength(1);
  await pass('2027-01-13');
  await pass('2027-01-18');
  expect(await mailsTo('opd@contoh.test')).toHaveLength(3);
  expect(await mailsTo('kepala@contoh.test')).toEqual([expect.stringContaining('Tertinggal 4 minggu')]);
  await publish('profil');
  await pass('2027-01-25');
  expect(await mailsTo('opd@contoh.test')).toHaveLength(3);
});

test('an agency sees what it has still to publish, with a way to do it; another one sees its own', async () => {
  await publish('profil');
  await reckonFreshness(app.deps);
  const own = main((await (await app.as('opd')).get('/opd/kesegaran').expect(200)).text);
  expect(own).toContain('subjenis=program');
  expect(own).not.toContain('subjenis=profil"');
  const other = main((await (await app.as('opd2')).get('/opd/kesegaran').expect(200)).text);
  expect(other).not.toContain('badan=dinkominfo');
});

test('settings: weights that do not add up change nothing and keep what was typed; good ones are kept with an event', async () => {
  const admin = await app.as('admin');
  const form = {
    mandatory: 50,
    rhythm: 30,
    columns: 10,
    weeks: 8,
    every: 1,
    agency: 3,
    head: 6,
    'own[dinkes]': '4',
    'own[rsud]': '',
    ...RUNGS,
  };
  const typo = { ...form, mandatory: '60', weeks: 'abc', 'rungs[0][days]': 'dua', 'own[dinkes]': '13' };
  const unread = (await admin.post('/admin/kesegaran').type('form').send(typo).expect(422)).text;
  expect(unread).toContain('Tulis bilangan bulat');
  // The error of a rung stands beside its own field, and the summary leads there.
  expect(unread).toContain('href="#f-rungs-0-days"');
  expect(unread).toContain('href="#f-own-dinkes"');
  expect(unread).toMatch(/id="f-rungs-0-days"[^>]*aria-invalid="true"/);
  const wrong = await admin.post('/admin/kesegaran').type('form').send(form).expect(422);
  expect(wrong.text).toContain('Ketiga bobot harus berjumlah 100.');
  expect(wrong.text).toMatch(/name="mandatory" value="50"/);
  expect(await app.db('settings').where('key', 'freshness')).toHaveLength(0);
  await admin
    .post('/admin/kesegaran')
    .type('form')
    .send({ ...form, columns: 20, 'rungs[0][days]': '-15' })
    .expect(303);
  const kept = JSON.parse((await app.db('settings').where('key', 'freshness').first('value')).value);
  expect(kept.weights).toEqual({ mandatory: 50, rhythm: 30, columns: 20 });
  expect(kept.rhythm).toEqual({ every: 1, agency: 3, head: 6, own: { dinkes: 4 } });
  expect(kept.rungs[0]).toEqual({ step: 'soon', days: -15, to: 'agency' });
  expect(await app.db('audit_events').where('kind', 'freshness_settings_changed')).toHaveLength(1);
});
