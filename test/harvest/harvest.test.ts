import { verifyChains } from '../../src/audit/verify/queries';
import { runHarvests } from '../../src/harvest/run-commands';
import { LIMITS } from '../../src/harvest/transport';
import { type Agent, type TestApp, testApp } from '../support/app';
import { type AgencySystem, agencySystem, ckan } from './agency';

let t: TestApp;
let agency: AgencySystem;
let ppid: Agent;
beforeAll(async () => {
  t = await testApp({ config: { harvestLoopback: true } });
  agency = await agencySystem();
  ppid = await t.as('ppid');
});
afterAll(async () => {
  await agency.close();
  await t.close();
});

let keys = 0;
/** Keeps a source through its page and gives its address there. */
async function source(kind: string, path: string, more: Record<string, string> = {}): Promise<string> {
  keys += 1;
  const given = { name: `Sumber ${path}`, body: 'dinkes', category: 'berkala', every: 'daily', grace: '2', ...more };
  const form = { kind, url: agency.base + path, key: `kuncisumber${String(keys).padStart(8, '0')}`, ...given };
  const answer = await ppid.post('/petugas/panen').type('form').send(form);
  expect([answer.status, answer.text.slice(0, 0)]).toEqual([303, '']);
  return String(answer.headers.location);
}
const row = (href: string) => t.db('harvest_sources').where('public_id', href.split('/').at(-1)).first();
const act = async (href: string, action: string, status = 303) =>
  ppid
    .post(`${href}/tindakan`)
    .type('form')
    .send({ action, version: (await row(href)).version })
    .expect(status);
/** Reads a source now, and gives the run. */
async function read(href: string, limits = LIMITS) {
  const { id } = await row(href);
  await t.db('harvest_sources').whereNot('id', id).update({ active: 0 });
  await t.db('harvest_sources').where('id', id).update({ next_run_at: t.clock.now().toISOString(), active: 1 });
  await runHarvests(t.deps, { limits });
  return t.db('harvest_runs').where('source_id', id).orderBy('id', 'desc').first();
}
const titled = (title: string) => t.db('documents').where('title', title).first();
const later = (days: number) => t.clock.set(new Date(t.clock.now().getTime() + days * 86_400_000).toISOString());

test('CKAN: every page is read; what is new, changed, gone and back follows; nothing is ever deleted', async () => {
  const titles = Array.from({ length: 230 }, (_, i) => `Data ${i}`);
  agency.serve('/api/3/action/package_search', ckan(titles));
  const href = await source('ckan', '/');
  expect(await read(href)).toMatchObject({ outcome: 'ok', found: 230, fresh: 230, refused: 0, gone: 0 });
  const document = await titled('Data 7');
  expect(document).toMatchObject({
    ...{ state: 'published', category: 'berkala', summary: 'Isi Data 7', form: 'CSV, PDF', made_on: '2025-03-04' },
    ...{ url: `${agency.base}/dataset/nama-Data-7`, format: 'link', source: `Sumber / (${new URL(agency.base).host})` },
    import_key: expect.stringMatching(/^harvest:.+:/),
  });
  await t.browser().get(`/informasi/${document.slug}`).expect(200);
  expect(await read(href)).toMatchObject({ fresh: 0, changed: 0, unchanged: 230 });
  const changed = (req: never, res: never) =>
    ckan(['Data 7 baru', ...titles.slice(0, 7), ...titles.slice(8, 228)])(req, res);
  agency.serve('/api/3/action/package_search', (req, res) => changed(req as never, res as never));
  expect(await read(href)).toMatchObject({ fresh: 1, gone: 3, unchanged: 227 });
  expect((await ppid.get(href)).text).toContain('Ditarik pada pembacaan pertama sesudah');
  later(3);
  await read(href);
  expect(await titled('Data 7')).toMatchObject({
    state: 'withdrawn',
    withdrawn_reason: expect.stringContaining('Sumber /'),
  });
  agency.serve('/api/3/action/package_search', ckan(titles));
  expect(await read(href)).toMatchObject({ changed: 3, gone: 1 });
  expect(await titled('Data 7')).toMatchObject({ state: 'published', slug: document.slug });
  const kinds = await t.db('audit_events').where('chain', `document:${document.id}`).orderBy('seq').pluck('kind');
  expect(kinds).toEqual(['document_imported', 'document_withdrawn', 'document_published']);
  expect((await verifyChains(t.db)).ok).toBe(true);
});

