/**
 * The main suite: pure rules, SQL and the whole app, on SQLite or on the server TEST_DATABASE_URL names.
 * On a server the pure tests (`*.pure.test.ts`) have nothing new to say and are left out.
 */
const base = require('./jest.base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/browser/',
    ...(process.env.TEST_DATABASE_URL ? ['\\.pure\\.test\\.ts$'] : []),
  ],
  maxWorkers: 2,
};
