import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Agent, type TestApp, testApp } from '../support/app';
import { registeredRoutes } from './registered';
import { type Answer, EVERYBODY, everybody, type Made, type Row, type Slice, type Who } from './rows';

const FOLDER = join(__dirname, 'routes');
const slices: [string, Slice][] = readdirSync(FOLDER)
  .sort()
  .map((file) => [file.replace(/\.ts$/, ''), require(join(FOLDER, file)).slice as Slice]);

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('every route that the application answers is in the table, and nothing else', () => {
  const registered = registeredRoutes(app.app);
  const tabled = slices.flatMap(([, { rows }]) => rows.map((row) => row.route));
  expect({
    missing: registered.filter((route) => !tabled.includes(route)),
    unknown: tabled.filter((route) => !registered.includes(route)),
    twice: tabled.filter((route, i) => tabled.indexOf(route) !== i),
  }).toEqual({ missing: [], unknown: [], twice: [] });
});

/** Whose area each path is: nobody else gets in, whatever the table says of single routes. The longest path counts. */
const AREAS: Readonly<Record<string, readonly Who[]>> = {
  '/admin': ['admin'],
  '/alat': ['petugas', 'opd', 'opd2', 'ppid', 'atasan', 'auditor'],
  '/atasan': ['atasan'],
  '/auditor': ['auditor'],
  '/opd': ['opd', 'opd2'],
  // The PPID answers for what every body publishes, and alone publishes what is exempt.
  '/opd/impor': ['opd', 'opd2', 'ppid'],
  '/opd/informasi': ['opd', 'opd2', 'ppid'],
  '/opd/peringatan': ['opd', 'opd2', 'ppid'],
  '/pelanggaran-data': ['admin', 'ppid', 'atasan', 'auditor'],
  '/petugas': ['petugas', 'ppid'],
  '/teks-layanan': ['admin', 'ppid'],
};

const areaOf = (path: string): string | undefined =>
  Object.keys(AREAS)
    .filter((area) => path === area || path.startsWith(`${area}/`))
    .sort((a, b) => b.length - a.length)[0];

test.each(Object.keys(AREAS))('default deny: %s is closed to everyone whose area it is not', async (area) => {
  const open: string[] = [];
  for (const route of registeredRoutes(app.app)) {
    const path = (route.split(' ')[1] as string).replace(/:\w+/g, 'tidak-ada');
    if (areaOf(path) !== area) continue;
    for (const who of EVERYBODY.filter((one) => !AREAS[area]?.includes(one))) {
      const answer = await answerTo(who, { route, path, answers: everybody(403) }, {});
      if (answer !== (who === 'anonymous' ? 'masuk' : 403)) open.push(`${route}: ${who} got ${answer}`);
    }
  }
  expect(open).toEqual([]);
});

describe.each(slices)('%s', (_name, { prepare, rows }) => {
  let made: Made = {};
  beforeAll(async () => {
    made = (await prepare?.(app)) ?? {};
  });

  test.each(rows.map((row) => [row.route, row] as const))('%s', async (_route, row) => {
    const found: Partial<Record<Who, Answer>> = {};
    for (const who of EVERYBODY) found[who] = await answerTo(who, row, made);
    expect(found).toEqual(row.answers);
  });
});

test('on no page of these does an id stand twice, and whatever names one finds it', () => {
  expect(wrongIds).toEqual(new Map());
});

const wrongIds = new Map<string, string[]>();

/** Ids that stand twice, and labels, descriptions and headings that are looked for in vain: a screen reader goes by them. */
function noteIds(where: string, html: string): void {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id as string);
  const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"/g)];
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} twice`);
  const missing = named.flatMap(([, list = '']) => list.split(' ')).filter((id) => !ids.includes(id));
  if (twice.length + missing.length > 0) wrongIds.set(where, [...new Set([...twice, ...missing])]);
}

async function answerTo(who: Who, row: Row, made: Made): Promise<Answer> {
  const [method, registered = ''] = row.route.split(' ');
  const path = typeof row.path === 'function' ? row.path(made) : (row.path ?? registered);
  const agent = await agentOf(who, row.ownSession ?? false);
  const post = () =>
    row.json
      ? agent.post(path).send(row.json)
      : agent
          .post(path)
          .type('form')
          .send(filled(row.form ?? {}, made));
  const asked = method === 'GET' ? agent.get(path) : post();
  const answer = await asked.set(row.headers ?? {});
  if (answer.type === 'text/html') noteIds(`${row.route} ${answer.status}`, answer.text);
  const toSignIn = answer.status === 303 && /^\/masuk(\?|$)/.test(answer.headers.location ?? '');
  return toSignIn && !path.startsWith('/masuk') ? 'masuk' : answer.status;
}

const filled = <T>(value: T | ((made: Made) => T), made: Made): T =>
  typeof value === 'function' ? (value as (made: Made) => T)(made) : value;

async function agentOf(who: Who, ownSession: boolean): Promise<Agent> {
  if (who === 'anonymous') return app.browser();
  return ownSession ? app.signIn(who) : app.as(who);
}