test('a source that loses more than half asks first, and the PPID answers', async () => {
  const list = (titles: readonly string[]) =>
    `id;Judul;Kategori;Tautan\n${titles.map((one, i) => `${i};${one};berkala;/berkas/${i}.pdf`).join('\n')}\n`;
  agency.text('/dip.csv', list(['A1', 'A2', 'A3', 'A4', 'A5', 'A6']));
  const href = await source('table', '/dip.csv', { grace: '0' });
  expect(await read(href)).toMatchObject({ fresh: 6 });
  expect(await titled('A2')).toMatchObject({ url: `${agency.base}/berkas/1.pdf` });
  // An officer's word outlives the source's.
  await t.db('documents').where('title', 'A1').update({ summary: 'Dari petugas', version: 2 });
  agency.text('/dip.csv', list(['A1 lain', 'A2 baru']));
  expect(await read(href)).toMatchObject({ outcome: 'asks', changed: 1, edited: 1, gone: 0 });
  expect((await ppid.get(href)).text).toContain('kehilangan 4 dari 6 dokumen');
  const mail = await t.db('outbox').whereLike('dedupe_key', 'harvest:%loss%').first();
  expect(mail.subject).toContain('Panen menunggu jawaban');
  await act(href, 'wait');
  expect(await read(href)).toMatchObject({ outcome: 'asks' });
  await act(href, 'remove');
  expect(await read(href)).toMatchObject({ outcome: 'ok', gone: 4 });
  expect((await titled('A5')).state).toBe('withdrawn');
  expect(await titled('A1')).toMatchObject({ state: 'published', summary: 'Dari petugas' });
  expect(await titled('A2 baru')).toMatchObject({ state: 'published', version: 2 });
  const { id } = await row(href);
  expect(await t.db('audit_events').where('chain', `harvest:${id}`).pluck('kind')).toEqual(
    expect.arrayContaining(['harvest_source_created', 'harvest_source_loss_doubted', 'harvest_source_loss_accepted']),
  );
});

test('what may be personal data is published by no harvest: it waits for the PPID, and the agency is told', async () => {
  const list = (rows: readonly [string, string][]) =>
    `id;Judul;Kategori;Ringkasan;Tautan\n${rows.map(([id, said]) => `${id};${id};berkala;${said};/berkas/${id}.pdf`).join('\n')}\n`;
  agency.text(
    '/pribadi.csv',
    list([
      ['H1', 'Bersih'],
      ['H2', 'NIK 3321014507890001'],
    ]),
  );
  const href = await source('table', '/pribadi.csv');
  expect(await read(href)).toMatchObject({ outcome: 'ok', fresh: 2 });
  const states = async () => [(await titled('H1')).state, (await titled('H2')).state];
  expect(await states()).toEqual(['published', 'review']);
  const mails = () => t.db('outbox').whereLike('dedupe_key', 'harvest:%held%');
  const told = await mails();
  expect(told.length).toBeGreaterThan(0);
  expect(told[0].subject).toContain('Panen menunggu telaah');
  // What is as it was is told no more.
  later(1);
  expect(await read(href)).toMatchObject({ unchanged: 2 });
  expect(await mails()).toHaveLength(told.length);
  const { public_id, version } = await titled('H2');
  const page = await ppid.get(`/petugas/telaah/${public_id}`).expect(200);
  expect(page.text).toContain('NIK ••••••••••••0001');
  const yes = (more: object) =>
    ppid
      .post(`/petugas/telaah/${public_id}/setujui`)
      .type('form')
      .send({ version: String(version), revision: '0', ...more });
  expect((await yes({})).status).toBe(422);
  const confirmed_1 = /name="confirmed_1" value="([^"]+)"/.exec(page.text)?.[1];
  expect((await yes({ confirmed_1 })).status).toBe(303);
  expect(await states()).toEqual(['published', 'published']);
  // A change that brings such data becomes a proposal, though the body is trusted; a clean one follows its source again.
  agency.text(
    '/pribadi.csv',
    list([
      ['H1', 'Hubungi 0812-3456-7890'],
      ['H2', 'Tanpa nomor'],
    ]),
  );
  later(1);
  expect(await read(href)).toMatchObject({ proposed: 1, changed: 1 });
  expect([(await titled('H1')).summary, (await titled('H2')).summary]).toEqual(['Bersih', 'Tanpa nomor']);
  const { id } = await titled('H1');
  expect(await t.db('document_revisions').where('document_id', id)).toHaveLength(1);
  agency.text(
    '/pribadi.csv',
    list([
      ['H1', 'Bersih'],
      ['H2', 'Tanpa nomor'],
    ]),
  );
  later(1);
  await read(href);
  expect(await t.db('document_revisions').where('document_id', id)).toEqual([]);
});

