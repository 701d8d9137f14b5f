/** What judges a mutant: the pure tests of the rules themselves. Without a database or a page, one run takes seconds. */
const base = require('./jest.base.cjs');

module.exports = {
  ...base,
  testMatch: ['workflow', 'calendar'].map((slice) => `<rootDir>/test/${slice}/*.pure.test.ts`),
  testRunner: '<rootDir>/.config/jest-circus-unloadable.cjs',
};
