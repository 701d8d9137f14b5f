/** What every suite shares: SWC, the project's root, and the few packages that are published as ES modules only. */
const swc = require('./swc.cjs');

const esmOnly = [
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer/inflate',
  '@borewit/text-codec',
  'hucre',
];

module.exports = {
  rootDir: require('node:path').resolve(__dirname, '..'),
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', { ...swc, swcrc: false, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`, '<rootDir>/dist/'],
  // Its "node" entry is offered to `import` only; jest asks as `require` and would get the browser's half.
  moduleNameMapper: { '^file-type$': '<rootDir>/node_modules/file-type/index.js' },
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
  testTimeout: 30_000,
  testSequencer: '<rootDir>/.config/longest-first.cjs',
};
