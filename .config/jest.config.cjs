/**
 * The main suite: pure rules, SQL and the whole app, on SQLite or on the server TEST_DATABASE_URL names.
 * On a server what does not ask the database is left out.
 */
const base = require('./jest.base.cjs');

/** What a database server has nothing new to say to: rules alone, files, pages without rows, who may ask for which address. */
const ON_A_SERVER = [
  '\\.pure\\.test\\.ts$',
  ...['matrix', 'web', 'storage'].map((dir) => `<rootDir>/test/${dir}/`),
  // The year that was counted by hand asks what the property test and the pages ask there, at ten times the length.
  ...['catalogue/extraction/reading', 'catalogue/previews', 'calendar/server-zone', 'reports/three-hundred'].map(
    (one) => `<rootDir>/test/${one}\\.`,
  ),
];

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    ...(process.env.TEST_DATABASE_URL ? ON_A_SERVER : []),
  ],
  maxWorkers: 2,
};