test('what may be personal data and went before anybody looked at it is not published when it is back', async () => {
  const list = (...rows: string[]) =>
    `id;Judul;Kategori;Ringkasan;Tautan\n${rows.map((row) => `${row};/berkas/k.pdf`).join('\n')}\n`;
  const held = 'K1;K1;berkala;NIK 3321014507890002';
  agency.text('/kembali.csv', list(held, 'K2;K2;berkala;Bersih', 'K3;K3;berkala;Bersih'));
  const href = await source('table', '/kembali.csv', { grace: '0' });
  await read(href);
  expect((await titled('K1')).state).toBe('review');
  agency.text('/kembali.csv', list('K2;K2;berkala;Bersih', 'K3;K3;berkala;Bersih'));
  later(1);
  await read(href);
  expect((await titled('K1')).state).toBe('withdrawn');
  agency.text('/kembali.csv', list(held, 'K2;K2;berkala;Bersih', 'K3;K3;berkala;Bersih'));
  later(1);
  expect(await read(href)).toMatchObject({ proposed: 1 });
  expect((await titled('K1')).state).toBe('review');
});

test('what the PPID made exempt stays in the register when its source has it no more', async () => {
  const list = (titles: readonly string[]) =>
    `id;Judul;Tautan\n${titles.map((one) => `${one};${one};/berkas/${one}.pdf`).join('\n')}\n`;
  agency.text('/dik.csv', list(['E1', 'E2', 'E3']));
  const href = await source('table', '/dik.csv', { grace: '0' });
  await read(href);
  await t.db('documents').where('title', 'E2').update({ category: 'dikecualikan', version: 2 });
  agency.text('/dik.csv', list(['E1', 'E3']));
  expect(await read(href)).toMatchObject({ outcome: 'ok', gone: 1 });
  expect(await titled('E2')).toMatchObject({ state: 'published', category: 'dikecualikan', version: 2 });
  agency.text('/dik.csv', list(['E1', 'E2', 'E3']));
  await read(href);
  expect(await titled('E2')).toMatchObject({ category: 'dikecualikan', version: 2 });
});

