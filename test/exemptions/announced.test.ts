import { runMailings } from '../../src/announcements/mailing/commands';
import { verifyChains } from '../../src/audit/verify/queries';
import { announced, FLOOD, idOf, readers } from '../announcements/announcing';
import { type Agent, type TestApp, testApp } from '../support/app';
import { begun, decideStep, enacted, takes } from './given';

let app: TestApp;
let opd: Agent;
beforeAll(async () => {
  app = await testApp();
  opd = await app.as('opd');
  await readers(app, 3);
});
afterAll(() => app.close());

const SECRET = 'Bendungan milik Pak Karto retak';
const rowOf = (path: string) => app.db('announcements').where('public_id', idOf(path)).first();

/** Every place where an announcement's text stands for anyone. */
async function showing(id: string): Promise<string[]> {
  const places = ['/', '/peringatan', '/peringatan/feed.atom', '/peringatan/feed.json', `/peringatan/${id}`];
  const found: string[] = [];
  for (const path of [...places, '/informasi?kategori=serta-merta', '/feed.json', '/api/v1/documents']) {
    const { text, body } = await app.browser().get(path);
    const said = text ?? (Buffer.isBuffer(body) ? String(body) : '');
    if (/Pak Karto|Jangan mendekat/.test(said)) found.push(path);
  }
  return found;
}

const warning = { happening: SECRET, 'standard[d]': 'Jangan mendekat ke Pak Karto.', title: 'Bendungan retak' };

test('the announcement of an item goes with it: no page, banner, feed or letter carries what is exempt', async () => {
  const path = await announced(opd, warning);
  const id = idOf(path);
  const { document_id: documentId } = await rowOf(path);
  expect((await showing(id)).length).toBeGreaterThan(4);
  expect(await runMailings(app.deps)).toBe(3);
  const waiting = () => app.db('outbox').where('kind', 'announcement').where('state', 'pending');
  expect(await waiting()).toHaveLength(3);

  const { number } = await begun(app, { title: 'Pemilik bendungan', documentId });
  const ppid = await app.as('ppid');
  expect((await ppid.get(`/petugas/pengecualian/${number}`)).text).toContain('ikut ditutup');
  await takes(app, number, { do: 'complete_test' });
  expect(await takes(app, number, decideStep(app))).toMatchObject({ ok: true });

  expect(await showing(id)).toEqual([]);
  expect(await waiting()).toEqual([]);
  // Whoever follows the link of a letter reads that the item exists and why it is closed.
  const led = await app.browser().get(`/peringatan/${id}`).expect(302);
  const page = await app.browser().get(String(led.headers.location)).expect(200);
  expect(page.text).toContain('Informasi ini dikecualikan');
  const desk = await opd.get(path).expect(200);
  expect(desk.text).toContain('peringatannya ditutup bersamanya');
  const late = { ...FLOOD, version: String((await rowOf(path)).version) };
  expect((await opd.post(path).type('form').send(late)).status).toBe(409);
  const kinds = await app.db('audit_events').where('chain', `announcement:${id}`).orderBy('seq').pluck('kind');
  expect(kinds.at(-1)).toBe('announcement_withdrawn');
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('so does that of an item which the PPID calls exempt without a decision; others stay', async () => {
  const [path, other] = [await announced(opd, warning), await announced(opd, { ...FLOOD, title: 'Banjir lain' })];
  const { document_id } = await rowOf(path);
  const document = await app.db('documents').where('id', document_id).first();
  const edit = { title: 'Bendungan', category: 'dikecualikan', version: String(document.version) };
  const ppid = await app.as('ppid');
  expect((await ppid.post(`/opd/informasi/${document.public_id}`).type('form').send(edit)).status).toBe(303);
  expect(await showing(idOf(path))).toEqual([]);
  expect((await rowOf(other)).withdrawn_at).toBeNull();
  expect((await app.browser().get('/')).text).toContain('Banjir lain');
  await enacted(app, { title: 'Tanpa pengumuman' });
});
