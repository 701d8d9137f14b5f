import { verifyChains } from '../../src/audit/verify/queries';
import { type Db, isPostgres } from '../../src/db/connect';
import { unguarded } from '../../src/jobs/bench/unguarded';
import { sweep } from '../../src/jobs/sweep';
import { aBreach, CONTENT, take } from '../breaches/cases';
import { playYear } from '../reports/year';
import { type TestApp, testApp } from '../support/app';

/** What figures are counted from, changed by direct SQL: refused by the triggers, and named by the verifier without them. */
let app: TestApp;
let db: Db;
beforeAll(async () => {
  app = await testApp();
  db = app.db;
  await playYear(app);
  // Nobody answers the objection: a window to the commission opens.
  app.clock.set('2027-02-15T09:00:00+07:00');
  await sweep(app.deps);
  const number = await aBreach(app);
  const described = await take(app, number, { do: 'describe', content: CONTENT, people_count: 5 });
  const told = await take(app, number, { do: 'notify_agency', way: 'post', note: null, sent_at: null });
  if (!described.ok || !told.ok) throw new Error('the breach was not lived');
});
afterAll(() => app.close());

const lineOf = (case_id: number) => db('case_history').where({ case_kind: 'request', case_id }).orderBy('recorded_at');
const numbered = async (number: string) => db('requests').where('number', number).first();

it('is whole as it was lived', async () => {
  expect(await verifyChains(db)).toMatchObject({ ok: true });
});

const of = 'case_history of P-2026-000011';

describe('the triggers', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['another day of answer', () => db('case_history').update({ answered_on: '2026-02-03' })],
    ['a line that is closed again', () => db('case_history').whereNotNull('until_at').update({ until_at: null })],
    ['an end for a line that holds', () => db('case_history').whereNull('until_at').update({ until_at: '2099-01-01' })],
    ['a line that goes', () => db('case_history').where('case_kind', 'request').delete()],
    [
      'a line that nobody wrote',
      async () => {
        const [line] = await lineOf((await numbered('P-2026-000011')).id);
        await db('case_history').insert({ ...line, recorded_at: '2026-12-01T00:00:00.000Z', result: 'granted' });
      },
    ],
    [
      'a line of a case that there is not',
      async () => {
        const [line] = await lineOf((await numbered('P-2026-000011')).id);
        await db('case_history').insert({ ...line, case_id: 999_999 });
      },
    ],
    [
      'all at once',
      () =>
        isPostgres(db) ? db.raw('TRUNCATE case_history') : db.raw("DELETE FROM case_history WHERE case_kind <> ''"),
    ],
  ])('refuse %s', async (_, write) => {
    await expect(write()).rejects.toThrow('written by the triggers');
    expect(await verifyChains(db)).toMatchObject({ ok: true });
  });
});

/** A change in a transaction that is taken back: the verifier looks at it from inside. */
async function found(tamper: (trx: Db) => Promise<unknown>): Promise<unknown> {
  const kept: { broken?: unknown } = {};
  const undone = new Error('undone');
  await unguarded(db, 'case_history', () =>
    db
      .transaction(async (trx) => {
        await tamper(trx);
        const verdict = await verifyChains(trx);
        kept.broken = verdict.ok ? null : verdict.broken;
        throw undone;
      })
      .catch((error) => {
        if (error !== undone) throw error;
      }),
  );
  return kept.broken;
}

/** The eleventh was received in April and answered in time on the 20th. */
const eleventh = async (trx: Db) => (await trx('requests').where('number', 'P-2026-000011').first()).id as number;
const mine = async (trx: Db) => ({ case_kind: 'request', case_id: await eleventh(trx) });

type Tampering = [string, (trx: Db) => Promise<unknown>, string, string];

/** Every column of a breach that the log tells: what somebody makes of it, and the beginning of what it was. */
const BREACH: Readonly<Record<string, [unknown, string]>> = {
  state: ['closed', '"open"'],
  discovered_at: ['2027-02-14T20:00:00.000Z', '"2027-02-15T02:00:00.000Z"'],
  due_at: ['2027-03-01T02:00:00.000Z', '"2027-02-18T02:00:00.000Z"'],
  recorded_at: ['2027-02-15T01:00:00.000Z', '"2027-02-15T02:00:00.000Z"'],
  recorded_by: [1, 'null'],
  people_count: [1, '5'],
  terms: ['{}', 'null'],
  subjects_notified_at: ['2027-02-15T03:00:00.000Z', 'null'],
  agency_notified_at: ['2027-02-15T01:30:00.000Z', '"2027-02-15T02:00:00.000Z"'],
  agency_way: ['email', '"post"'],
  public_notified_at: ['2027-02-15T03:00:00.000Z', 'null'],
  public_instead: [1, '0'],
  closed_at: ['2027-02-16T02:00:00.000Z', 'null'],
  closed_as: ['no_breach', 'null'],
  ladder_since: ['2027-06-01T00:00:00.000Z', '"2027-02-15T02:00:00.000Z"'],
  erased_at: ['2027-02-16T02:00:00.000Z', 'null'],
};

