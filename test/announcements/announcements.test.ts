import { advanceAnnouncements } from '../../src/announcements/time-commands';
import { verifyChains } from '../../src/audit/verify/queries';
import { type Agent, type TestApp, testApp } from '../support/app';
import { announced, FLOOD, idOf } from './announcing';

const MORNING = '2026-12-11T09:00:00+07:00';
let t: TestApp;
let opd: Agent;
beforeAll(async () => {
  t = await testApp({ clock: MORNING });
  opd = await t.as('opd');
});
beforeEach(async () => {
  t.clock.set(MORNING);
  await t.db('announcement_mailings').delete();
  await t.db('announcement_updates').delete();
  await t.db('announcements').delete();
});
afterAll(() => t.close());

const rowOf = (path: string) => t.db('announcements').where('public_id', idOf(path)).first();
const page = async (path: string) => (await t.browser().get(path)).text;
const send = (path: string, form: Record<string, string>) => opd.post(path).type('form').send(form);
const at = (instant: string) => t.clock.set(instant);
const banner = (html: string) => /<section class="alerts"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
const version = async (path: string) => String((await rowOf(path)).version);

describe('announcing', () => {
  it('stands above every page at once, in the catalogue and in the feeds, without a cookie', async () => {
    // A body whose publications the PPID reviews first: what threatens people does not wait for it (Pasal 25).
    await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 0 });
    const path = await announced(opd);
    await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 1 });
    for (const address of ['/', '/informasi', '/badan-publik', '/peringatan', '/masuk', '/tidak-ada']) {
      const answer = await t.browser().get(address);
      expect([address, banner(answer.text)]).toEqual([address, expect.stringContaining(`/peringatan/${idOf(path)}`)]);
      expect([address, answer.headers['set-cookie']]).toEqual([address, undefined]);
    }
    expect(banner(await page('/'))).toContain('Banjir di Kecamatan Sayung &amp; sekitarnya');
    expect(banner((await opd.get('/opd')).text)).toContain('Bencana alam');

    const document = await t
      .db('documents')
      .where('id', (await rowOf(path)).document_id)
      .first();
    expect(document).toMatchObject({
      category: 'serta-merta',
      subkind: 'bencana-alam',
      state: 'published',
      title: FLOOD.title,
    });
    expect(await page(`/informasi/${document.slug}`)).toContain('jebol di Desa Ngemplik');
    expect(await page('/informasi?q=sayung')).toContain(document.slug);

    const atom = await t
      .browser()
      .get('/peringatan/feed.atom')
      .expect(200)
      .expect('Content-Type', /atom\+xml/);
    expect(atom.text).toContain('<title>Banjir di Kecamatan Sayung &amp; sekitarnya</title>');
    expect(atom.headers['set-cookie']).toBeUndefined();
    await t
      .browser()
      .get('/peringatan/feed.atom')
      .set('If-None-Match', atom.headers.etag as string)
      .expect(304);
    const json = await t.browser().get('/peringatan/feed.json').expect(200);
    const feed = JSON.parse(json.text ?? json.body.toString());
    expect(feed.items[0]).toMatchObject({ title: FLOOD.title, tags: ['current', 'Bencana alam'] });

    const detail = await page(`/peringatan/${idOf(path)}`);
    expect(detail).toContain(`href="/informasi/${document.slug}"`);
    expect(detail).toContain('Matikan listrik.');
    expect(detail).toContain('Perki 1/2021 Pasal 19 ayat (2) huruf a');
  });

  it('announces once for two clicks', async () => {
    const form = { ...FLOOD, body: 'dinkominfo', key: 'dua-kali-ditekan-0001' };
    const sent = await Promise.all([send('/opd/peringatan/baru', form), send('/opd/peringatan/baru', form)]);
    expect(sent.map((answer) => answer.status)).toEqual([303, 303]);
    expect(sent[0]?.headers.location).toBe(sent[1]?.headers.location);
    expect(await t.db('announcements').count({ n: '*' })).toEqual([{ n: 1 }]);
    expect(await t.db('announcement_mailings').count({ n: '*' })).toEqual([{ n: 1 }]);
  });

  it.each([
    [
      'nothing typed',
      { subkind: '', title: '', happening: '', 'standard[d]': '' },
      ['#f-subkind', '#f-title', '#f-happening', '#f-standard-d'],
    ],
    ['an end before the beginning', { from_on: '2026-12-20', until_on: '2026-12-19' }, ['#f-until_on']],
    ['an end that has passed', { until_on: '2026-12-01' }, ['#f-until_on']],
    ['an hour that is none', { until_on: '2026-12-20', until_time: '25.00' }, ['#f-until_time']],
    ['an hour without its day', { until_time: '10.00' }, ['#f-until_on']],
    ['a day that is none', { until_on: '2026-02-30' }, ['#f-until_on']],
    ['another body', { body: 'dinkes' }, ['#f-body']],
    ['a kind of another category', { subkind: 'profil' }, ['#f-subkind']],
  ])('refuses %s with a sentence and keeps what was typed', async (_, over, fields) => {
    const before = await t.db('documents').count({ n: '*' }).first();
    const answer = await send('/opd/peringatan/baru', {
      ...FLOOD,
      body: 'dinkominfo',
      key: 'kunci-salah-00000001',
      ...over,
    });
    expect(answer.status).toBe(422);
    for (const field of fields) expect(answer.text).toContain(`href="${field}"`);
    if (!('title' in over)) expect(answer.text).toContain('Banjir di Kecamatan Sayung &amp; sekitarnya');
    expect(await t.db('announcements').count({ n: '*' })).toEqual([{ n: 0 }]);
    expect(await t.db('documents').count({ n: '*' }).first()).toEqual(before);
  });

  it('takes a picture with its words, and refuses one without', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const sending = (alt: string) => {
      const form = opd.post('/opd/peringatan/baru');
      for (const [name, value] of Object.entries({
        ...FLOOD,
        body: 'dinkominfo',
        key: 'kunci-gambar-0000001',
        picture_alt: alt,
      }))
        form.field(name, value);
      return form.attach('berkas', png, 'peta genangan.png');
    };
    const refused = await sending('');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('#f-picture_alt')]);
    expect(await t.db('announcements').count({ n: '*' })).toEqual([{ n: 0 }]);
    const made = await sending('Peta daerah yang tergenang').expect(303);
    const html = await page(`/peringatan/${idOf(made.headers.location as string)}`);
    const [, src] = /<img class="announcement-picture" src="([^"]+)" alt="Peta daerah yang tergenang"/.exec(html) ?? [];
    await t
      .browser()
      .get(src as string)
      .expect(200)
      .expect('Content-Type', 'image/png');
  });
});

