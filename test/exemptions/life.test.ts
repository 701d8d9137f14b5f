import { verifyChains } from '../../src/audit/verify/queries';
import type { DocumentRow } from '../../src/db/tables/catalogue';
import { advanceExemptions } from '../../src/exemptions/sweep-commands';
import { givenDocument, givenFile } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { begun, decideStep, delegated, enacted, rowOf, SHEET, takes } from './given';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ clock: '2026-08-03T02:00:00.000Z' });
});
afterAll(() => app.close());

const at = (day: string, time = '09:00') => app.clock.set(`${day}T${time}:00+07:00`);
const document = (id: number | null): Promise<DocumentRow> => app.db('documents').where('id', id).first();
const events = async (number: string): Promise<string[]> => {
  const { public_id } = await rowOf(app, number);
  return app.db('audit_events').where('chain', `exemption:${public_id}`).orderBy('seq').pluck('kind');
};
const mails = async (number: string): Promise<string[]> => {
  const { public_id } = await rowOf(app, number);
  const keys: string[] = await app
    .db('outbox')
    .where('dedupe_key', 'like', `exemption:${public_id}:%`)
    .orderBy('id')
    .pluck('dedupe_key');
  // The agency has a copy of each.
  return [...new Set(keys.map((key) => key.split(':')[2] as string))];
};

test('enacted: the item exists in the catalogue as exempt; one decree may cover several; a number is one decree', async () => {
  const other = await begun(app, { title: 'Butir kedua' });
  await takes(app, other.number, { do: 'complete_test' });
  const first = await begun(app, { title: 'Butir pertama' });
  await takes(app, first.number, { do: 'complete_test' });
  expect((await takes(app, first.number, decideStep(app, 'SK-dua'), { also: [other.number] })).ok).toBe(true);
  const [a, b] = [await rowOf(app, first.number), await rowOf(app, other.number)];
  expect([a.state, b.state, a.decision_id === b.decision_id]).toEqual(['decided', 'decided', true]);
  expect(a.document_id).not.toBe(b.document_id);
  expect(await document(a.document_id)).toMatchObject({
    category: 'dikecualikan',
    state: 'published',
    title: 'Butir pertama',
  });
  const third = await begun(app, { title: 'Butir ketiga' });
  await takes(app, third.number, { do: 'complete_test' });
  at('2026-08-04');
  expect(await takes(app, third.number, decideStep(app, 'SK-dua'))).toMatchObject({ code: 'number_taken' });
  expect((await rowOf(app, third.number)).state).toBe('tested');
  at('2026-08-03');
});

test('two officers enact at once: one does, the other is told; a refused step leaves nothing', async () => {
  const { number } = await begun(app, { title: 'Serentak' });
  await takes(app, number, { do: 'complete_test' });
  const { version } = await rowOf(app, number);
  const step = decideStep(app, 'SK-serentak');
  const both = await Promise.all([1, 2].map(() => takes(app, number, step)));
  expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
  const row = await rowOf(app, number);
  expect([row.state, row.version]).toEqual(['decided', version + 1]);
  expect(await app.db('documents').where('title', 'Serentak')).toHaveLength(1);
  expect(await app.db('exemption_decisions').where('number', 'SK-serentak')).toHaveLength(1);
});