it.each<Tampering>([
  [
    'a day of answer in the history',
    async (trx) =>
      trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .update({ answered_on: '2026-04-07' }),
    'request:',
    `${of} from 2026-04-20T03:00:00.000Z: answered_on is "2026-04-07", the log says "2026-04-20"`,
  ],
  [
    'an instant from which a line holds',
    async (trx) =>
      trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .update({ recorded_at: '2026-04-08T03:00:00.000Z' }),
    'request:',
    `${of}: the line from 2026-04-08T03:00:00.000Z is not in the log`,
  ],
  [
    'a line that was closed before its time',
    async (trx) =>
      trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .update({ until_at: '2026-05-01' }),
    'request:',
    `${of} from 2026-04-20T03:00:00.000Z: until_at is "2026-05-01", the log says null`,
  ],
  [
    'a line that is gone',
    async (trx) =>
      trx('case_history')
        .where(await mine(trx))
        .whereNotNull('until_at')
        .delete(),
    'request:',
    `${of}: the line from 2026-04-06T02:00:00.000Z is missing`,
  ],
  [
    'the last line gone, the one before opened again',
    async (trx) => {
      await trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .delete();
      await trx('case_history')
        .where(await mine(trx))
        .update({ until_at: null });
    },
    'request:',
    `${of}: the line from 2026-04-20T03:00:00.000Z is missing`,
  ],
  [
    'a line put in',
    async (trx) => {
      const line = await trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .first();
      await trx('case_history').insert({ ...line, recorded_at: '2026-11-01T00:00:00.000Z', result: 'refused' });
    },
    'request:',
    `${of}: the line from 2026-11-01T00:00:00.000Z is not in the log`,
  ],
  [
    'a line put into another year',
    async (trx) => {
      const line = await trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .first();
      await trx('case_history').insert({ ...line, year: 2019, received_on: '2019-04-06' });
    },
    'request:',
    `${of}: the line from 2026-04-20T03:00:00.000Z in 2019 is not in the log`,
  ],
  [
    'a line of a case that there is not',
    async (trx) => {
      const line = await trx('case_history')
        .where(await mine(trx))
        .whereNull('until_at')
        .first();
      await trx('case_history').insert({ ...line, case_id: 999_999 });
    },
    'case_history',
    'case_history of request 999999, which there is not',
  ],
  [
    'days on the request, with the history that its triggers write',
    async (trx) =>
      trx('requests')
        .where('id', await eleventh(trx))
        .update({ notified_on: '2026-04-07', due_on: '2026-04-30' }),
    'request:',
    'requests P-2026-000011: due_on is "2026-04-30", the log says "2026-04-20"',
  ],
  [
    'the state of a request',
    async (trx) =>
      trx('requests')
        .where('id', await eleventh(trx))
        .update({ state: 'withdrawn' }),
    'request:',
    'requests P-2026-000011: state is "withdrawn"',
  ],
  [
    'a request that was never filed',
    async (trx) => {
      const { id: _, ...row } = await trx('requests')
        .where('id', await eleventh(trx))
        .first();
      await trx('requests').insert({
        ...{ ...row, public_id: 'tidak-pernah', number: 'P-2026-000099', duplicate_key: null },
        ...{ seq: 0, head_hash: '0'.repeat(64) },
      });
    },
    'request:tidak-pernah',
    'not the one its head records',
  ],
  [
    'who objected, on the row and in the history alike',
    async (trx) => {
      await trx('objections').update({ requester_kind: 'legal_body' });
      await trx('case_history').where('case_kind', 'objection').update({ kind: 'legal_body' });
    },
    'objection:',
    'objections K-2026-000001: requester_kind is "legal_body", the log says "individual"',
  ],
  [
    'a day of an objection',
    async (trx) => trx('objections').update({ due_on: '2027-12-31' }),
    'objection:',
    'objections K-2026-000001: due_on is "2027-12-31"',
  ],
  [
    'a day in the history of an objection',
    async (trx) => trx('case_history').where('case_kind', 'objection').update({ ground: 'a' }),
    'objection:',
    'ground is "a", the log says "c"',
  ],
  [
    'a day of a dispute',
    async (trx) => trx('disputes').update({ file_by: '2027-12-31' }),
    'dispute:',
    'disputes S-2027-000001: file_by is "2027-12-31"',
  ],
  // What only a dispute has, put where it is counted: agreed, ruled, carried out.
  ...(['request', 'objection', 'dispute'] as const).map(
    (kind): Tampering => [
      `an outcome in the history of ${kind}s`,
      async (trx) => trx('case_history').where('case_kind', kind).whereNull('until_at').update({ outcome: 'agreed' }),
      `${kind}:`,
      'outcome is "agreed", the log says null',
    ],
  ),
  [
    'a day at the commission in the history of a request',
    async (trx) =>
      trx('case_history')
        .where(await mine(trx))
        .update({ registered_on: '2026-05-01' }),
    'request:',
    `${of} from 2026-04-06T02:00:00.000Z: registered_on is "2026-05-01", the log says null`,
  ],
  ...Object.entries(BREACH).map(
    ([column, [is, said]]): Tampering => [
      `${column} of a breach`,
      async (trx) => trx('breaches').update({ [column]: is }),
      'breach:',
      `breaches B-2027-000001: ${column} is ${JSON.stringify(is)}, the log says ${said}`,
    ],
  ),
])('%s is found, with case and column', async (_, tamper, chain, reason) => {
  expect(await found(tamper)).toMatchObject({
    chain: expect.stringContaining(chain),
    reason: expect.stringContaining(reason),
  });
});