describe('the item of a warning that is over', () => {
  it('is marked in lists, on its page, in feeds and for programs, and is no news any more', async () => {
    const path = await announced(opd, {
      title: 'Air PDAM padam di Demak',
      until_on: '2026-12-11',
      until_time: '14.30',
    });
    const { slug, public_id } = await t
      .db('documents')
      .where('id', (await rowOf(path)).document_id)
      .first();
    const lists = ['/informasi?kategori=serta-merta', '/badan-publik/dinkominfo', '/sematan', `/informasi/${slug}`];
    const inMain = async (address: string) => (await page(address)).split('<main')[1] ?? '';
    for (const address of lists)
      expect([address, await inMain(address)]).toEqual([address, expect.not.stringContaining('Berakhir 11 Des')]);
    expect(await inMain('/')).toContain(slug);
    expect(await inMain(`/informasi/${slug}`)).toContain('Buka peringatannya');
    const holds = (await t.browser().get(`/api/3/action/package_show?id=${slug}`)).body.result;
    expect([holds.title, holds.tags]).toEqual(['Air PDAM padam di Demak', []]);

    // To the very minute, before any sweep has noted it.
    at('2026-12-11T14:30:00+07:00');
    for (const address of lists)
      expect([address, await inMain(address)]).toEqual([
        address,
        expect.stringContaining('Berakhir 11 Des 2026, 14.30'),
      ]);
    expect(await inMain('/')).not.toContain(slug);
    const atom = (await t.browser().get('/feed.atom')).text;
    expect(atom).toContain('<title>Air PDAM padam di Demak (Berakhir 11 Des 2026, 14.30)</title>');
    expect(atom).toContain('<updated>2026-12-11T07:30:00.000Z</updated>');
    const json = await t.browser().get('/feed.json');
    const { items } = JSON.parse(json.text ?? json.body.toString());
    expect(items.find(({ id }: { id: string }) => id === public_id).tags).toEqual(['serta-merta', 'over']);
    // Other portals show what they harvest under its title.
    const over = 'Air PDAM padam di Demak (Berakhir 11 Des 2026, 14.30)';
    const dcat = await t.browser().get('/catalog.jsonld');
    const graph: Record<string, unknown>[] = JSON.parse(dcat.text ?? dcat.body.toString())['@graph'];
    expect(graph.find((node) => node['dct:identifier'] === public_id)).toMatchObject({
      'dct:title': { '@value': over },
      'dct:modified': { '@value': '2026-12-11T07:30:00.000Z' },
      'dct:valid': { '@value': '2026-12-11T07:30:00.000Z' },
      'dcat:keyword': [{ '@value': 'serta-merta' }, { '@value': 'over' }],
    });
    for (const call of [`package_show?id=${slug}`, 'package_search?q=padam']) {
      const { result } = (await t.browser().get(`/api/3/action/${call}`).expect(200)).body;
      expect(result.results?.[0] ?? result).toMatchObject({
        ...{ title: over, tags: [{ name: 'over' }], num_tags: 1 },
        extras: expect.arrayContaining([
          { key: 'valid_until', value: '2026-12-11T07:30:00.000Z' },
          { key: 'ended', value: 'true' },
        ]),
      });
    }
    const document = (await t.browser().get(`/api/v1/documents/${public_id}`)).body;
    expect(document.valid_until).toBe('2026-12-11T07:30:00.000Z');
  });
});