describe('time', () => {
  test('warns 60 and 35 working days ahead, on the last day to decide and after it, each once', async () => {
    const { number } = await enacted(app, { title: 'Berakhir akhir tahun', until_on: '2026-12-31' });
    const seen: Record<string, string[]> = {};
    for (const [day, time] of [
      ...[
        ['2026-10-05', '23:00'],
        ['2026-10-06', '07:59'],
        ['2026-10-06', '08:00'],
        ['2026-10-06', '12:00'],
      ],
      ...[
        ['2026-11-09', '09:00'],
        ['2026-11-10', '08:00'],
        ['2026-11-16', '09:00'],
        ['2026-11-17', '08:00'],
      ],
      ...[
        ['2026-11-18', '08:00'],
        ['2026-12-31', '23:59'],
      ],
    ] as [string, string][]) {
      at(day, time);
      await advanceExemptions(app.deps);
      await advanceExemptions(app.deps);
      seen[`${day} ${time}`] = (await mails(number)).filter((one) => one !== 'opened');
    }
    expect(seen['2026-10-06 07:59']).toEqual([]);
    expect(seen['2026-10-06 12:00']).toEqual(['exemption_alert']);
    expect(seen['2026-11-09 09:00']).toEqual(['exemption_alert']);
    expect(seen['2026-11-10 08:00']).toEqual(['exemption_alert', 'exemption_last_alert']);
    expect(seen['2026-11-16 09:00']).toHaveLength(2);
    expect(seen['2026-11-17 08:00']).toEqual(['exemption_alert', 'exemption_last_alert', 'renewal_due']);
    expect(seen['2026-12-31 23:59']).toEqual([...(seen['2026-11-17 08:00'] as string[]), 'renewal_overdue']);
    expect((await events(number)).filter((kind) => kind === 'reminded')).toHaveLength(4);
    expect((await rowOf(app, number)).state).toBe('decided');
  });

  test('opens it by itself the moment its last day is over, once, with two sweeps at once; its files wait', async () => {
    at('2026-08-03');
    const item = await givenDocument(app.db, { title: 'Sudah ada', category: 'setiap-saat', summary: 'Ringkasan.' });
    await givenFile(app.deps, item, 'rahasia.pdf');
    const target = 'berkala' as const;
    const { number } = await enacted(app, { title: 'Sudah ada', until_on: '2026-12-18', documentId: item.id, target });
    expect(await document(item.id)).toMatchObject({ category: 'dikecualikan', slug: item.slug });
    at('2026-12-18', '23:59');
    await advanceExemptions(app.deps);
    expect((await rowOf(app, number)).state).toBe('decided');
    at('2026-12-19', '00:00');
    await Promise.all([advanceExemptions(app.deps), advanceExemptions(app.deps)]);
    const row = await rowOf(app, number);
    expect(row).toMatchObject({
      state: 'expired',
      ended_by: 'term',
      ended_on: '2026-12-19',
      masking_due_on: '2026-12-29',
    });
    expect(await document(item.id)).toMatchObject({
      category: 'berkala',
      held_files: 1,
      published_at: app.clock.now().toISOString(),
    });
    expect((await events(number)).filter((kind) => kind === 'exemption_expired')).toHaveLength(1);
    expect((await app.db('document_versions').where('document_id', item.id)).length).toBe(2);

    at('2026-12-29', '08:00');
    await advanceExemptions(app.deps);
    at('2027-01-07', '08:00');
    await advanceExemptions(app.deps);
    expect((await mails(number)).filter((one) => one.startsWith('masking'))).toEqual([
      'masking_due',
      'masking_overdue_1',
    ]);

    const { version } = await document(item.id);
    const confirm = { do: 'confirm_masking' as const };
    expect(await takes(app, number, confirm, { documentVersion: version - 1 })).toMatchObject({
      code: 'document_changed',
    });
    expect((await rowOf(app, number)).masked_on).toBeNull();
    expect((await takes(app, number, confirm, { documentVersion: version })).ok).toBe(true);
    expect(await document(item.id)).toMatchObject({ held_files: 0 });
    expect(await rowOf(app, number)).toMatchObject({ masked_on: '2027-01-07', next_action_at: null });
    expect(await takes(app, number, confirm, { documentVersion: version + 1 })).toMatchObject({
      code: 'masked_already',
    });
  });

  test('opens g, h, i and j only where the decision states a day', async () => {
    at('2026-08-03');
    const dateless: string[] = [];
    for (const [letter, item] of [
      ['g', null],
      ['h', 1],
      ['i', null],
      ['j', null],
    ] as const) {
      const facts = { letter, item, statute: letter === 'j' ? 'UU 23/2006' : null };
      dateless.push((await enacted(app, { title: `Tanpa hari ${letter}`, ...facts })).number);
    }
    const dated = (await enacted(app, { title: 'Dengan hari', letter: 'i', item: null, until_on: '2027-01-08' }))
      .number;
    at('2027-01-09');
    await advanceExemptions(app.deps);
    expect((await rowOf(app, dated)).state).toBe('expired');
    for (const number of dateless) expect((await rowOf(app, number)).state).toBe('decided');
  });

  test('says that a year has no calendar, never guesses, and still opens on the day', async () => {
    at('2027-11-02');
    const { number } = await enacted(app, { title: 'Tanpa kalender', until_on: '2028-02-15' });
    await advanceExemptions(app.deps);
    at('2027-11-03');
    await advanceExemptions(app.deps);
    expect(new Set(await mails(number))).toEqual(new Set(['no_calendar']));
    const page = await (await app.as('ppid')).get(`/petugas/pengecualian/${number}`).expect(200);
    expect(page.text).toContain('kalender kerja tahun 2028 belum ditetapkan');
    at('2028-02-16');
    await advanceExemptions(app.deps);
    expect(await rowOf(app, number)).toMatchObject({ state: 'expired', masking_due_on: null });
    at('2026-12-11');
  });
});

