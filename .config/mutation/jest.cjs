/** What judges a mutant: the pure tests of the rules themselves. Without a database or a page, one run takes seconds. */
const base = require('../jest.base.cjs');

const slices = ['workflow', 'calendar', 'breaches', 'disputes', 'ladder', 'objections', 'retention', 'risk', 'terms'];

module.exports = {
  ...base,
  testMatch: slices.map((slice) => `<rootDir>/test/${slice}/**/*.pure.test.ts`),
  testRunner: '<rootDir>/.config/mutation/jest-circus.cjs',
  testSequencer: '<rootDir>/.config/mutation/quick-first.cjs',
  setupFilesAfterEnv: ['<rootDir>/.config/mutation/reproducible.cjs'],
};
