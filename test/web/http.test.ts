import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multer from 'multer';
import request from 'supertest';
import { csrfAfterUpload } from '../../src/web/csrf';
import { requireRole, requireSignedIn } from '../../src/web/guards';
import { limited } from '../../src/web/rate-limit';
import { kitApp, somebody } from './kit-app';

describe('headers', () => {
  it('allow nothing inline and nothing from elsewhere', async () => {
    const kit = kitApp();
    const { headers } = await request(kit.app).get('/');
    const csp = headers['content-security-policy'] ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
    kit.close();
  });

  it('ask for https only where the portal is https', async () => {
    const kit = kitApp({ config: { baseUrl: 'https://ppid.contoh.test' } });
    const { headers } = await request(kit.app).get('/');
    expect(headers['strict-transport-security']).toContain('max-age=');
    kit.close();
  });
});

describe('static files', () => {
  it('are kept for ever under their version, and only there', async () => {
    const kit = kitApp();
    const url = kit.app.locals.assets.url('js/portal.js') as string;
    const fresh = await request(kit.app).get(url);
    expect(fresh.headers['cache-control']).toContain('immutable');
    expect(fresh.headers['content-type']).toContain('javascript');
    const old = await request(kit.app).get('/aset/000000000000/js/portal.js');
    expect(old.status).toBe(200);
    expect(old.headers['cache-control']).toBe('no-cache');
    expect((await request(kit.app).get('/aset/x/../../package.json')).status).toBe(404);
    expect(() => kit.app.locals.assets.url('js/typo.js')).toThrow('typo');
    kit.close();
  });

  it('hold the logo of the region', async () => {
    const kit = kitApp({
      config: { org: { ...kitApp().config.org, logo: join(process.cwd(), 'public/img/lambang.svg') } },
    });
    const res = await request(kit.app).get(kit.app.locals.assets.logo);
    expect(res.headers['content-type']).toContain('image/svg+xml');
    kit.close();
  });
});

describe('language', () => {
  it('is kept after asking for it, and leads back to this site only', async () => {
    const kit = kitApp();
    const agent = request.agent(kit.app);
    const chosen = await agent.post('/bahasa').type('form').send({ bahasa: 'en', kembali: '/lacak?x=1' });
    expect(chosen.status).toBe(303);
    expect(chosen.headers.location).toBe('/lacak?x=1');
    expect(String(chosen.headers['set-cookie'])).toMatch(/bahasa=en;.*HttpOnly; SameSite=Lax/);
    expect((await agent.get('/x')).text).toContain('Page not found');
    const away = await agent.post('/bahasa').type('form').send({ bahasa: 'id', kembali: '//evil.test' });
    expect(away.headers.location).toBe('/');
    kit.close();
  });
});

describe('forms from elsewhere', () => {
  const kit = kitApp({ routes: (router) => router.post('/kirim', (_req, res) => res.send('ok')) });
  const { app } = kit;
  const post = () => request(app).post('/kirim');
  afterAll(kit.close);

  it.each([
    ['same-origin', 200],
    ['none', 200],
    ['same-site', 403],
    ['cross-site', 403],
  ])('Sec-Fetch-Site %s gets %i', async (site, status) => {
    expect((await post().set('Sec-Fetch-Site', site)).status).toBe(status);
  });

  it('are known by their origin where the browser says no more', async () => {
    expect((await post().set('Origin', kit.config.baseUrl)).status).toBe(200);
    expect((await post().set('Host', 'ppid.lan').set('Origin', 'http://ppid.lan')).status).toBe(200);
    const refused = await post().set('Origin', 'https://evil.test');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Kiriman ini ditolak');
    expect((await post().set('Origin', 'null')).status).toBe(403);
  });

  it('may come from a program, but not in the name of a session', async () => {
    expect((await post()).status).toBe(200);
    expect((await post().set('Cookie', 'sesi=s%3Aabc')).status).toBe(403);
  });
});

