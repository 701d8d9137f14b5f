import request from 'supertest';
import { renderPage } from '../../src/web/page';
import { kitApp, somebody } from './kit-app';

const shell = (body: string) => `<%- include('/layout/top') %><h1>Uji</h1>${body}<%- include('/layout/bottom') %>`;

function page(body: string, view: object, user?: typeof somebody) {
  const kit = kitApp({
    templates: { 'try/page': shell(body) },
    ...(user ? { user } : {}),
    routes: (router) =>
      router.get('/informasi/satu', (req, res) => renderPage(req, res, 'try/page', view, { title: 'Uji' })),
  });
  return { ...kit, get: () => request(kit.app).get('/informasi/satu') };
}

describe('renderPage', () => {
  it('prints the layout in the language of the reader and sets no cookie', async () => {
    const kit = page('<p><%= p.v.words %></p>', { words: '<script>alert(1)</script> & “petik” ꦲ 😀' });
    const res = await kit.get();
    expect(res.status).toBe(200);
    expect(res.headers['set-cookie']).toBeUndefined();
    expect(res.headers.vary).toMatch(/Cookie/);
    expect(res.headers['cache-control']).toBe('no-cache');
    expect(res.text).toContain('<html lang="id">');
    expect(res.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; “petik” ꦲ 😀');
    expect(res.text).toMatch(/href="\/informasi" aria-current="page"/);
    const english = await kit.get().set('Cookie', 'x=1; bahasa=en');
    expect(english.text).toContain('<html lang="en">');
    expect(english.headers['content-language']).toBe('en');
    kit.close();
  });

  it('has no inline script, style or event handler', async () => {
    const kit = page('', {}, somebody);
    const { text } = await kit.get();
    expect(text).not.toMatch(/<style|style="|<script(?![^>]*\bsrc=)|\son[a-z]+="/);
    kit.close();
  });

  it('throws on a key the view does not have, at any depth', async () => {
    const kit = page('<%= p.v.person.nmae %>', { person: { name: 'x' } });
    const res = await kit.get();
    expect(res.status).toBe(500);
    expect(kit.log.join()).toContain('p.v.person.nmae');
    kit.close();
  });

  it('keeps pages of signed-in people out of caches and search engines', async () => {
    const kit = page('', {}, somebody);
    const res = await kit.get();
    expect(res.headers['cache-control']).toBe('no-store');
    expect(res.text).toContain('<meta name="robots" content="noindex">');
    expect(res.text).toContain('href="/petugas"');
    expect(res.text).not.toContain('href="/atasan"');
    kit.close();
  });

  it('refuses data that a partial does not know', async () => {
    const kit = page("<%- include('/partials/status', { status: { lable: 'x' } }) %>", {});
    expect((await kit.get()).status).toBe(500);
    expect(kit.log.join()).toContain('Partial status does not know');
    kit.close();
  });
});
