import type { Express } from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import { createApp } from '../../src/app';
import { type Config, readConfig } from '../../src/config';
import { connectReadOnly, type Db } from '../../src/db/connect';
import type { Deps } from '../../src/deps';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { type MailTransport, mailTransport } from '../../src/mail/transport';
import { deriveKeys } from '../../src/secrets/keys';
import { diskStore } from '../../src/storage/disk';
import { addressOf, CAST_PASSWORD, type CastName } from './cast';
import { type TestClock, testClock } from './clock';
import { testDb } from './db';
import type { Filled } from './fill';

export type Agent = ReturnType<typeof supertest.agent>;

export type TestApp = {
  app: Express;
  deps: Deps;
  db: Db;
  clock: TestClock;
  regionId: number;
  /** A browser nobody has signed in with: keeps cookies and sends what a browser sends with its own forms. */
  browser(): Agent;
  /** A browser signed in through the page `/masuk`, which sends its form token with every request. One for each name. */
  as(name: CastName): Promise<Agent>;
  /** The same in a browser of its own, for a test that ends the session. */
  signIn(name: CastName): Promise<Agent>;
  close(): Promise<void>;
};

export type TestAppOptions = {
  /** Where legal time stands; Friday 11 December 2026, 09.00 WIB. */
  clock?: string;
  config?: Partial<Config>;
  /** What the database holds; `cast` unless said otherwise. */
  filled?: Filled;
  mail?: MailTransport;
};

const SECRET = 'a-secret-that-only-tests-know-and-use';
const DATA_KEY = '5f'.repeat(32);

/** The real application on a database and a folder of its own. Rate limits are off unless `config.rateLimit` says so. */
export async function testApp({
  clock: start,
  config: given,
  filled = 'cast',
  mail,
}: TestAppOptions = {}): Promise<TestApp> {
  const { db, dataDir, databaseUrl, destroy } = await testDb(filled);
  const env = {
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: SECRET,
    DATA_KEY,
    RATE_LIMIT: 'off',
  };
  const config = { ...readConfig(env), ...given };
  const clock = testClock(start);
  const keys = deriveKeys(config.dataKey);
  const regionId: number = (await db('regions').orderBy('id').first('id'))?.id ?? 0;
  const reader = connectReadOnly(databaseUrl, dataDir, config.projectRoot);
  const close = async () => {
    await reader.destroy();
    await destroy();
  };
  const deps: Deps = {
    db,
    reader,
    regionId,
    clock,
    config,
    keys,
    mail: mail ?? mailTransport(config),
    files: diskStore(dataDir, keys),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    i18n: loadCatalogue(config.projectRoot, { strict: true }),
  };
  const app = createApp(deps);
  const signedIn = new Map<CastName, Promise<Agent>>();
  const anew = (name: CastName) => signIn(browser(app), addressOf(name), CAST_PASSWORD);
  const as = (name: CastName): Promise<Agent> => {
    const agent = signedIn.get(name) ?? anew(name);
    signedIn.set(name, agent);
    return agent;
  };
  return { app, deps, db, clock, regionId, browser: () => browser(app), as, signIn: anew, close };
}

function browser(app: Express): Agent {
  return supertest.agent(app).set('Sec-Fetch-Site', 'same-origin');
}

/** Signs in through the page, and sets the form token of the new session as a header of every further request. */
export async function signIn(agent: Agent, email: string, password: string): Promise<Agent> {
  await agent.post('/masuk').type('form').send({ email, password }).expect(303);
  return withToken(agent);
}

/** Reads the form token from a page and sends it from now on. */
export async function withToken(agent: Agent): Promise<Agent> {
  const page = await agent.get('/akun/profil').expect(200);
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
  if (!token) throw new Error('The profile page has no form token');
  return agent.set('X-CSRF-Token', token);
}
