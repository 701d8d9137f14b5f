import supertest, { type Response, type Test } from 'supertest';
import { requestExample } from '../../src/api/openapi/request-body';
import { unguarded } from '../../src/jobs/bench/unguarded';
import { givenDocument, givenFile } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { answerCheck, description, namedAnswers } from './described';
import { LIVES, take } from './lives';

const document = description();
const { check, seen } = answerCheck(document);

let t: TestApp;
let limited: TestApp;
beforeAll(async () => {
  t = await testApp();
  limited = await testApp({ config: { rateLimit: true } });
});
afterAll(() => Promise.all([t.close(), limited.close()]));

const get = async (path: string, status: number, from = t): Promise<Response> =>
  check(await supertest(from.app).get(`/api/${path}`).expect(status));
const post = (from = t): Test => supertest(from.app).post('/api/v1/requests');

describe('documents', () => {
  let id = '';
  beforeAll(async () => {
    const whole = await givenDocument(t.db, {
      title: 'Laporan kinerja',
      summary: 'Ringkas',
      holder: 'Sekretariat',
      publisher: 'Dinkominfo',
      made_on: '2026-01-30',
      made_at: 'Demak',
      year: 2025,
      form: 'Salinan digital',
      retention: '5 tahun',
      format: 'pdf',
      url: 'https://contoh.test/lkjip',
    });
    await givenFile(t.deps, whole);
    await t.db('document_versions').insert({
      document_id: whole.id,
      version: 1,
      changed_at: whole.published_at,
      ...{ changed_by: null, content: '{}' },
    });
    await givenDocument(t.db, {
      title: 'Judul dari tempat lain',
      example: 1,
      source: 'PPID tempat lain',
      format: 'link',
    });
    await givenDocument(t.db, { category: 'dikecualikan', summary: 'rahasia', url: 'https://rahasia.test' });
    id = whole.public_id;
  });

  test('lists, with every filter', async () => {
    const all = await get('v1/documents?limit=2', 200);
    expect(all.body.items).toHaveLength(2);
    await get(`v1/documents?limit=2&cursor=${all.body.next}`, 200);
    const one = await get('v1/documents?q=kinerja&category=berkala&body=dinkominfo&year=2025&format=pdf', 200);
    expect(one.body).toMatchObject({ items: [{ id, title: 'Laporan kinerja' }], next: null });
    expect((await get('v1/documents?q=%22%25%27', 200)).body).toEqual({ items: [], next: null });
    const examples = await get('v1/documents?format=link', 200);
    expect(examples.body.items[0]).toMatchObject({ example: true, source: 'PPID tempat lain' });
  });

  test('parameters without a value say nothing', async () => {
    const all = await get('v1/documents', 200);
    const empty = await get('v1/documents?q=&category=&body=&year=&format=&limit=&cursor=', 200);
    expect(empty.body).toEqual(all.body);
    expect((await get('v1/bodies?limit=&cursor=', 200)).body).toEqual((await get('v1/bodies', 200)).body);
    const found = await get('3/action/package_search?q=&rows=&start=', 200);
    expect(found.body).toEqual((await get('3/action/package_search', 200)).body);
  });

  test('of an exempt document neither content nor address is told', async () => {
    const { body } = await get('v1/documents?category=dikecualikan', 200);
    const whole = await get(`v1/documents/${body.items[0].id}`, 200);
    expect(whole.body).toMatchObject({ summary: null, url: null, files: [] });
    expect(JSON.stringify([body, whole.body])).not.toContain('rahasia');
  });

  test('one, with its files and versions', async () => {
    const { body } = await get(`v1/documents/${id}`, 200);
    expect(body.files).toHaveLength(1);
    expect(body.versions).toHaveLength(1);
    await supertest(t.app).get(new URL(body.files[0].url).pathname).expect(200);
    await supertest(t.app).get(new URL(body.page).pathname).expect(200);
  });

  test.each(['limit=101', 'limit=0', 'limit=-1', 'limit=ten', 'limit=1e2', 'cursor=nonsense', 'cursor=e30'])(
    'refuses %s with the name of the parameter',
    async (query) => {
      for (const list of ['documents', 'bodies']) {
        const { body } = await get(`v1/${list}?${query}`, 422);
        expect(body.errors.map((one: { field: string }) => one.field)).toEqual([query.split('=')[0]]);
      }
    },
  );

  test.each(['category=semua', 'body=dinas-gaib', 'year=20', 'format=exe', `q=${'a'.repeat(201)}`, 'q=a&q=b'])(
    'refuses %s',
    async (query) => {
      const { body } = await get(`v1/documents?${query}`, 422);
      expect(body.errors.map((one: { field: string }) => one.field)).toEqual([query.split('=')[0]]);
    },
  );

  test('an unknown one, a draft and a withdrawn one are not there', async () => {
    const draft = await givenDocument(t.db, { state: 'draft' });
    const withdrawn = await givenDocument(t.db, { state: 'withdrawn' });
    for (const one of ['tidak-ada', draft.public_id, withdrawn.public_id]) await get(`v1/documents/${one}`, 404);
  });

  test('the same in the shape of CKAN', async () => {
    const { body } = await get('3/action/package_search?q=kinerja', 200);
    expect(body.result).toMatchObject({ count: 1, results: [{ id, num_resources: 2 }] });
    expect((await get('3/action/package_search?q=*:*&rows=1&start=1', 200)).body.result.results).toHaveLength(1);
    expect((await get('3/action/package_search?rows=0', 200)).body.result.results).toEqual([]);
    const names = (await get('3/action/package_list', 200)).body.result;
    for (const name of names) expect((await get(`3/action/package_show?id=${name}`, 200)).body.result.name).toBe(name);
    expect((await get('3/action/package_list?limit=1&offset=1', 200)).body.result).toEqual([names[1]]);
    await get('3/action/package_show?id=tidak-ada', 404);
    for (const call of ['package_search?rows=-1', 'package_search?start=x', 'package_search?q=a&q=b'])
      await get(`3/action/${call}`, 409);
    for (const call of ['package_show', 'package_list?limit=x']) await get(`3/action/${call}`, 409);
  });

  test('what a harvester of CKAN asks besides', async () => {
    await get('3/action/site_read', 200);
    await get('3/action/status_show', 200);
    await get('3/action/current_package_list_with_resources?limit=1', 200);
    await get('3/action/current_package_list_with_resources?limit=101', 409);
    for (const kind of ['organization', 'group']) {
      const [name] = (await get(`3/action/${kind}_list`, 200)).body.result;
      expect((await get(`3/action/${kind}_list?all_fields=true`, 200)).body.result[0].name).toBe(name);
      await get(`3/action/${kind}_list?limit=x`, 409);
      expect((await get(`3/action/${kind}_show?id=${name}`, 200)).body.result.name).toBe(name);
      await get(`3/action/${kind}_show?id=tidak-ada`, 404);
      await get(`3/action/${kind}_show`, 409);
    }
  });
});