describe('what stands above the pages', () => {
  it('shows three, the newest first, and the way to the others', async () => {
    for (const n of [1, 2, 3, 4]) {
      at(`2026-12-11T0${n}:00:00.000Z`);
      await announced(opd, { title: `Peringatan ke-${n}` });
    }
    const shown = banner(await page('/'));
    expect([...shown.matchAll(/Peringatan ke-(\d)/g)].map((match) => match[1])).toEqual(['4', '3', '2']);
    expect(shown).toContain('Lihat semua 4 peringatan');
  });

  it('shows what is to come only when its time has come, and ends by itself at the instant, without a sweep', async () => {
    const path = await announced(opd, {
      subkind: 'gangguan-utilitas',
      ...{ from_on: '2026-12-12', from_time: '8.00', until_on: '2026-12-12', until_time: '16:00' },
    });
    expect(banner(await page('/'))).toBe('');
    expect(await page('/peringatan')).toContain('Akan datang');
    at('2026-12-12T08:00:00+07:00');
    expect(banner(await page('/'))).toContain('/peringatan/');
    at('2026-12-12T15:59:59+07:00');
    expect(banner(await page('/'))).toContain('/peringatan/');
    at('2026-12-12T16:00:00+07:00');
    expect(banner(await page('/'))).toBe('');
    expect(await page('/peringatan')).toContain('Tidak ada peringatan yang sedang berlaku.');
    expect(await page(`/peringatan/${idOf(path)}`)).toContain('Peringatan ini berakhir');

    // The sweep writes the end into the log, once, dated when it was.
    expect(await Promise.all([advanceAnnouncements(t.deps), advanceAnnouncements(t.deps)])).toContain(1);
    const ends = await t.db('audit_events').where({ chain: `announcement:${idOf(path)}`, kind: 'announcement_ended' });
    expect(ends.map((event) => event.occurred_at)).toEqual(['2026-12-12T09:00:00.000Z']);
  });

  it('is new to whoever asks what changed since: when a development is told, when it ends by time or by hand', async () => {
    const changedSince = async (instant: string) => {
      const fq = encodeURIComponent(`metadata_modified:[${instant} TO *]`);
      return (await t.browser().get(`/api/3/action/package_search?fq=${fq}`).expect(200)).body.result.count;
    };
    at('2027-01-04T08:00:00+07:00');
    await announced(opd, { subkind: 'gangguan-utilitas', until_on: '2027-01-04', until_time: '16:00' });
    const path = await announced(opd);
    at('2027-01-04T09:00:00+07:00');
    expect(await changedSince('2027-01-04T01:30:00Z')).toBe(0);
    await send(`${path}/perkembangan`, { text: 'Air surut.', mail: 'tidak', key: 'kunci-kabar-00000002' }).expect(303);
    expect(await changedSince('2027-01-04T01:30:00Z')).toBe(1);
    at('2027-01-04T16:10:00+07:00');
    await advanceAnnouncements(t.deps);
    expect(await changedSince('2027-01-04T09:05:00Z')).toBe(1);
    at('2027-01-04T17:00:00+07:00');
    await send(`${path}/akhiri`, { reason: 'Air sudah surut.', version: await version(path) }).expect(303);
    expect(await changedSince('2027-01-04T09:30:00Z')).toBe(1);
  });
});

