import { wordsOn } from '../requests/public/applicant';
import { type Agent, type TestApp, testApp } from '../support/app';
import { does, objectionOf, opened } from './cases';

let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const PATH = '/admin/komisi-informasi';
const DEMAK = {
  ...{ level: 'kabupaten', name: 'Komisi Informasi Kabupaten Demak', address: 'Jalan Sultan Fatah 1, Demak' },
  ...{ email: 'KI@Demak.test', phone: '(0291) 1', website: 'https://ki.demak.test' },
};

async function markOf(): Promise<string> {
  return /name="mark" value="([^"]+)"/.exec((await admin.get(PATH).expect(200)).text)?.[1] ?? '';
}
const save = async (fields: Record<string, string>, mark?: string) =>
  admin
    .post(PATH)
    .type('form')
    .send({ mark: mark ?? (await markOf()), ...DEMAK, ...fields });

test('the commission is data: saved with an event of old and new values, read by pages and letters', async () => {
  expect((await admin.get('/admin')).text).toContain(PATH);
  expect((await admin.get(PATH)).text).toContain('Alamat atau kontaknya belum diisi');
  expect((await save({})).status).toBe(303);
  const [event] = await app.db('audit_events').where('kind', 'commission_set');
  expect(JSON.parse(event.payload)).toMatchObject({
    actor: { role: 'admin' },
    changes: { level: ['provinsi', 'kabupaten'], email: ['', 'ki@demak.test'] },
  });
  const userId = (await app.db('users').where('email', 'warga@contoh.test').first('id')).id;
  const dispute = await opened(app, { userId });
  const { number } = await objectionOf(app, dispute);
  const page = await (await app.as('warga')).get(`/keberatan/${number}/sengketa`).expect(200);
  for (const words of [DEMAK.name, DEMAK.address, 'ki@demak.test', 'Pasal 6 ayat (3)']) {
    expect(wordsOn(page)).toContain(words);
  }
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  const mail = await app.db('outbox').where('kind', 'dispute_filed').first('id');
  const read = await admin.get(`/admin/surat-keluar/${mail.id}`).expect(200);
  expect(read.text).toContain(DEMAK.name);
});

test('the same values again write nothing', async () => {
  await save({});
  expect((await save({ email: 'ki@demak.test' })).status).toBe(303);
  expect(await app.db('audit_events').where('kind', 'commission_set')).toHaveLength(1);
});

test('two at once: one is stored, the other sees what is there now', async () => {
  const mark = await markOf();
  const answers = await Promise.all([save({ name: 'A' }, mark), save({ name: 'B' }, mark)]);
  expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
  expect(answers.find((one) => one.status === 409)?.text).toContain('baru saja diubah orang lain');
});

test.each([
  [{ level: 'kecamatan' }, 'f-level-error'],
  [{ name: '' }, 'f-name-error'],
  [{ name: 'x'.repeat(201) }, 'f-name-error'],
  [{ email: 'bukan' }, 'f-email-error'],
  [{ website: 'javascript:alert(1)' }, 'f-website-error'],
])('%j is told beside its field, what was typed stays, nothing is stored', async (wrong, error) => {
  const answer = await save({ address: '<b>Jalan & 1</b>', ...wrong });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${error}"`);
  expect(answer.text).toContain('&lt;b&gt;Jalan &amp; 1&lt;/b&gt;');
  expect(await app.db('settings').where('key', 'information_commission')).toEqual([]);
});

test('while nobody filled in where it is, the administrator’s first page and the desk warn', async () => {
  const [first, desk] = ['Alamat atau kontak Komisi Informasi belum diisi', 'Minta administrator mengisinya'];
  const ppid = await app.as('ppid');
  expect(wordsOn(await admin.get('/admin').expect(200))).toContain(first);
  expect(wordsOn(await ppid.get('/petugas').expect(200))).toContain(desk);
  await save({});
  expect(wordsOn(await admin.get('/admin').expect(200))).not.toContain(first);
  expect(wordsOn(await ppid.get('/petugas').expect(200))).not.toContain(desk);
});
