import type { Response } from 'supertest';
import supertest from 'supertest';
import { type TestApp, testApp } from '../support/app';

const REQUEST = {
  requester: {
    kind: 'individual',
    name: 'Siti "Kembang" ꦱꦶꦠꦶ 🌾',
    identity_number: '3321014101900001',
    citizen: true,
    address: 'Desa Bungo, Wedung',
    email: 'siti@warga.test',
  },
  body: 'dinkominfo',
  details: 'Laporan realisasi anggaran 100% "belanja" & hibah tahun 2025 <script>alert(1)</script>',
  purpose: 'Penelitian',
  obtain: 'copy',
  deliver: 'email',
  language: 'id',
};

let portal: TestApp;
beforeAll(async () => {
  portal = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterAll(() => portal.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  supertest(portal.app)
    .post('/api/v1/requests')
    .set(headers)
    .send(body as object);
const fields = (res: Response) => res.body.errors.map((e: { field: string }) => e.field).sort();
const count = async () => Number((await portal.db('requests').count({ n: '*' }).first())?.n);

test('a filing gets number, code, day of answer and what is missing; and its owner reads it with the code', async () => {
  const res = await post(REQUEST).expect(201);
  expect(res.body).toMatchObject({ received_at: '2026-12-11T09:00:00+07:00', due_on: '2026-12-29', missing: ['ktp'] });
  expect(res.body.number).toMatch(/^P-2026-\d{6}$/);
  expect(res.body.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const seen = await supertest(portal.app)
    .get(`/api/v1/requests/${res.body.number}`)
    .set('Authorization', `Code ${res.body.code.toLowerCase()}`)
    .expect(200);
  expect(seen.body).toMatchObject({ state: 'registered', due_on: '2026-12-29', perki_due_on: null, overdue: false });
  const [answer] = seen.body.deadlines;
  expect(answer).toMatchObject({
    term: 'answer',
    article: 'UU 14/2008 Pasal 22 ayat (7)',
    from: '2026-12-11',
    days: 10,
  });
  expect(answer.skipped).toContainEqual(expect.objectContaining({ date: '2026-12-24', reason: 'cuti_bersama' }));
  expect(seen.body.events.map((e: { kind: string }) => e.kind)).toEqual(['submitted']);
  expect(JSON.stringify(seen.body)).not.toContain('3321014101900001');
});

test('a wrong code is answered like an unknown number, a missing one asks for it', async () => {
  const { body } = await post({ ...REQUEST, details: 'Perda APBD' }).expect(201);
  const get = (number: string, code: string) =>
    supertest(portal.app).get(`/api/v1/requests/${number}`).set('Authorization', `Code ${code}`);
  const wrong = await get(body.number, 'AAAA-AAAA-AAAA-AAAA').expect(404);
  const unknown = await get('P-2026-999999', body.code).expect(404);
  expect(wrong.body).toEqual(unknown.body);
  await supertest(portal.app).get(`/api/v1/requests/${body.number}`).expect(401).expect('WWW-Authenticate', 'Code');
});

test('the same key answers the same number and code; with other content it is refused', async () => {
  const body = { ...REQUEST, details: 'Daftar aset tanah' };
  const first = await post(body, { 'Idempotency-Key': 'k-1' }).expect(201);
  const again = await post(body, { 'Idempotency-Key': 'k-1' }).expect(201);
  expect(again.body).toEqual(first.body);
  await post({ ...body, purpose: 'Lain' }, { 'Idempotency-Key': 'k-1' }).expect(422);
});

test('seven identical filings at once make one case, and only the first is shown a code', async () => {
  const before = await count();
  const body = { ...REQUEST, details: 'Tujuh kali permohonan yang sama' };
  const answers = await Promise.all(Array.from({ length: 7 }, () => post(body)));
  expect(await count()).toBe(before + 1);
  expect(new Set(answers.map((res) => res.body.number)).size).toBe(1);
  expect(answers.filter((res) => res.body.code).map((res) => res.status)).toEqual([201]);
  expect(answers.filter((res) => res.status === 200 && res.body.duplicate)).toHaveLength(6);
});

test.each([
  ['nothing', {}, ['details', 'purpose', 'requester']],
  [
    'a NIK of letters',
    { ...REQUEST, requester: { ...REQUEST.requester, identity_number: 'ABCDEFGHIJKLMNOP' } },
    ['requester[identity_number]'],
  ],
  [
    '15 digits',
    { ...REQUEST, requester: { ...REQUEST.requester, identity_number: '332101410190000' } },
    ['requester[identity_number]'],
  ],
  ['a foreigner', { ...REQUEST, requester: { ...REQUEST.requester, citizen: false } }, ['requester[citizen]']],
  ['10,000 characters', { ...REQUEST, details: 'a'.repeat(10_000) }, ['details']],
  ['an unknown body', { ...REQUEST, body: 'dinas-gaib' }, ['body']],
  [
    'nowhere to answer',
    { ...REQUEST, deliver: 'pickup', requester: { ...REQUEST.requester, email: '', address: null } },
    ['requester[email]'],
  ],
  ['e-mail without an address', { ...REQUEST, requester: { ...REQUEST.requester, email: null } }, ['deliver']],
  ['a number for a name', { ...REQUEST, requester: { ...REQUEST.requester, name: 7 } }, ['requester[name]']],
  ['a list', [], ['']],
])('refuses %s with a sentence for each field and stores nothing', async (_what, body, wrong) => {
  const before = await count();
  const res = await post(body)
    .expect(422)
    .expect('Content-Type', /application\/problem\+json/);
  expect(fields(res)).toEqual(wrong);
  for (const { message } of res.body.errors) expect(message).toMatch(/^[A-Z].*\.$/);
  expect(await count()).toBe(before);
});

test('JSON that is not JSON, and a body of another kind', async () => {
  const raw = (type: string) => supertest(portal.app).post('/api/v1/requests').set('Content-Type', type).send('{"a":');
  await raw('application/json')
    .expect(400)
    .expect('Content-Type', /problem\+json/);
  await raw('text/plain').expect(415);
});

test('multipart with an identity paper: sealed on disk, and PHP under a picture name is refused', async () => {
  const form = () => {
    const req = supertest(portal.app).post('/api/v1/requests');
    for (const [key, value] of Object.entries({ ...REQUEST.requester, citizen: 'true' }))
      req.field(`requester[${key}]`, value);
    for (const key of ['body', 'purpose', 'obtain', 'deliver'] as const) req.field(key, REQUEST[key]);
    return req.field('details', 'Dengan KTP');
  };
  const jpg = Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex'),
    Buffer.alloc(300, 1),
    Buffer.from('ffd9', 'hex'),
  ]);
  const php = await form().attach('ktp', Buffer.from('<?php echo 1;'), 'ktp_php.jpg').expect(422);
  expect(fields(php)).toEqual(['ktp']);
  await form().attach('ktp', Buffer.alloc(0), 'ktp.jpg').expect(422);
  const res = await form().attach('ktp', jpg, 'ktp.jpg').expect(201);
  expect(res.body.missing).toEqual([]);
  const row = await portal.db('requests').where('number', res.body.number).first();
  const [paper] = await portal.db('request_files').where('request_id', row.id);
  expect(paper).toMatchObject({ kind: 'ktp', sealed: 1, size: jpg.length });
  expect((await portal.deps.files.read(paper.stored_name)).includes(jpg.subarray(0, 20))).toBe(false);
  expect(await portal.deps.files.readSealed(paper.stored_name)).toEqual(jpg);
});

test('an API call neither reads nor sets a cookie', async () => {
  const res = await post({ ...REQUEST, details: 'Tanpa kuki' }).expect(201);
  expect(res.headers['set-cookie']).toBeUndefined();
});
