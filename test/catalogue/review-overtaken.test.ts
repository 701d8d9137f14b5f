import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';

let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;
let ppid: Agent;

beforeAll(async () => {
  t = await testApp();
  desk = deskOf(t);
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
  const trust = { trusted: '0', reason: 'Percobaan' };
  await ppid.post('/petugas/badan-tepercaya/dinkominfo').type('form').send(trust).expect(303);
});
afterAll(() => t.close());

const facts = (title: string, more = {}) => ({ title, category: 'berkala', summary: 'Ringkas.', ...more });
const filesOf = async (path: string): Promise<{ public_id: string; name: string; removed_at: string | null }[]> =>
  t
    .db('document_files')
    .where('document_id', (await desk.rowOf(path)).id)
    .orderBy('id');
const namesOf = async (path: string) =>
  (await filesOf(path)).filter(({ removed_at }) => removed_at === null).map(({ name }) => name);

async function published(title: string, ...names: string[]): Promise<string> {
  const path = await desk.made(opd, { title });
  for (const name of names) await opd.post(`${path}/berkas`).attach('berkas', PDF(name), name).expect(303);
  await desk.post(opd, path, 'terbit');
  await desk.decide(ppid, path, 'setujui').then(({ status }) => expect(status).toBe(303));
  return path;
}

test('what was written after a proposal is not written over unseen: the page says what, and a tick goes on', async () => {
  const path = await published('Tarif lama');
  await desk.post(opd, path, '', facts('Tarif usulan', { holder: 'Bidang Usulan' }));
  t.clock.set('2026-12-11T03:00:00.000Z');
  await desk.post(ppid, path, '', facts('Tarif dari PPID'));
  // The page is opened after it: no version is stale.
  const refused = await desk.decide(ppid, path, 'setujui');
  expect([refused.status, (await desk.rowOf(path)).title]).toEqual([409, 'Tarif dari PPID']);
  for (const said of ['Berubah sejak diusulkan', 'Tarif lama', 'Tarif dari PPID', 'Tarif usulan'])
    expect([said, refused.text.includes(said)]).toEqual([said, true]);
  // Sent again with another column, it has not seen the new title all the same.
  await desk.post(opd, path, '', facts('Tarif usulan', { holder: 'Bidang Usulan', publisher: 'Dinas' }));
  expect((await desk.decide(ppid, path, 'setujui')).status).toBe(409);
  expect((await desk.decide(ppid, path, 'setujui', { compared: '1' })).status).toBe(303);
  expect(await desk.rowOf(path)).toMatchObject({ title: 'Tarif usulan', holder: 'Bidang Usulan', publisher: 'Dinas' });
});

test('a proposal from before it was kept what stood there is held up by any later change', async () => {
  const path = await published('Usulan lama sekali');
  await desk.post(opd, path, '', facts('Usulan lama sekali, diubah'));
  const { id, content } = await desk.revisionOf(path);
  const { was, ...old } = JSON.parse(content);
  expect(was).toEqual({ title: 'Usulan lama sekali' });
  await t
    .db('document_revisions')
    .where({ id })
    .update({ content: JSON.stringify(old) });
  t.clock.set('2026-12-11T04:00:00.000Z');
  await desk.post(ppid, path, '', facts('Usulan lama sekali', { holder: 'Bidang Lain' }));
  expect((await desk.decide(ppid, path, 'setujui')).status).toBe(409);
});

test('a proposal that would leave nothing to open is refused, and so is a second successor of one file unseen', async () => {
  const path = await published('Dua berkas', 'a.pdf', 'b.pdf');
  const [a, b] = await filesOf(path);
  const take = (agent: Agent, file: typeof a) =>
    agent.post(`${path}/berkas/${file?.public_id}/hapus`).type('form').send({ why: 'outdated' }).expect(303);
  await take(opd, a);
  await take(ppid, b);
  const empty = await desk.decide(ppid, path, 'setujui', { compared: '1' });
  expect([empty.status, empty.text.includes('terbit tanpa isi')]).toEqual([409, true]);
  expect(await namesOf(path)).toEqual(['a.pdf']);

  const other = await published('Satu berkas', 'c.pdf');
  const [c] = await filesOf(other);
  const replace = (agent: Agent, name: string) =>
    agent.post(`${other}/berkas/${c?.public_id}/ganti`).attach('berkas', PDF(name), name).expect(303);
  await replace(opd, 'usulan.pdf');
  await replace(ppid, 'dari-ppid.pdf');
  const second = await desk.decide(ppid, other, 'setujui');
  expect([second.status, second.text.includes('Berubah sejak diusulkan')]).toEqual([409, true]);
  expect(await namesOf(other)).toEqual(['dari-ppid.pdf']);
});

test('a proposal opens nothing that was exempted after it', async () => {
  const path = await published('Ditutup kemudian');
  await desk.post(opd, path, '', facts('Ditutup kemudian', { category: 'setiap-saat' }));
  await desk.post(ppid, path, '', facts('Ditutup kemudian', { category: 'dikecualikan' }));
  for (const more of [{}, { compared: '1' }]) {
    const refused = await desk.decide(ppid, path, 'setujui', more as Record<string, string>);
    expect([refused.status, refused.text.includes('dikecualikan sesudah usulan dibuat')]).toEqual([409, true]);
  }
  expect((await desk.rowOf(path)).category).toBe('dikecualikan');
});
