import knex from 'knex';
import { type Db, isPostgres, knexOptions } from '../../src/db/connect';
import { enacted } from '../exemptions/given';
import { type TestApp, testApp } from '../support/app';
import type { Ids } from './portal';
import { play } from './run';
import { StoredPortal } from './stored-portal';

let app: TestApp;
let quick: Db | null = null;
beforeAll(async () => {
  app = await testApp();
  await decisions(app);
  if (isPostgres(app.db)) return;
  quick = hasty(app);
  app = { ...app, db: quick, deps: { ...app.deps, db: quick } };
});
afterAll(async () => {
  await quick?.destroy();
  await app.close();
});

type Connection = { exec(sql: string, done: (error: Error | null) => void): void };
type Done = (error: Error | null, connection: Connection) => void;

/** The SQLite file of a test without waiting for the disk: it dies with the test, and thousands of commits are quicker. */
function hasty({ deps }: TestApp): Db {
  const options = knexOptions('', deps.config.dataDir, deps.config.projectRoot);
  const prepare = options.pool?.afterCreate as (connection: Connection, done: Done) => void;
  const afterCreate = (connection: Connection, done: Done) =>
    prepare(connection, (error) =>
      error ? done(error, connection) : connection.exec('PRAGMA synchronous=OFF', (fault) => done(fault, connection)),
    );
  return knex({ ...options, pool: { ...options.pool, afterCreate } });
}

/** The decisions that the variants name: `SK-1` in force whatever the day, `SK-2` over. */
async function decisions(given: TestApp): Promise<void> {
  const item = { title: 'Data', letter: 'h', item: 3 };
  const decided_on = '2024-12-01';
  const [one, two] = [
    await enacted(given, { ...item, decree: 'SK-1' }),
    await enacted(given, { ...item, decree: 'SK-2' }),
  ];
  await given.db('exemptions').where('id', one.id).update({ decided_on });
  const past = { decided_on: '2018-01-02', state: 'revoked', ended_on: '2018-06-01', ended_by: 'ruling' };
  await given.db('exemptions').where('id', two.id).update(past);
}

async function idsOf({ db }: TestApp): Promise<Ids> {
  const body = async (slug: string): Promise<number> => (await db('bodies').where({ slug }).first('id')).id;
  const user = async (name: string): Promise<number> =>
    (await db('users').where('email', `${name}@contoh.test`).first('id')).id;
  const [petugas, ppid, atasan] = [await user('petugas'), await user('ppid'), await user('atasan')];
  return {
    bodies: { own: await body('dinkominfo'), other: await body('inspektorat') },
    users: { petugas, ppid, atasan, opd: await user('opd'), other: await user('admin') },
  };
}

test('the portal on its database does what the model does, whatever happens', async () => {
  const portal = new StoredPortal(app, await idsOf(app));
  const postgres = isPostgres(app.db);
  await play(postgres ? 'PostgreSQL' : 'SQLite', {
    ...{ runs: postgres ? 200 : 1000, most: 14 },
    begin: async (at) => {
      await portal.begin(at);
      return portal;
    },
  });
}, 3_600_000);