test('a change takes the place of the one before; an opening ends it on its day, and never later than it ends by itself', async () => {
  at('2026-12-11');
  const ppid = await app.as('ppid');
  const one = await enacted(app, { title: 'Diubah', until_on: '2027-03-01' });
  const follow = (number: string, purpose: string) =>
    ppid.post(`/petugas/pengecualian/${number}/lanjut`).type('form').send({ purpose });
  const moved = await follow(one.number, 'change').expect(303);
  const next = /DIK-\d+-\d+/.exec(moved.headers.location as string)?.[0] as string;
  // A second click finds the same test.
  expect((await follow(one.number, 'change')).headers.location).toContain(next);
  const fill = async (number: string, over: object) => {
    await takes(app, number, { do: 'save_test', sheet: { ...SHEET, title: 'Diubah', ...over } });
    expect((await takes(app, number, { do: 'complete_test' })).ok).toBe(true);
  };
  await fill(next, { until_on: '2027-06-01' });
  expect((await takes(app, next, decideStep(app))).ok).toBe(true);
  const [before, after] = [await rowOf(app, one.number), await rowOf(app, next)];
  expect([before.state, after.state, after.document_id]).toEqual(['changed', 'decided', before.document_id]);

  const third = /DIK-\d+-\d+/.exec((await follow(next, 'open')).headers.location as string)?.[0] as string;
  await fill(third, { opens_on: '2027-06-03' });
  expect(await takes(app, third, decideStep(app))).toMatchObject({ code: 'opens_after_end' });
  await takes(app, third, { do: 'reopen_test' });
  await fill(third, { opens_on: '2026-12-14' });
  expect((await takes(app, third, decideStep(app))).ok).toBe(true);
  expect(await rowOf(app, next)).toMatchObject({ state: 'decided', ends_on: '2026-12-13', ended_by: 'decision' });
  at('2026-12-14', '00:00');
  await advanceExemptions(app.deps);
  expect(await rowOf(app, next)).toMatchObject({ state: 'revoked', ended_on: '2026-12-14' });
  expect(await document(after.document_id)).toMatchObject({ category: 'setiap-saat', held_files: 1 });
  expect((await verifyChains(app.db)).ok).toBe(true);
  at('2026-12-11');
});

test('a delegate approves in the portal what waits, and only with his delegation', async () => {
  const atasan = await app.as('atasan');
  const { number } = await begun(app, { title: 'Menunggu delegasi' });
  await takes(app, number, { do: 'complete_test' });
  expect((await atasan.get('/atasan/pengecualian').expect(200)).text).toContain('Tidak ada pelimpahan atas nama Anda');
  await atasan.get(`/atasan/pengecualian/${number}`).expect(404);
  await delegated(app);
  expect((await atasan.get('/atasan/pengecualian').expect(200)).text).toContain(number);
  const { version } = await rowOf(app, number);
  const send = { action: 'approve', version: String(version), note: '' };
  await atasan.post(`/atasan/pengecualian/${number}/transitions`).field(send).expect(303);
  expect(await rowOf(app, number)).toMatchObject({ approval_kind: 'delegate', approved_on: '2026-12-11' });
  const step = { ...decideStep(app), approval: null } as never;
  expect((await takes(app, number, step)).ok).toBe(true);
});
