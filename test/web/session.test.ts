import request from 'supertest';
import { flash } from '../../src/web/flash';
import { renderPage } from '../../src/web/page';
import { type TestDb, testDb } from '../support/db';
import { kitApp } from './kit-app';

const PAGE =
  "<%- include('/layout/top') %><form><%- include('/partials/csrf') %></form><%- include('/layout/bottom') %>";

let database: TestDb;
let kit: ReturnType<typeof kitApp>;

beforeAll(async () => {
  database = await testDb();
  kit = kitApp({
    db: database.db,
    templates: { 'try/page': PAGE },
    routes: (router) => {
      router.get('/halaman', (req, res) => renderPage(req, res, 'try/page', {}, { title: 'Uji' }));
      router.post('/kirim', (req, res) => {
        flash(req, 'good', 'Sudah tersimpan.');
        res.redirect(303, '/halaman');
      });
    },
  });
});

afterAll(async () => {
  kit.close();
  await database.destroy();
});

const rows = () => database.db('sessions').select('sid', 'expired');

describe('sessions', () => {
  it('do not begin by reading, nor by a message alone', async () => {
    const read = await request(kit.app).get('/halaman');
    expect(read.headers['set-cookie']).toBeUndefined();
    expect(read.text).not.toContain('_csrf');
    const sent = await request(kit.app).post('/kirim').set('Sec-Fetch-Site', 'same-origin');
    expect([sent.status, sent.headers['set-cookie']]).toEqual([303, undefined]);
    expect(await rows()).toEqual([]);
  });

  it('carry a form token and a message to the next page, once', async () => {
    const agent = request.agent(kit.app);
    const signed = await agent.get('/sign-in');
    expect(String(signed.headers['set-cookie'])).toMatch(/sesi=.*HttpOnly; SameSite=Lax/);
    const page = await agent.get('/halaman');
    expect(page.headers['cache-control']).toBe('no-store');
    const token = /name="_csrf" value="([\w-]{32})"/.exec(page.text)?.[1] ?? '';
    const send = (body: object) => agent.post('/kirim').set('Sec-Fetch-Site', 'same-origin').type('form').send(body);
    expect((await send({})).text).toContain('Formulir sudah kedaluwarsa');
    expect((await send({ _csrf: `${token}x` })).status).toBe(403);
    expect((await send({ _csrf: { deep: token } })).status).toBe(403);
    const accepted = await send({ _csrf: token });
    // With a body its head would be sent before the session is stored, and a browser would follow it too early.
    expect([accepted.status, accepted.text]).toEqual([303, '']);
    expect((await agent.get('/halaman')).text).toContain('Sudah tersimpan.');
    expect((await agent.get('/halaman')).text).not.toContain('Sudah tersimpan.');
    const header = await agent.post('/kirim').set('Sec-Fetch-Site', 'same-origin').set('X-CSRF-Token', token);
    expect(header.status).toBe(303);
  });

  it('are not written at every request', async () => {
    const agent = request.agent(kit.app);
    await agent.get('/sign-in');
    await agent.get('/halaman');
    const before = await rows();
    for (let i = 0; i < 3; i++) await agent.get('/halaman');
    expect(await rows()).toEqual(before);
  });

  it('answer a database fault with a page, not with the end of the process', async () => {
    const broken = await testDb();
    const other = kitApp({ db: broken.db, templates: { 'try/page': PAGE } });
    const agent = request.agent(other.app);
    await agent.get('/sign-in');
    await broken.db.schema.dropTable('sessions');
    expect((await agent.get('/halaman')).status).toBe(500);
    other.close();
    await broken.destroy();
  });
});