describe('guards', () => {
  const open = (user?: typeof somebody) =>
    kitApp({
      ...(user ? { user } : {}),
      routes: (router) => {
        router.get('/akun', requireSignedIn, (_req, res) => res.send('ok'));
        router.get('/petugas', requireRole('petugas', 'ppid'), (_req, res) => res.send('ok'));
        router.get('/atasan', requireRole('atasan'), (_req, res) => res.send('ok'));
        router.get('/api/v1/x', requireRole('atasan'), (_req, res) => res.send('ok'));
      },
    });

  it('send people who are not signed in to sign in and back', async () => {
    const kit = open();
    const res = await request(kit.app).get('/petugas?urut=1');
    expect([res.status, res.headers.location]).toEqual([303, '/masuk?lanjut=%2Fpetugas%3Furut%3D1']);
    const api = await request(kit.app).get('/api/v1/x');
    expect([api.status, api.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    kit.close();
  });

  it('refuse those without the role', async () => {
    const kit = open(somebody);
    expect((await request(kit.app).get('/akun')).text).toBe('ok');
    expect((await request(kit.app).get('/petugas')).text).toBe('ok');
    expect((await request(kit.app).get('/atasan')).status).toBe(403);
    kit.close();
  });
});

describe('uploads of signed-in people', () => {
  it('are refused without the token, and leave no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portal-upload-'));
    const kit = kitApp({
      user: somebody,
      routes: (router) =>
        router.post('/unggah', multer({ dest: folder }).array('berkas', 2), csrfAfterUpload, (_req, res) =>
          res.send('ok'),
        ),
    });
    const res = await request(kit.app)
      .post('/unggah')
      .set('Sec-Fetch-Site', 'same-origin')
      .field('_csrf', 'x')
      .attach('berkas', Buffer.from('a'), 'a.pdf');
    expect(res.status).toBe(403);
    expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
    kit.close();
  });
});

describe('a form that claims to carry files', () => {
  it('needs the token where no files are taken', async () => {
    const kit = kitApp({ user: somebody, routes: (router) => router.post('/keluar', (_req, res) => res.send('ok')) });
    const sent = request(kit.app).post('/keluar').set('Sec-Fetch-Site', 'same-origin').field('a', 'b');
    expect((await sent).status).toBe(403);
    kit.close();
  });
});

describe('errors', () => {
  const kit = kitApp({
    routes: (router) => {
      router.get(['/rusak', '/api/v1/rusak'], () => {
        throw new Error('the password is hunter2');
      });
      router.get('/informasi/:slug', (_req, res) => res.send('ok'));
      router.post(['/kirim', '/api/v1/kirim'], (_req, res) => res.send('ok'));
      router.post('/berkas', multer({ limits: { fileSize: 10 } }).single('berkas'), (_req, res) => res.send('ok'));
    },
  });
  const { app } = kit;
  afterAll(kit.close);

  it('tell nothing but a reference, which the log knows', async () => {
    const page = await request(app).get('/rusak');
    expect(page.status).toBe(500);
    expect(page.text).not.toContain('hunter2');
    const reference = /Kode kejadian: ([0-9A-F]{8})/.exec(page.text)?.[1];
    expect(kit.log.join()).toContain(`"reference":"${reference}"`);
    const api = await request(app).get('/api/v1/rusak');
    expect(api.body).toEqual({
      type: 'about:blank',
      status: 500,
      title: expect.any(String),
      detail: expect.any(String),
    });
  });

  it('have words for what was sent wrongly', async () => {
    const json = await request(app).post('/api/v1/kirim').type('json').send('{"a":');
    expect([json.status, json.body.title]).toEqual([400, 'JSON tidak dapat dibaca']);
    const english = await request(app).get('/api/v1/none').set('Accept-Language', 'en').set('Cookie', 'bahasa=id');
    expect([english.status, english.body.title]).toEqual([404, 'Page not found']);
    expect((await request(app).get('/informasi/%E0%A4%A')).status).toBe(400);
    const long = await request(app)
      .post('/kirim')
      .type('form')
      .send({ a: 'x'.repeat(300_000) });
    expect([long.status, long.headers['set-cookie']]).toEqual([413, undefined]);
    const file = await request(app).post('/berkas').attach('berkas', Buffer.alloc(99), 'a.pdf');
    expect([file.status, file.text.includes('Kiriman terlalu besar')]).toEqual([413, true]);
    expect((await request(app).post('/berkas').attach('lain', Buffer.alloc(1), 'a.pdf')).status).toBe(422);
  });
});

describe('rate limits', () => {
  it('answer with our page and say when to come back', async () => {
    const kit = kitApp({
      config: { rateLimit: true },
      routes: (router, config) =>
        router.get('/x', limited(config, { name: 'x', windowSeconds: 60, limit: 2 }), (_req, res) => res.send('ok')),
    });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await request(kit.app).get('/x')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const res = await request(kit.app).get('/x');
    expect(res.text).toContain('Terlalu banyak permintaan');
    expect(res.headers['retry-after']).toBeDefined();
    expect(res.headers.ratelimit).toContain('"x"');
    kit.close();
  });
});
