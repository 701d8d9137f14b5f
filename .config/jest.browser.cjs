/** The browser suite: real Chromium against the built application. Builds once before it starts. */
const base = require('./jest.base.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  globalSetup: '<rootDir>/.config/jest-build.cjs',
  testTimeout: 120_000,
  maxWorkers: 2,
};
