import { chainHash, GENESIS } from '../../src/audit/chain';
import { appendEvent } from '../../src/audit/commands';
import { sealEvents } from '../../src/audit/seal/commands';
import { verifyChains } from '../../src/audit/verify/queries';
import { type Db, isPostgres, writing } from '../../src/db/connect';
import { type TestDb, testDb } from '../support/db';
import { aCase, aSetting, dropGuards, region } from './chains';

const NOW = '2026-12-11T03:00:00.000Z';
let test: TestDb;
let db: Db;
let regionId: number;

beforeEach(async () => {
  test = await testDb('schema');
  db = test.db;
  regionId = await region(db);
  await aCase(db, regionId, 'aaa', ['request_filed', 'declared_complete', 'extended']);
  await aSetting(db, regionId, 2);
  await aCase(db, regionId, 'bbb', ['request_filed', 'assigned']);
});
afterEach(() => test.destroy());

const event = (chain: string, seq: number) => db('audit_events').where({ chain, seq }).first();

async function broken() {
  const verdict = await verifyChains(db);
  if (verdict.ok) throw new Error('the chain verifies');
  return verdict.broken;
}

it('is whole when nobody touched it, sealed or not, and its head moves with every event', async () => {
  const unsealed = await verifyChains(db);
  expect(unsealed).toMatchObject({ ok: true, events: 7, headHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await sealEvents(db, NOW)).toBe(7);
  const sealed = await verifyChains(db);
  expect(sealed).toMatchObject({ ok: true, headHash: (await db('audit_seals').first()).seal });
  await aSetting(db, regionId);
  const more = await verifyChains(db);
  expect(more.ok && more.headHash).not.toBe(sealed.ok && sealed.headHash);
});

it('is whole when empty', async () => {
  const empty = await testDb('schema');
  expect(await verifyChains(empty.db)).toEqual({ ok: true, events: 0, headHash: GENESIS });
  expect(await sealEvents(empty.db, NOW)).toBe(0);
  await empty.destroy();
});

it('refuses updates and deletes of the log and of its seals', async () => {
  await sealEvents(db, NOW);
  for (const table of ['audit_events', 'audit_seals']) {
    await expect(db(table).del()).rejects.toThrow('append-only');
    await expect(db(table).update({ id: 99 })).rejects.toThrow('append-only');
  }
});

describe.each([
  ['before a seal', false],
  ['after a seal', true],
])('%s', (_, sealed) => {
  beforeEach(async () => {
    if (sealed) await sealEvents(db, NOW);
    await dropGuards(db);
  });

  it('names a changed payload', async () => {
    const row = await event('request:aaa', 2);
    await db('audit_events')
      .where({ id: row.id })
      .update({ payload: row.payload.replace('Wahyuni', 'Lestari') });
    expect(await broken()).toMatchObject({
      id: row.id,
      chain: 'request:aaa',
      seq: 2,
      reason: expect.stringContaining('content'),
    });
  });

  it('names a changed column', async () => {
    const row = await event('request:aaa', 2);
    await db('audit_events').where({ id: row.id }).update({ occurred_at: '2026-12-01T02:00:00.000Z' });
    expect(await broken()).toMatchObject({ id: row.id, seq: 2, reason: expect.stringContaining('columns') });
  });

  it('names a deleted entry', async () => {
    await db('audit_events').where({ chain: 'request:aaa', seq: 2 }).del();
    expect(await broken()).toMatchObject({ chain: 'request:aaa', seq: 3, reason: expect.stringContaining('entry 2') });
  });

  it('names a deleted last entry', async () => {
    await db('audit_events').where({ chain: 'request:aaa', seq: 3 }).del();
    expect(await broken()).toMatchObject({ chain: 'request:aaa', seq: 3, reason: expect.stringContaining('head') });
  });

  it('names an entry put in', async () => {
    const last = await event('settings', 2);
    const payload = last.payload.replace('"seq":2', '"seq":3');
    const { id: _id, ...row } = last;
    await db('audit_events').insert({
      ...row,
      seq: 3,
      payload,
      prev_hash: last.hash,
      hash: chainHash(last.hash, payload),
    });
    expect(await broken()).toMatchObject({ chain: 'settings', reason: expect.stringContaining('head') });
  });

  it('names two entries that changed places', async () => {
    const [a, b] = [await event('request:aaa', 2), await event('request:aaa', 3)];
    await db('audit_events').where({ id: a.id }).update({ seq: 9 });
    await db('audit_events').where({ id: b.id }).update({ seq: 2 });
    await db('audit_events').where({ id: a.id }).update({ seq: 3 });
    expect(await broken()).toMatchObject({ id: b.id, chain: 'request:aaa', seq: 2 });
  });

  it('names a case whose entries are all gone', async () => {
    await db('audit_events').where({ chain: 'request:bbb' }).del();
    expect(await broken()).toMatchObject({ chain: 'request:bbb', seq: 2 });
  });

  it('names a chain whose case is gone', async () => {
    await db('requests').where({ public_id: 'bbb' }).del();
    expect(await broken()).toMatchObject({ chain: 'request:bbb', seq: 1, reason: expect.stringContaining('gone') });
  });
});

describe('what only a seal shows', () => {
  beforeEach(async () => {
    await sealEvents(db, NOW);
    await aSetting(db, regionId);
    await sealEvents(db, NOW);
    await dropGuards(db);
  });

  it('a whole case removed, with its row', async () => {
    const gone = (await db('audit_events').where({ chain: 'request:bbb' }).orderBy('id').select('id')).map((r) => r.id);
    await db('audit_events').where({ chain: 'request:bbb' }).del();
    await db('requests').where({ public_id: 'bbb' }).del();
    expect(await broken()).toMatchObject({
      id: gone[0],
      chain: 'seals',
      reason: expect.stringContaining(`not there: ${gone.join(', ')}`),
    });
  });

  it('a chain rewritten with fresh hashes and a fresh head', async () => {
    let prev = GENESIS;
    for (const seq of [1, 2]) {
      const row = await event('request:bbb', seq);
      const payload = row.payload.replace('Wahyuni', 'Lestari');
      const hash = chainHash(prev, payload);
      await db('audit_events').where({ id: row.id }).update({ payload, prev_hash: prev, hash });
      prev = hash;
    }
    await db('requests').where({ public_id: 'bbb' }).update({ head_hash: prev });
    expect(await broken()).toMatchObject({ chain: 'seals', seq: 1, reason: expect.stringContaining('not those') });
  });

  it('a seal removed or rewritten', async () => {
    const [first] = await db('audit_seals').orderBy('id');
    await db('audit_seals').where({ id: first.id }).update({ sealed_at: '2026-12-01T00:00:00.000Z' });
    expect(await broken()).toMatchObject({ chain: 'seals', reason: expect.stringContaining('own hash') });
    await db('audit_seals').where({ id: first.id }).del();
    expect(await broken()).toMatchObject({ chain: 'seals', reason: expect.stringContaining('seal before') });
  });
});

it('never seals past a write that has not ended, and sealers at once make one chain of seals', async () => {
  const started = signal();
  const held = signal();
  const slow = writing(db, async (trx) => {
    await appendEvent(trx, 'calendar', {
      regionId,
      kind: 'holiday_added',
      occurredAt: NOW,
      recordedAt: NOW,
      actor: { role: 'admin' },
    });
    started.give();
    await held.given;
  });
  await started.given;
  if (isPostgres(db)) {
    // A higher id is committed while a lower one is not: nothing may be sealed yet.
    await aSetting(db, regionId);
    expect(await sealEvents(db, NOW)).toBe(0);
  }
  const sealing = sealEvents(db, NOW);
  held.give();
  await Promise.all([slow, sealing]);
  await Promise.all([sealEvents(db, NOW), sealEvents(db, NOW), sealEvents(db, NOW)]);
  const seals = await db('audit_seals').orderBy('id');
  expect(seals.at(-1).last_event).toBe((await db('audit_events').max({ id: 'id' }).first())?.id);
  expect(await verifyChains(db)).toMatchObject({ ok: true });
});

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}
