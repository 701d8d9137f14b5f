import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyChains } from '../../src/audit/verify/queries';
import type { DisputeRow } from '../../src/db/tables/disputes';
import { pdf } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';
import { again, does, events, on, opened, step } from './cases';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

/** A dispute whose ruling opened the information and became final. */
async function won(outcome = 'opened'): Promise<DisputeRow> {
  const dispute = await opened(app);
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-11' });
  await on(app, '2027-03-25');
  const ruled = { outcome, received_on: '2027-03-02', execute_by: '2027-04-01' };
  await does(app, dispute, { do: 'decide_dispute', on: '2027-03-01', ...ruled });
  await does(app, dispute, { do: 'finalize', on: '2027-03-25', execute_by: null, early: true });
  return again(app, dispute);
}

const ITEM = {
  ...{ action: 'carry_out', on: '2027-03-25', publish: 'new', title: 'Laporan keuangan Dinkominfo 2025' },
  ...{
    body: 'dinkominfo',
    summary: 'Dibuka oleh putusan.',
    holder: 'Sekretariat',
    publisher: '',
    made_on: '2026-01-15',
  },
  ...{ made_at: '', year: '2025', available_as: 'Salinan lunak', retention: '', url: '', document: '', reason: '' },
};
const FILE = { item_files: pdf('laporan.pdf', 'Isi laporan') };