test('bodies', async () => {
  const { body } = await get('v1/bodies?limit=100', 200);
  expect(body.items).toHaveLength(42);
  expect(body.next).toBeNull();
  expect((await get('v1/bodies/dinkominfo', 200)).body).toEqual(
    body.items.find((one: { slug: string }) => one.slug === 'dinkominfo'),
  );
  await get('v1/bodies/dinas-gaib', 404);
});

describe('calendar', () => {
  test('the answers that the description gives as examples are the true ones', async () => {
    const exampleOf = (path: string) =>
      document.paths[path]?.get?.responses[200]?.content?.['application/json']?.example;
    const due = await get('v1/calendar/due?from=2026-12-11&days=10', 200);
    expect(due.body).toEqual(exampleOf('/api/v1/calendar/due'));
    const between = await get('v1/calendar/between?from=2026-12-11&to=2026-12-29', 200);
    expect(between.body).toEqual(exampleOf('/api/v1/calendar/between'));
    const year = await get('v1/calendar/holidays?year=2026', 200);
    const example = exampleOf('/api/v1/calendar/holidays') as { items: object[] };
    expect(year.body.items).toEqual(expect.arrayContaining(example.items));
  });

  test('ten working days from 11 December 2026 end on the 29th, over the joint leave and Christmas', async () => {
    const { body } = await get('v1/calendar/due?from=2026-12-11&days=10', 200);
    expect(body.due_on).toBe('2026-12-29');
    const named = body.skipped.filter((one: { reason: string }) => one.reason !== 'weekend');
    expect(named.map(({ date, reason }: Record<string, string>) => [date, reason])).toEqual([
      ['2026-12-24', 'cuti_bersama'],
      ['2026-12-25', 'libur_nasional'],
    ]);
    expect((await get('v1/calendar/due?from=2026-12-25&days=0', 200)).body).toMatchObject({
      due_on: '2026-12-25',
      skipped: [],
    });
  });

  test.each([
    ['2026-12-11', '2026-12-29', 10],
    ['2026-12-29', '2026-12-11', -10],
    ['2026-12-25', '2026-12-25', 0],
    ['2019-01-01', '2019-01-02', 1],
  ])('between %s and %s there are %d', async (from, to, days) => {
    expect((await get(`v1/calendar/between?from=${from}&to=${to}`, 200)).body).toEqual({
      from,
      to,
      working_days: days,
    });
  });

  test.each([
    ['due?from=2027-12-29&days=10', []],
    ['due?from=2018-06-01&days=1', []],
    ['due?from=2028-01-03&days=5', []],
    ['between?from=2027-12-01&to=2028-01-31', []],
    ['between?from=2018-12-01&to=2019-01-31', []],
    ['holidays?year=2028', []],
    ['holidays?year=2018', []],
    ['due?from=2026-02-30&days=3', ['from']],
    ['due?from=2026-13-01&days=3', ['from']],
    ['due?from=11-12-2026&days=3', ['from']],
    ['due?from=2026-12-11&days=-1', ['days']],
    ['due?from=2026-12-11&days=1.5', ['days']],
    ['due?from=2026-12-11&days=99999', ['days']],
    ['due?from=2026-12-11&days=9999', []],
    ['due?from=2026-12-11', ['days']],
    ['due?from=2026-12-11&days=1&days=2', ['days']],
    ['due', ['days', 'from']],
    ['between?from=2026-12-11', ['to']],
    ['between?from=2026-12-11&to=2026-02-29', ['to']],
    ['holidays', ['year']],
    ['holidays?year=dua', ['year']],
  ])('refuses %s', async (call, fields) => {
    const { body } = await get(`v1/calendar/${call}`, 422);
    expect((body.errors ?? []).map((one: { field: string }) => one.field).sort()).toEqual(fields);
    if (fields.length === 0) expect(body.detail).toMatch(/Kalender tahun 20(18|28) /);
  });
});