describe('what follows', () => {
  it('adds developments, changes what is said, and ends it with a reason, all on record', async () => {
    const path = await announced(opd);
    await send(`${path}/perkembangan`, { text: 'Air mulai surut.', mail: 'tidak', key: 'kunci-kabar-00000001' }).expect(
      303,
    );
    await send(`${path}/perkembangan`, { text: 'Air mulai surut.', mail: 'tidak', key: 'kunci-kabar-00000001' }).expect(
      303,
    );
    expect(await t.db('announcement_updates').count({ n: '*' })).toEqual([{ n: 1 }]);
    expect(await page(`/peringatan/${idOf(path)}`)).toContain('Air mulai surut.');

    const row = await rowOf(path);
    const same = { ...FLOOD, from_on: '2026-12-11', from_time: '09:00', version: await version(path) };
    await send(path, same).expect(303);
    expect((await rowOf(path)).version).toBe(row.version);
    await send(path, { ...same, title: 'Banjir meluas', 'standard[c]': 'Balai Desa Wonosalam' }).expect(303);
    expect(await rowOf(path)).toMatchObject({ title: 'Banjir meluas', from_at: row.from_at, version: row.version + 1 });
    expect((await t.db('documents').where('id', row.document_id).first()).title).toBe('Banjir meluas');
    const stale = await send(path, { ...same, title: 'Banjir surut' });
    expect([stale.status, stale.text]).toEqual([409, expect.stringContaining('value="Banjir surut"')]);

    const empty = await send(`${path}/akhiri`, { reason: '', version: await version(path) });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('#f-reason')]);
    await send(`${path}/akhiri`, { reason: 'Air sudah surut', version: await version(path) }).expect(303);
    expect(banner(await page('/'))).toBe('');
    expect(await page(`/peringatan/${idOf(path)}`)).toContain('Alasan: Air sudah surut');
    const over = await send(`${path}/perkembangan`, { text: 'Lagi', mail: 'ya', key: 'kunci-kabar-00000002' });
    expect(over.status).toBe(409);

    const events = await t
      .db('audit_events')
      .where('chain', `announcement:${idOf(path)}`)
      .orderBy('seq')
      .pluck('kind');
    expect(events).toEqual([
      'announcement_made',
      'announcement_update_added',
      'announcement_edited',
      'announcement_ended',
    ]);
    const edited = await t
      .db('audit_events')
      .where({ chain: `announcement:${idOf(path)}`, seq: 3 })
      .first('payload');
    expect(JSON.parse(edited.payload).changes).toEqual({
      title: [FLOOD.title, 'Banjir meluas'],
      'standard.c': [null, 'Balai Desa Wonosalam'],
    });
    expect(await verifyChains(t.db)).toMatchObject({ ok: true });
  });

  it('asks the body each day whether what has no end still holds, once in a pass, and never after it ended', async () => {
    const path = await announced(opd);
    const asked = () =>
      t
        .db('outbox')
        .where('dedupe_key', 'like', `announcement-review:${idOf(path)}:%`)
        .pluck('subject');
    at('2026-12-12T08:59:59+07:00');
    await advanceAnnouncements(t.deps);
    expect(await asked()).toEqual([]);
    at('2026-12-15T09:00:00+07:00');
    await Promise.all([advanceAnnouncements(t.deps), advanceAnnouncements(t.deps)]);
    expect(await asked()).toEqual(['Apakah peringatan ini masih berlaku?']);
    await send(`${path}/akhiri`, { reason: 'Selesai', version: await version(path) }).expect(303);
    at('2026-12-20T09:00:00+07:00');
    await advanceAnnouncements(t.deps);
    expect(await asked()).toHaveLength(1);
  });

  it('is nobody else’s: another body finds nothing, the PPID may do all of it', async () => {
    const path = await announced(opd);
    const other = await t.as('opd2');
    await other.get(path).expect(404);
    await other.post(`${path}/akhiri`).type('form').send({ reason: 'x', version: '1' }).expect(404);
    expect((await other.get('/opd/peringatan')).text).not.toContain(path);
    expect((await opd.get('/opd/peringatan').expect(200)).text).toContain(path);
    const ppid = await t.as('ppid');
    await ppid.post(`${path}/akhiri`).type('form').send({ reason: 'Selesai', version: '1' }).expect(303);
    expect((await ppid.get('/petugas').expect(200)).text).toContain('href="/opd/peringatan/baru"');
    expect((await opd.get('/opd').expect(200)).text).toContain('href="/opd/peringatan/baru"');
    expect((await (await t.as('petugas')).get('/petugas').expect(200)).text).not.toContain('/opd/peringatan/baru');
  });
});

test('what is over is paged by its end, the latest first, each once', async () => {
  const first = await announced(opd);
  const row = await rowOf(first);
  const { id: _, ...copy } = row;
  const rows = Array.from({ length: 45 }, (_unused, i) => ({
    ...copy,
    ...{ public_id: `lalu${String(i).padStart(4, '0')}`, form_key: `lalu-${i}`, title: `Lalu ${i}` },
    until_at: `2026-11-${String(1 + Math.floor(i / 3)).padStart(2, '0')}T00:00:00.000Z`,
  }));
  for (let i = 0; i < rows.length; i += 15) await t.db('announcements').insert(rows.slice(i, i + 15));
  const seen: string[] = [];
  for (let path: string | undefined = '/peringatan'; path; ) {
    const html = await page(path);
    seen.push(...[...html.matchAll(/<h3><a href="\/peringatan\/(lalu\d+)"/g)].map((match) => match[1] as string));
    path = /class="btn btn-secondary pages-next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(45);
  expect(new Set(seen).size).toBe(45);
  expect(seen[0]).toBe('lalu0044');
  await t.browser().get('/peringatan?sesudah=bukan-tempat').expect(200);
  await t.browser().get('/peringatan/TIDAK.ada').expect(404);
});
