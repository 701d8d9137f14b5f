/**
 * Which slice may know which. Reads the TypeScript sources, so an import of a type counts as much as any other.
 * What a file may do by its name (I/O, Express, SQL) is judged on the built code: `dependency-cruiser.files.cjs`.
 */

/** Slices of one rank may not import a later rank. The first rank is the ground every slice stands on. */
const RANKS = [
  ['db', 'secrets', 'i18n', 'web', 'workflow', 'calendar', 'audit', 'mail', 'storage', 'settings'],
  ['letters'],
  ['health', 'accounts'],
  ['bodies'],
  ['terms', 'cases', 'risk'],
  ['catalogue'],
  ['exemptions', 'subscriptions', 'harvest'],
  ['announcements', 'dip', 'feeds'],
  ['requests'],
  ['objections', 'disputes'],
  ['holidays', 'ladder', 'breaches', 'duty'],
  ['freshness', 'auditor', 'reports', 'retention'],
  ['monev'],
  ['reference'],
  ['api'],
  ['jobs'],
];

const oneWay = RANKS.flatMap((rank, i) => {
  const later = RANKS.slice(i + 1).flat();
  const entries = ['app', 'server'];
  return [
    {
      name: `one-way-from-${rank[0]}`,
      severity: 'error',
      comment: `Imports point one way: ${RANKS.map((r) => r.join(' ')).join(' <- ')} <- app <- server.`,
      // The benchmark times the whole application over HTTP.
      from: { path: `^src/(${rank.join('|')})/`, pathNot: '^src/jobs/bench-run\\.ts$' },
      to: { path: [...(later.length ? [`^src/(${later.join('|')})/`] : []), `^src/(${entries.join('|')})\\.ts$`] },
    },
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'app-before-server',
      severity: 'error',
      comment: 'The server starts the application; nothing imports the server.',
      from: { pathNot: '^src/server\\.ts$' },
      to: { path: '^src/server\\.ts$' },
    },
    {
      name: 'known-slice',
      severity: 'error',
      comment: 'A new slice needs its rank in .config/dependency-cruiser.cjs.',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${RANKS.flat().join('|')})/` },
      to: {},
    },
    {
      name: 'workflow-is-pure',
      severity: 'error',
      comment: 'The rules of a case import each other and the pure calendar, nothing else.',
      from: { path: '^src/workflow/' },
      to: { pathNot: '^src/(workflow/|calendar/working-days\\.ts$)' },
    },
    {
      name: 'working-days-is-pure',
      severity: 'error',
      comment: 'Holidays are arguments.',
      from: { path: '^src/calendar/working-days\\.ts$' },
      to: { pathNot: '^src/workflow/' },
    },
    {
      name: 'web-knows-no-slice',
      severity: 'error',
      comment:
        'The HTTP kit knows libraries, the ground (database handle, secrets, words, settings) and the pure calendar.',
      from: { path: '^src/web/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: '^src/(web|db|secrets|i18n|settings)/|^src/calendar/(working-days|local-time)\\.ts$',
      },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      comment: '`NODE_ENV=production npm ci` must be enough to build and run.',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '/@types/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'module-sync', 'import', 'default', 'types'],
    },
  },
};