describe('requests', () => {
  test('the request that the description gives as an example is taken, and read back with its code', async () => {
    const { body } = check(await post().send(requestExample).expect(201));
    const seenCase = await supertest(t.app)
      .get(`/api/v1/requests/${body.number}`)
      .set('Authorization', `Code ${body.code}`);
    expect(check(seenCase).body).toMatchObject({ state: 'registered', due_on: body.due_on });
    const again = check(await post().send(requestExample).expect(200));
    expect(again.body).toMatchObject({ number: body.number, duplicate: true });
    expect(again.body.code).toBeUndefined();
  });

  test('the same key answers the same number and code; as a form too', async () => {
    const form = () => {
      const req = post().set('Idempotency-Key', 'kunci-1').field('details', 'Peta jalan').field('purpose', 'Belajar');
      for (const [key, value] of Object.entries(requestExample.requester))
        if (value !== null) req.field(`requester[${key}]`, String(value));
      return req.attach('ktp', Buffer.from('%PDF-1.4\n%%EOF\n'), 'ktp.pdf');
    };
    const first = check(await form().expect(201));
    expect(first.body.missing).toEqual([]);
    expect(check(await form().expect(201)).body).toEqual(first.body);
    const other = { ...requestExample, details: 'Yang lain' };
    check(await post().set('Idempotency-Key', 'kunci-1').send(other).expect(422));
    check(await post().set('Idempotency-Key', 'dua kata').send(other).expect(422));
  });

  test.each(LIVES.map((verbs) => [verbs.join(', '), verbs] as const))(
    'every state is described: %s',
    async (life, verbs) => {
      const { body } = check(
        await post()
          .send({ ...requestExample, details: `Riwayat ${life}` })
          .expect(201),
      );
      const read = async () => {
        const asked = supertest(t.app).get(`/api/v1/requests/${body.number}`).set('Authorization', `Code ${body.code}`);
        return check(await asked.expect(200)).body;
      };
      await read();
      for (const verb of verbs) {
        await take(t, body.number, verb);
        await read();
      }
      const { events, deadlines, due_on, extended } = await read();
      expect(events.length).toBeGreaterThan(1);
      const answer = deadlines.filter((one: { term: string }) => ['answer', 'extension'].includes(one.term));
      expect(answer).toHaveLength(extended ? 2 : 1);
      expect(answer.at(-1).due_on).toBe(due_on);
    },
  );

  test('what cannot be read', async () => {
    const raw = (type: string, content: string) => post().set('Content-Type', type).send(content);
    for (const content of ['{"a":', '"text"', '{]']) check(await raw('application/json', content).expect(400));
    check(await raw('text/plain', 'x').expect(415));
    check(await raw('application/x-www-form-urlencoded', 'details=x').expect(415));
    check(await raw('application/json; charset=x-unknown', '{}').expect(415));
    check(await raw('application/json', JSON.stringify({ details: 'a'.repeat(300_000) })).expect(413));
    check(await raw('multipart/form-data', 'no boundary').expect(400));
    const part = '--x\r\nContent-Disposition: form-data; name="details"\r\n\r\nputus';
    check(await raw('multipart/form-data; boundary=x', part).expect(400));
    check(await raw('multipart/form-data; boundary=x', '--x\r\nrusak\r\n\r\n--x--').expect(400));
    check(await post().field('requester', 'Siti').field('requester[name]', 'Siti').expect(422));
    check(await post().field('requester[name][a]', '1').field('requester[__proto__][a]', '1').expect(422));
    check(await post().set('Content-Encoding', 'gzip').set('Content-Type', 'application/json').send('x').expect(400));
    check(await post().send({}).expect(422));
    check(await post().send([]).expect(422));
    check(
      await post()
        .send({ ...requestExample, requester: 'Siti' })
        .expect(422),
    );
  });

  test('an address with what no text may hold', async () => {
    for (const path of [
      'v1/documents/%00',
      'v1/bodies/%00',
      '3/action/package_show?id=%00',
      'v1/documents?q=%00&body=%00',
    ]) {
      const res = await supertest(t.app).get(`/api/${path}`);
      expect([path, res.status < 500, res.type]).toEqual([path, true, expect.stringMatching(/json$/)]);
    }
    const res = await supertest(t.app).get('/api/v1/requests/P%00').set('Authorization', 'Code AAAA');
    expect(res.status).toBeLessThan(500);
  });

  test('a missing code, a wrong one, and a number that is not there', async () => {
    const read = (number: string, header: string) =>
      supertest(t.app).get(`/api/v1/requests/${number}`).set('Authorization', header);
    await get('v1/requests/P-2026-000001', 401);
    for (const header of ['Bearer x', 'Code', 'Basic eDp5']) check(await read('P-2026-000001', header).expect(401));
    const wrong = check(await read('P-2026-000001', 'Code AAAA-AAAA-AAAA-AAAA').expect(404));
    const unknown = check(await read('P-2026-999999', 'Code AAAA-AAAA-AAAA-AAAA').expect(404));
    expect(wrong.body).toEqual(unknown.body);
  });

  test('no calendar for the day of answer', async () => {
    t.clock.set('2027-12-28T09:00:00+07:00');
    const { body } = check(
      await post()
        .send({ ...requestExample, details: 'Akhir tahun' })
        .expect(503),
    );
    expect(body.detail).toContain('2028');
    t.clock.set('2026-12-11T09:00:00+07:00');
  });

  test('why each date is what it is', async () => {
    const { body } = await post()
      .send({ ...requestExample, details: 'Sebab tanggal' })
      .expect(201);
    const ask = (code: string) =>
      supertest(t.app).get(`/api/v1/requests/${body.number}/explain`).set('Authorization', `Code ${code}`);
    check(await ask(body.code).expect(200));
    check(await ask('AAAA-AAAA-AAAA-AAAA').expect(404));
    await get(`v1/requests/${body.number}/explain`, 401);
  });

  test('too many', async () => {
    for (let n = 0; n < 60; n += 1) await post(limited).set('Content-Type', 'text/plain').send('x').expect(415);
    check(await post(limited).set('Content-Type', 'text/plain').send('x').expect(429));
    for (let n = 0; n < 120; n += 1) await supertest(limited.app).get('/api/v1/requests/P-2026-000001').expect(401);
    await get('v1/requests/P-2026-000001', 429, limited);
    const explain = '/api/v1/requests/P-2026-000001/explain';
    for (let n = 0; n < 120; n += 1) await supertest(limited.app).get(explain).expect(401);
    await get('v1/requests/P-2026-000001/explain', 429, limited);
  });
});

