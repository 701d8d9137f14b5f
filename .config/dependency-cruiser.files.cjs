/**
 * A file's name is a contract about what it may do. Reads the built code, where imports of types are gone:
 * naming a type of knex is no SQL. A circle of imports only matters there, too.
 */

/** Touches the world: database, network, disk, processes. */
const IO_MODULES = [
  '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster)$',
  'node_modules/(knex|pg|sqlite3|nodemailer|connect-session-knex|express|express-session|express-rate-limit|multer)/',
];
const IO_FILES = [
  '(/|-)(queries|commands|routes|passport|outbox|deliver|transport|disk|s3|sweep|connect|server|upload|download)\\.js$',
  '^src/jobs/',
];
/** The start of the program and the ground under the slices: each named, with its reason. */
const IO_BY_TRADE = [
  '^src/app\\.js$', // builds the Express application
  '^src/config\\.js$', // looks for the project's folder
  '^src/web/', // the HTTP kit is about Express
  '^src/db/migrations\\.js$', // lists the migration files
  '^src/i18n/catalogue\\.js$', // reads the catalogue files once
  '^src/secrets/keep-once\\.js$', // keeps the secrets of a first start
  '^src/letters/html\\.js$', // reads its one template once
  '^src/letters/pdf/typefaces\\.js$', // reads its two fonts once
  '^src/storage/(redaction\\.js|pdf-worker\\.mjs)$', // a PDF is read in a thread of its own
  '^src/storage/json-thread\\.js$', // JSON is taken apart in a thread of its own
  '^src/catalogue/preview/painter\\.mjs$', // a file is drawn in a process of its own
  '^src/catalogue/import/sheet\\.js$', // a sheet is read in a thread of its own
  '^src/harvest/xml\\.js$', // a feed is read in a thread of its own
  '^src/audit/verify/verifier\\.mjs$', // checks an export elsewhere, where nothing of ours is
  '^src/catalogue/extraction/reader\\.mjs$', // the text of a file is read in a process of its own
];

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-circle', 'Two files that need each other are one file, or three.', {}, { circular: true }),
    forbid(
      'io-by-name',
      'I/O only in queries, commands, *routes, passport, outbox, deliver, transport, disk, s3, sweep, connect, server, upload, download and jobs.',
      { path: '^src/', pathNot: [...IO_FILES, ...IO_BY_TRADE] },
      { path: IO_MODULES },
    ),
    forbid(
      'web-has-no-sql',
      'The HTTP kit renders and guards; it asks no database and sends no mail.',
      { path: '^src/web/' },
      { path: 'node_modules/(knex|pg|sqlite3|nodemailer)/' },
    ),
    forbid(
      'app-is-a-list',
      'app.ts lists middleware and routes: no SQL, no rules.',
      { path: '^src/app\\.js$' },
      { path: ['node_modules/(knex|pg|sqlite3|nodemailer)/', '^src/workflow/', '^src/.*(queries|commands)\\.js$'] },
    ),
    forbid(
      'routes-have-no-sql',
      'A route parses, calls one command or query, renders or redirects.',
      { path: 'routes\\.js$' },
      { path: ['node_modules/(knex|pg|sqlite3|nodemailer)/', '^src/db/(?!connect)'] },
    ),
    forbid(
      'routes-stay-home',
      "A route knows its own slice's forms and pages only.",
      { path: '^src/([^/]+)/.*routes\\.js$' },
      { path: '^src/[^/]+/.*(routes|pages|forms)\\.js$', pathNot: '^src/($1|web)/' },
    ),
    forbid(
      'commands-know-no-screen',
      'A command is called by a route, the interface for programs, the sweep and the simulator alike.',
      { path: 'commands\\.js$' },
      {
        path: [
          'node_modules/(express|ejs|nodemailer|multer|passport)/',
          '^src/web/',
          '^src/.*(routes|pages|forms)\\.js$',
          '^src/mail/(deliver|transport)\\.js$',
        ],
      },
    ),
    forbid(
      'queries-only-ask',
      'A query knows the tables, the keys that open personal values, the pure files beside it, and other queries.',
      { path: '^src/([^/]+)/.*queries\\.js$' },
      {
        path: '^src/',
        pathNot: [
          '^src/$1/',
          '^src/(db|secrets|workflow|settings)/',
          '^src/calendar/working-days\\.js$',
          'queries\\.js$',
        ],
      },
    ),
    forbid(
      'queries-change-nothing',
      'Nor do they call a command or know of screens.',
      { path: 'queries\\.js$' },
      { path: '^src/.*(commands|routes|pages|forms)\\.js$' },
    ),
    forbid(
      'pages-and-forms-are-pure',
      'What a page shows is an argument: no database handle, no clock.',
      { path: '(^|/|-)(pages|forms|view|views)\\.js$' },
      { path: '^src/.*(queries|commands|routes|outbox|deliver|transport|disk|connect)\\.js$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'module-sync', 'default'],
    },
  },
};
