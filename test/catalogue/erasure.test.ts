import { editorOf } from '../../src/catalogue/editors';
import { dropErased } from '../../src/catalogue/files/erase-commands';
import { removeFile } from '../../src/catalogue/files/leave-commands';
import { previewOf } from '../../src/catalogue/preview/commands';
import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';

let t: TestApp;
let opd: Agent;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  t = await testApp();
  opd = await t.as('opd');
  desk = deskOf(t);
});
afterAll(() => t.close());

const editor = editorOf({ id: 1, roles: [{ role: 'ppid', bodyId: null }] } as never) as never;

async function published(...names: string[]) {
  const path = await desk.made(opd);
  for (const name of names) await opd.post(`${path}/berkas`).attach('berkas', PDF(name), name).expect(303);
  await desk.post(opd, path, 'terbit');
  const { id } = await desk.rowOf(path);
  return { path, files: await t.db('document_files').where('document_id', id).orderBy('id') };
}

test('a process that dies right after the commit leaves the bytes to the sweep, which ends its work', async () => {
  const { path, files } = await published('a.pdf', 'ktp.pdf');
  const [, secret] = files;
  const picture = await t.deps.files.put(Buffer.from('jpeg'));
  const drawn = { outcome: 'drawn', stored_name: picture.storedName, drawn_at: '2026-12-11T02:00:00.000Z' };
  await t.db('file_previews').insert({ file_id: secret.id, ...drawn });
  const names = [secret.stored_name, picture.storedName].sort();
  // What comes after the commit never happens, as after kill -9.
  const dying = { ...t.deps, files: { ...t.deps.files, remove: () => new Promise<void>(() => {}) } };
  const leaving = { why: 'personal', note: null } as const;
  void removeFile(dying, editor, desk.idOf(path), secret.public_id, leaving);
  const erased = () => t.db('document_files').where({ id: secret.id }).whereNotNull('erased_at').first();
  for (let i = 0; i < 200 && !(await erased()); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await t.db('erased_bytes').orderBy('stored_name').pluck('stored_name')).toEqual(names);
  for (const name of names) expect(await t.deps.files.exists(name)).toBe(true);
  await dropErased(t.deps);
  for (const name of names) expect(await t.deps.files.exists(name)).toBe(false);
  expect(await t.db('erased_bytes')).toEqual([]);
  expect(await t.db('file_previews').where('file_id', secret.id)).toEqual([]);
  // A picture that was being drawn meanwhile does not bring it back.
  const before = await t.db('file_previews');
  await previewOf({ ...t.deps, files: { ...t.deps.files, read: async () => PDF('ktp.pdf') } }, secret);
  expect(await t.db('file_previews')).toEqual(before);
});

test('what the store refuses is tried again, later each time; an erasure that fails names nothing', async () => {
  const { path, files } = await published('a.pdf', 'b.pdf');
  const [, secret] = files;
  const stuck = { ...t.deps, files: { ...t.deps.files, remove: () => Promise.reject(new Error('read-only')) } };
  const leaving = { why: 'secret', note: null } as const;
  expect(await removeFile(stuck, editor, desk.idOf(path), secret.public_id, leaving)).toMatchObject({ ok: true });
  expect(await t.db('erased_bytes')).toMatchObject([{ stored_name: secret.stored_name, tries: 1 }]);
  await dropErased(t.deps);
  expect(await t.deps.files.exists(secret.stored_name)).toBe(true);
  t.clock.passReal(61_000);
  await dropErased(t.deps);
  expect(await t.deps.files.exists(secret.stored_name)).toBe(false);
  // The last file stays: nothing is erased, and nothing is named.
  const last = { why: 'personal', note: null } as const;
  const kept = await removeFile(t.deps, editor, desk.idOf(path), files[0].public_id, last);
  expect([kept.ok, await t.db('erased_bytes')]).toEqual([false, []]);
});