test('DCAT in pages, with an ETag: unchanged costs one request and no write', async () => {
  const dataset = (n: number, more: object = {}) => ({
    ...{ '@type': 'dcat:Dataset', '@id': `urn:d:${n}`, 'dct:title': [{ '@value': `Set ${n}`, '@language': 'id' }] },
    ...{
      'dcat:landingPage': { '@id': `https://data.contoh.go.id/${n}` },
      'dct:issued': '2024-05-06T00:00:00Z',
      ...more,
    },
  });
  agency.text('/katalog-2.jsonld', JSON.stringify({ '@graph': [dataset(3)] }));
  const pages = {
    '@graph': [
      dataset(1),
      dataset(2, { 'dcat:landingPage': 'http://10.1.2.3/x' }),
      { 'hydra:next': '/katalog-2.jsonld' },
    ],
  };
  agency.text('/katalog.jsonld', JSON.stringify(pages));
  const href = await source('dcat', '/katalog.jsonld');
  const run = await read(href);
  expect(run).toMatchObject({ found: 3, fresh: 2, refused: 1 });
  expect(JSON.parse(run.refusals)).toMatchObject([{ title: 'Set 2', code: 'url_private' }]);
  expect((await ppid.get(href)).text).toContain('jaringan sendiri');
  agency.text('/satu.jsonld', JSON.stringify({ dataset: [dataset(8)] }), { ETag: '"v1"' });
  const one = await source('dcat', '/satu.jsonld');
  expect(await read(one)).toMatchObject({ outcome: 'ok', fresh: 1 });
  expect(await read(one)).toMatchObject({ outcome: 'same' });
  expect(agency.asked.at(-1)?.headers['if-none-match']).toBe('"v1"');
});