test('the opened item is published in the same act: in the DIP, at any time, with its file', async () => {
  const dispute = await won();
  const answer = await step(app, await app.as('ppid'), '/petugas', dispute, ITEM, FILE);
  expect(answer.status).toBe(303);
  const now = await again(app, dispute);
  expect(now).toMatchObject({ state: 'final', executed_on: '2027-03-25' });
  const document = await app.db('documents').where('id', now.document_id).first();
  expect(document).toMatchObject({
    ...{ state: 'published', category: 'setiap-saat', title: ITEM.title, form: 'Salinan lunak', year: 2025 },
    slug: 'laporan-keuangan-dinkominfo-2025',
  });
  const [file] = await app.db('document_files').where('document_id', document.id);
  expect(file).toMatchObject({ name: 'laporan.pdf', removed_at: null });
  const page = await app.browser().get(`/informasi/${document.slug}`).expect(200);
  expect(page.text).toContain('laporan.pdf');
  const staff = await (await app.as('petugas')).get(`/petugas/sengketa/${dispute.number}`).expect(200);
  expect(staff.text).toContain(`/informasi/${document.slug}`);
  expect((await events(app, dispute)).at(-1)).toBe('ruling_carried_out');
  expect(await app.db('letters').where('kind', 'ruling_carried_out')).toHaveLength(1);
  const log = await app.db('audit_events').where('chain', `document:${document.id}`).orderBy('seq').pluck('kind');
  expect(log).toEqual(['document_created', 'document_files_added', 'document_published']);
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('a title that is taken gets an address of its own', async () => {
  const first = await won();
  await step(app, await app.as('ppid'), '/petugas', first, ITEM, FILE);
  const second = await opened(app, { foundOn: '2027-03-24' });
  await does(app, second, { do: 'file_dispute', on: '2027-03-25' }, 'requester');
  await does(app, second, { do: 'register_dispute', on: '2027-03-25' });
  const ruled = { outcome: 'opened', received_on: null, execute_by: null };
  await does(app, second, { do: 'decide_dispute', on: '2027-03-25', ...ruled });
  await does(app, second, { do: 'finalize', on: '2027-03-25', execute_by: null, early: true });
  expect((await step(app, await app.as('ppid'), '/petugas', second, ITEM, FILE)).status).toBe(303);
  const slugs = await app.db('documents').where('title', ITEM.title).orderBy('id').pluck('slug');
  expect(slugs).toEqual([
    'laporan-keuangan-dinkominfo-2025',
    expect.stringMatching(/^laporan-keuangan-dinkominfo-2025-/),
  ]);
});

/** How many files lie in the store. */
const stored = async (): Promise<number> =>
  (await readdir(join(app.deps.config.dataDir, 'files'), { recursive: true }).catch(() => [])).filter((name) =>
    /[0-9a-f]{32}$/.test(name),
  ).length;

test.each([
  ['no title', { title: '' }, 'f-title-error'],
  ['no body', { body: '' }, 'f-body-error'],
  ['a body that is none', { body: 'tidak-ada' }, 'f-body-error'],
  ['a link that is none', { url: 'javascript:alert(1)' }, 'f-url-error'],
  ['a year that is none', { year: '25' }, 'f-year-error'],
  ['a number that is somebody’s', { summary: 'Atas nama Siti, NIK 3321014507890001' }, 'f-item_files-error'],
  ['no choice', { publish: '' }, 'f-publish-error'],
  ['a day before the ruling', { on: '2027-02-01' }, 'f-on-error'],
  ['no reason where nothing is published', { publish: 'nothing' }, 'f-reason-error'],
  ['an address that nothing has', { publish: 'existing', document: '/informasi/tidak-ada' }, 'f-document-error'],
])('%s: a sentence there, neither published nor carried out, no file left behind', async (_what, wrong, error) => {
  const dispute = await won();
  const count = async () => Number((await app.db('documents').count({ n: '*' }).first())?.n);
  const before = await count();
  const answer = await step(app, await app.as('ppid'), '/petugas', dispute, { ...ITEM, ...wrong }, FILE);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${error}"`);
  expect(answer.text).toContain('value="Sekretariat"');
  // What was sent is held for the next try.
  expect(answer.text).toContain('laporan.pdf');
  expect(await again(app, dispute)).toEqual(dispute);
  expect(await count()).toBe(before);
  expect(await stored()).toBe(0);
  expect(await app.db('audit_events').where('kind', 'like', 'document_%')).toEqual([]);
});

test('neither file nor link is no information', async () => {
  const dispute = await won();
  const answer = await step(app, await app.as('ppid'), '/petugas', dispute, ITEM);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('id="f-item_files-error"');
  const linked = { ...ITEM, url: 'https://demakkab.go.id/laporan' };
  expect((await step(app, await app.as('ppid'), '/petugas', dispute, linked)).status).toBe(303);
});

test('a stale form publishes nothing', async () => {
  const dispute = await won();
  const answer = await step(app, await app.as('ppid'), '/petugas', dispute, { ...ITEM, version: '1' }, FILE);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain(ITEM.title);
  expect(await app.db('documents').where('title', ITEM.title)).toEqual([]);
});

test('sent twice at once: published once, carried out once', async () => {
  const dispute = await won();
  const ppid = await app.as('ppid');
  const version = String(dispute.version);
  const answers = await Promise.all([1, 2].map(() => step(app, ppid, '/petugas', dispute, { ...ITEM, version }, FILE)));
  expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
  expect(await app.db('documents').where('title', ITEM.title)).toHaveLength(1);
  expect(await app.db('document_files')).toHaveLength(1);
});

test('a clerk does not publish: he names what is public already, or why nothing is', async () => {
  const dispute = await won();
  const petugas = await app.as('petugas');
  const form = await petugas.get(`/petugas/sengketa/${dispute.number}?langkah=carry_out`).expect(200);
  expect(form.text).not.toContain('value="new"');
  const tried = await step(app, petugas, '/petugas', dispute, ITEM, FILE);
  expect(tried.status).toBe(422);
  expect(tried.text).toContain('Hanya PPID yang mengumumkan informasi');
  const published = { publish: 'existing', document: 'https://ppid.test/informasi/sudah-ada?x=1' };
  const at = new Date().toISOString();
  const body = await app.db('bodies').where('slug', 'dinkominfo').first('id');
  await app.db('documents').insert({
    ...{ public_id: 'doc-1', region_id: app.regionId, body_id: body.id, slug: 'sudah-ada', title: 'Sudah ada' },
    ...{ category: 'berkala', state: 'published', published_at: at, created_at: at, updated_at: at },
  });
  expect((await step(app, petugas, '/petugas', dispute, { ...ITEM, ...published })).status).toBe(303);
  const document = await app.db('documents').where('slug', 'sudah-ada').first('id');
  expect(await again(app, dispute)).toMatchObject({ document_id: document.id, executed_on: '2027-03-25' });
});

test('nothing to publish: the reason is kept under the case’s key and shown to staff', async () => {
  const dispute = await won('opened_partly');
  const why = { publish: 'nothing', reason: 'Hanya menyangkut data pemohon sendiri.' };
  const petugas = await app.as('petugas');
  expect((await step(app, petugas, '/petugas', dispute, { ...ITEM, ...why })).status).toBe(303);
  const event = await app.db('audit_events').where('kind', 'ruling_carried_out').first();
  expect(event.payload).not.toContain('data pemohon sendiri');
  expect(JSON.parse(event.payload).detail).toMatchObject({ published: 'nothing', document: null });
  const page = await petugas.get(`/petugas/sengketa/${dispute.number}`).expect(200);
  expect(page.text).toContain('Hanya menyangkut data pemohon sendiri.');
  expect(await again(app, dispute)).toMatchObject({ document_id: null, next_action_at: null });
});

test('what was upheld, and what was carried out, has nothing more to carry out', async () => {
  const upheld = await won('upheld');
  const ppid = await app.as('ppid');
  expect((await ppid.get(`/petugas/sengketa/${upheld.number}`)).text).not.toContain('langkah=carry_out');
  const answer = await step(app, ppid, '/petugas', upheld, ITEM, FILE);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Tidak ada yang harus dilaksanakan, atau sudah dilaksanakan.');
  expect(await app.db('documents').where('title', ITEM.title)).toEqual([]);
});
