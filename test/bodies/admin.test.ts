import { type Agent, type TestApp, testApp } from '../support/app';

let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const PATH = '/admin/badan-publik/dinkes';
const bodyNow = () => app.db('bodies').where('slug', 'dinkes').first();

/** What the page's form holds, as a browser would send it. */
async function formOf(path = PATH): Promise<Record<string, string>> {
  const { text } = await admin.get(path).expect(200);
  const inputs = [...text.matchAll(/<input class="form-control"[^>]*name="([^"]+)" value="([^"]*)"/g)];
  const mark = /name="mark" value="([^"]+)"/.exec(text)?.[1] as string;
  return { ...Object.fromEntries(inputs.map((match) => [match[1], match[2]])), mark, address: '', active: '1' };
}
const save = (form: Record<string, string>) => admin.post(PATH).type('form').send(form);

test('a change is stored, with old and new values on the body’s own chain', async () => {
  const before = await bodyNow();
  const form = { ...(await formOf()), head_name: 'dr. Rina', head_email: 'Rina@Contoh.test', phone: '(0291) 123 & 4' };
  await save(form).expect(303);
  expect(await bodyNow()).toMatchObject({
    head_name: 'dr. Rina',
    head_email: 'rina@contoh.test',
    phone: '(0291) 123 & 4',
    slug: 'dinkes',
  });
  const [event] = await app.db('audit_events').where('chain', `body:${before.id}`);
  expect(JSON.parse(event.payload)).toMatchObject({
    kind: 'body_edited',
    actor: { role: 'admin', name: 'Admin Contoh' },
    changes: { head_name: [before.head_name, 'dr. Rina'], phone: [null, '(0291) 123 & 4'] },
  });
  const list = await admin.get('/admin/badan-publik').expect(200);
  expect(list.text).toContain('dr. Rina');
});

test('nothing changed, nothing written', async () => {
  await save(await formOf()).expect(303);
  expect(await app.db('audit_events').where('kind', 'body_edited')).toEqual([]);
});

test('a stale form is refused with the fresh values', async () => {
  const stale = await formOf();
  await save({ ...(await formOf()), head_name: 'dr. Rina' }).expect(303);
  const answer = await save({ ...stale, head_name: 'dr. Tono' }).expect(409);
  expect(answer.text).toContain('value="dr. Rina"');
  expect(answer.text).not.toContain('dr. Tono');
  expect(await bodyNow()).toMatchObject({ head_name: 'dr. Rina' });
});

test('two at once: one is stored, the other is told', async () => {
  const form = await formOf();
  const answers = await Promise.all([save({ ...form, head_name: 'A' }), save({ ...form, head_name: 'B' })]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
});

test('a body taken out of use, and the warning about heads nobody can write to', async () => {
  const { active: _, ...form } = await formOf();
  await save(form).expect(303);
  expect(await bodyNow()).toMatchObject({ active: 0 });
  await app.db('bodies').where('slug', 'dinkominfo').update({ head_email: null });
  const list = await admin.get('/admin/badan-publik').expect(200);
  expect(list.text).toContain('1 badan belum punya alamat e-mail kepala');
});

test.each([
  [{ name: '' }, 'f-name-error'],
  [{ name: 'x'.repeat(10_000) }, 'f-name-error'],
  [{ email: 'bukan' }, 'f-email-error'],
  [{ head_email: 'a@b@c' }, 'f-head_email-error'],
  [{ website: 'javascript:alert(1)' }, 'f-website-error'],
  [{ website: 'dinkes.demakkab.go.id' }, 'f-website-error'],
])('%j is told beside the field, what was typed stays, nothing is stored', async (wrong, error) => {
  const before = await bodyNow();
  const answer = await save({ ...(await formOf()), head_name: '<script>alert(1)</script>', ...wrong }).expect(422);
  expect(answer.text).toContain(`id="${error}"`);
  expect(answer.text).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(await bodyNow()).toEqual(before);
});

test('a body that does not exist', async () => {
  await admin.get('/admin/badan-publik/tidak-ada').expect(404);
  const form = { ...(await formOf()) };
  await admin.post('/admin/badan-publik/tidak-ada').type('form').send(form).expect(404);
});