describe('figures', () => {
  test('of a year, as of a day, of one source; zeros where nothing is known', async () => {
    const { body } = await get('v1/stats?year=2026&as_of=2026-12-11&source=live', 200);
    expect(body).toMatchObject({ year: 2026, as_of: '2026-12-11', imported: 0 });
    const empty = (await get('v1/stats?year=2003', 200)).body;
    expect(empty).toMatchObject({ received: 0, as_of: '2026-12-11', working_days: { mean: 0, median: 0, max: 0 } });
  });

  test.each([
    ['year=2027', ['year']],
    ['year=1999', ['year']],
    ['year=dua', ['year']],
    ['year=2026&as_of=2026-12-12', ['as_of']],
    ['as_of=2026-02-30', ['as_of']],
    ['source=lain', ['source']],
    ['year=2026&body=xx', ['body']],
    ['year=dua&body=xx', ['year', 'body']],
  ])('refuses %s with a sentence', async (query, fields) => {
    const { body } = await get(`v1/stats?${query}`, 422);
    expect(body.errors.map((one: { field: string }) => one.field)).toEqual(fields);
    for (const { message } of body.errors) expect(message).toMatch(/\.$/);
  });

  test('a table that does not add up is an error with a sentence, never an answer', async () => {
    const row = { region_id: t.regionId, case_kind: 'request', year: 2004, case_id: 9, received_on: '2004-02-02' };
    const lost = { ...row, recorded_at: '2004-02-02T03:00:00.000Z', result: 'lost', imported: 0 };
    await unguarded(t.db, 'case_history', () => t.db('case_history').insert(lost));
    const { body } = await get('v1/stats?year=2004', 500);
    expect(body.detail).toContain('permohonan');
    await unguarded(t.db, 'case_history', () => t.db('case_history').where('year', 2004).delete());
  });
});

test('the description itself', async () => {
  const first = await get('v1/openapi.json', 200);
  check(
    await supertest(t.app).get('/api/v1/openapi.json').set('If-None-Match', String(first.headers.etag)).expect(304),
  );
});

test('every answer that the description names was given above', () => {
  expect(namedAnswers(document).filter((one) => !seen.has(one))).toEqual([]);
});