test('Atom and RSS: entries stay although the feed drops them; exempt ones are refused; a body under review hands in', async () => {
  const atom = (entries: string) =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>${entries}</feed>`;
  const entry = (n: number, more = '') =>
    `<entry><id>urn:${n}</id><title type="html">Kabar &amp;amp; ${n}</title><link rel="self" href="/s"/><link rel="alternate" href="https://contoh.go.id/${n}"/><published>2026-01-0${n}T00:00:00Z</published>${more}</entry>`;
  agency.text('/umpan', atom(entry(1) + entry(2) + entry(3, '<category term="Informasi Dikecualikan"/>')));
  await t.db('bodies').where('slug', 'dinkes').update({ trusted: 0 });
  const href = await source('feed', '/umpan');
  expect(await read(href)).toMatchObject({ fresh: 2, refused: 1 });
  await t.db('bodies').where('slug', 'dinkes').update({ trusted: 1 });
  expect(await titled('Kabar & 1')).toMatchObject({ state: 'review', published_at: null, made_on: '2026-01-01' });
  agency.text('/umpan', atom(''));
  expect(await read(href)).toMatchObject({ outcome: 'ok', gone: 0 });
  agency.text(
    '/rss',
    '<rss version="2.0"><channel><item><guid>9</guid><title>Siaran</title><link>https://contoh.go.id/9</link><pubDate>Mon, 02 Mar 2026 08:00:00 +0700</pubDate><category>Serta Merta</category></item></channel></rss>',
  );
  expect(await read(await source('feed', '/rss'))).toMatchObject({ fresh: 1 });
  expect(await titled('Siaran')).toMatchObject({ category: 'serta-merta', made_on: '2026-03-02' });
});

test('what a source changes of a body under review waits for the PPID, and is never lost', async () => {
  const list = (titles: readonly string[]) =>
    `id;Judul;Kategori;Tautan\n${titles.map((one, i) => `${i};${one};berkala;/t/${i}.pdf`).join('\n')}\n`;
  await t.db('bodies').where('slug', 'dinkes').update({ trusted: 0 });
  agency.text('/telaah.csv', list(['T1', 'T2', 'T3', 'T4', 'T5']));
  const href = await source('table', '/telaah.csv');
  expect(await read(href)).toMatchObject({ fresh: 5 });
  const marks = async (id: number) => {
    const { public_id, version } = await t.db('documents').where({ id }).first();
    const revision = await t.db('document_revisions').where('document_id', id).first();
    return { public_id, sent: { version: String(version), revision: String(revision?.version ?? 0) } };
  };
  const decide = async (id: number, how: 'setujui' | 'kembalikan', more = {}) => {
    const { public_id, sent } = await marks(id);
    const answer = await ppid
      .post(`/petugas/telaah/${public_id}/${how}`)
      .type('form')
      .send({ ...sent, ...more });
    expect(answer.status).toBe(303);
  };
  const rows = await t.db('documents').whereLike('title', 'T_').orderBy('id');
  const [one, two, three, four] = rows.map(({ id }) => id) as [number, number, number, number];
  for (const id of [one, two, three]) await decide(id, 'setujui');
  await decide(four, 'kembalikan', { note: 'Judulnya kurang jelas.' });

  agency.text('/telaah.csv', list(['T1 baru', 'T2 baru', 'T3', 'T4 jelas', 'T5']));
  expect(await read(href)).toMatchObject({ proposed: 3, changed: 0, edited: 0, unchanged: 2 });
  const titleOf = async (id: number) => (await t.db('documents').where({ id }).first('title', 'state')) as object;
  expect(await titleOf(one)).toEqual({ title: 'T1', state: 'published' });
  // What was sent back and was mended at its source is looked at once more.
  expect(await titleOf(four)).toEqual({ title: 'T4 jelas', state: 'review' });
  const queue = (await ppid.get('/petugas/telaah').expect(200)).text;
  for (const words of ['T1', 'T2', 'T4 jelas']) expect(queue).toContain(words);
  const { public_id } = await marks(one);
  const page = await ppid.get(`/petugas/telaah/${public_id}`).expect(200);
  for (const words of ['T1 baru', 'panen dari Sumber /telaah.csv']) expect(page.text).toContain(words);
  expect((await ppid.get(href)).text).toContain('Diusulkan');
  // Read again it is proposed once; accepted it is public, and goes on following its source.
  expect(await read(href)).toMatchObject({ proposed: 0, unchanged: 5 });
  await decide(one, 'setujui');
  expect(await titleOf(one)).toEqual({ title: 'T1 baru', state: 'published' });
  agency.text('/telaah.csv', list(['T1 lagi', 'T2', 'T3', 'T4 jelas', 'T5']));
  expect(await read(href)).toMatchObject({ proposed: 1, unchanged: 4, edited: 0 });
  expect(await t.db('document_revisions').where('document_id', two).first()).toBeUndefined();
  // People of the agency propose something too: both stand beside each other, and their word goes before the source's.
  const { id: opdId } = await t.db('users').where('email', 'opd@contoh.test').first('id');
  const mine = { changes: { title: 'T3 dari orang' }, correction: null, files_added: [], files_removed: [] };
  await t.db('document_revisions').insert({
    ...{
      region_id: t.regionId,
      document_id: three,
      state: 'review',
      made_by: opdId,
      made_at: t.clock.now().toISOString(),
    },
    content: JSON.stringify({ ...mine, links_added: [], links_removed: [] }),
  });
  agency.text(
    '/telaah.csv',
    list(['T1 lagi', 'T2', 'T3 dari sumber', 'T4 jelas', 'T5']).replace('/t/2.pdf', '/u/2.pdf'),
  );
  expect(await read(href)).toMatchObject({ proposed: 1 });
  const kept = await t.db('document_revisions').where('document_id', three).first();
  expect(JSON.parse(kept.content).changes).toEqual({ title: 'T3 dari orang', url: `${agency.base}/u/2.pdf` });
  expect(kept.made_by).toBe(opdId);
  // What is gone and comes back is looked at once more as well.
  await t.db('bodies').where('slug', 'dinkes').update({ trusted: 1 });
});

test('a slow source is read for so long and no longer, and goes on where it stopped; nothing is taken for gone', async () => {
  const titles = Array.from({ length: 950 }, (_, i) => `Lambat ${i}`);
  agency.serve('/lambat/api/3/action/package_search', ckan(titles));
  const href = await source('ckan', '/lambat/');
  const runs: { outcome: string; found: number; fresh: number; gone: number }[] = [];
  for (let n = 0; n < 12 && runs.at(-1)?.outcome !== 'ok'; n++) runs.push(await read(href, { ...LIMITS, runMs: 0 }));
  expect(runs.slice(0, -1).every(({ outcome }) => outcome === 'partly')).toBe(true);
  expect(runs.at(-1)).toMatchObject({ outcome: 'ok', gone: 0 });
  expect(runs.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(950);
  expect(runs.every(({ found }) => found <= 300)).toBe(true);
  expect(await row(href)).toMatchObject({ resume: null, question: null, failures: 0 });
  const { id } = await row(href);
  later(1);
  // The next reading, in several runs again: what none of them has seen is gone.
  agency.serve('/lambat/api/3/action/package_search', ckan(titles.slice(2)));
  let last = await read(href, { ...LIMITS, runMs: 0 });
  const { next_run_at } = await row(href);
  expect(Date.parse(next_run_at) - t.clock.now().getTime()).toBe(15 * 60_000);
  expect((await ppid.get(href)).text).toContain('dilanjutkan pada pembacaan berikutnya');
  later(1);
  while (last.outcome === 'partly') last = await read(href, { ...LIMITS, runMs: 0 });
  expect(last).toMatchObject({ outcome: 'ok', gone: 2 });
  expect(await t.db('harvest_items').where('source_id', id).whereNotNull('gone_at')).toHaveLength(2);
});

test('failures back off, are told after three, and end when the source is back', async () => {
  agency.serve('/mati', (_req, res) => void res.writeHead(503).end());
  const href = await source('table', '/mati');
  const waits: number[] = [];
  for (let n = 0; n < 4; n++) {
    expect(await read(href)).toMatchObject({ outcome: 'failed' });
    waits.push((Date.parse((await row(href)).next_run_at) - t.clock.now().getTime()) / 60_000);
  }
  expect(waits).toEqual([15, 30, 60, 120]);
  const { id } = await row(href);
  const told = await t.db('outbox').whereLike('dedupe_key', `harvest:${id}:failing%`);
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told.map((one) => one.subject)).size).toBe(1);
  expect((await ppid.get(href)).text).toContain('Sumber menjawab dengan kode 503');
  agency.text('/mati', 'Judul;Kategori;Tautan\nHidup;berkala;https://contoh.go.id/h\n');
  expect(await read(href)).toMatchObject({ outcome: 'ok' });
  expect(await row(href)).toMatchObject({ failures: 0, failure: null });
});

const SMALL = { mostBytes: 1024 * 1024, idleMs: 300, wholeMs: 2_000, runMs: 10_000 };

test('what is hostile or broken is refused in a sentence, and leaves nothing', async () => {
  const { gzipSync } = await import('node:zlib');
  agency.serve('/dalam', (_req, res) => void res.writeHead(302, { Location: 'http://169.254.169.254/latest' }).end());
  agency.serve('/luar', (_req, res) => void res.writeHead(302, { Location: 'http://lain.example.org/' }).end());
  agency.serve('/putar', (_req, res) => void res.writeHead(302, { Location: '/putar' }).end());
  agency.serve('/file', (_req, res) => void res.writeHead(302, { Location: 'file:///etc/passwd' }).end());
  let sent = 0;
  agency.serve('/besar', (_req, res) => {
    const more = () => {
      while (sent < 50 * 1024 * 1024 && !res.destroyed) {
        sent += 65_536;
        if (!res.write(Buffer.alloc(65_536, 'x'))) return void res.once('drain', more);
      }
      res.end();
    };
    more();
  });
  const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, ' '));
  agency.serve('/bom', (_req, res) => void res.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb));
  agency.serve('/rusak', (_req, res) => void res.writeHead(200, { 'Content-Encoding': 'gzip' }).end('bukan gzip'));
  agency.serve('/lambat', (_req, res) => void res.writeHead(200).write('<rss'));
  agency.text(
    '/laugh',
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
  );
  agency.text('/html', '<html><body>bukan umpan</body></html>');
  const before = await t.db('documents').count({ n: '*' }).first();
  for (const [path, code] of [
    ['/dalam', 'address_private'],
    ['/luar', 'host_not_allowed'],
    ['/putar', 'too_many_redirects'],
    ['/file', 'address_wrong'],
    ['/besar', 'too_large'],
    ['/bom', 'too_large'],
    ['/rusak', 'encoding'],
    ['/lambat', 'too_slow'],
    ['/laugh', 'dtd'],
    ['/html', 'not_feed'],
  ] as const) {
    const href = await source('feed', path);
    const run = await read(href, SMALL);
    expect([path, run.outcome, JSON.parse(run.failure).code]).toEqual([path, 'failed', code]);
    expect((await ppid.get(href).expect(200)).text).toContain('Pembacaan terakhir gagal');
  }
  expect(sent).toBeLessThan(20 * 1024 * 1024);
  expect(await t.db('documents').count({ n: '*' }).first()).toEqual(before);
});

test('two sweeps at once read a source once; one that was killed is read again when its claim has run out', async () => {
  agency.text('/sekali.csv', 'Judul;Kategori;Tautan\nSekali;berkala;https://contoh.go.id/s\n');
  const href = await source('table', '/sekali.csv');
  await t.db('harvest_sources').whereNot('public_id', href.split('/').at(-1)).update({ active: 0 });
  const asked = agency.asked.length;
  await Promise.all([runHarvests(t.deps), runHarvests(t.deps), runHarvests(t.deps)]);
  expect(agency.asked.length - asked).toBe(1);
  const at = t.clock.now().toISOString();
  const held = (until: string) =>
    t.db('harvest_sources').where('id', id).update({ next_run_at: at, claim: 'mati', claimed_until: until });
  const { id } = await row(href);
  await held(new Date(Date.now() + 60_000).toISOString());
  expect(await runHarvests(t.deps)).toBe(0);
  await held('2020-01-01T00:00:00.000Z');
  expect(await runHarvests(t.deps)).toBe(1);
});

test('forms: hosts that are not allowed, private addresses and stale pages are refused where they stand', async () => {
  const form = {
    name: 'x',
    body: 'dinkes',
    category: 'berkala',
    every: 'daily',
    grace: '2',
    kind: 'ckan',
    key: 'k'.repeat(20),
  };
  for (const [url, words] of [
    ['https://data.contoh.go.id', 'belum diizinkan'],
    ['http://192.168.0.1/', 'jaringan sendiri'],
    ['ftp://a.b', 'http:// atau https://'],
  ]) {
    const answer = await ppid
      .post('/petugas/panen')
      .type('form')
      .send({ ...form, url })
      .expect(422);
    expect(answer.text).toContain(words);
  }
  const admin = await t.as('admin');
  expect((await admin.post('/admin/panen').type('form').send({ hosts: '*.id' }).expect(422)).text).toContain('*.id');
  for (const inside of ['192.168.1.5', '10.0.0.7:3954', 'server.local']) {
    const refused = await admin.post('/admin/panen').type('form').send({ hosts: inside }).expect(422);
    expect(refused.text).toContain(`${inside.split(':')[0]} menuju alamat di jaringan sendiri`);
    expect(refused.text).toContain('href="#f-hosts"');
  }
  await admin.post('/admin/panen').type('form').send({ hosts: 'Data.Contoh.go.id\n*.demakkab.go.id' }).expect(303);
  const made = await ppid
    .post('/petugas/panen')
    .type('form')
    .send({ ...form, url: 'https://data.contoh.go.id' })
    .expect(303);
  await ppid
    .post('/petugas/panen')
    .type('form')
    .send({ ...form, url: 'https://data.contoh.go.id' })
    .expect(303);
  const href = String(made.headers.location);
  expect(await t.db('harvest_sources').where('url', 'https://data.contoh.go.id')).toHaveLength(1);
  const edit = { ...form, url: 'https://a.demakkab.go.id/x', version: '1' };
  await ppid.post(href).type('form').send(edit).expect(303);
  await ppid
    .post(href)
    .type('form')
    .send({ ...edit, name: 'lain' })
    .expect(409);
  await act(href, 'end');
  await ppid.get(`${href}/ubah`).expect(404);
  expect((await admin.get('/admin/panen')).text).not.toContain('a.demakkab.go.id/x');
});
