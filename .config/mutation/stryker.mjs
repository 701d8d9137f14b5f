/**
 * `npm run mutate`: the rules of law are broken on purpose, one small change at a time, and the pure tests must notice.
 * One file alone: `npm run mutate -- --mutate src/workflow/terms.ts`, some lines of it with `:10-40` behind the name.
 * It works on a copy and reports outside the tree, so that nothing is left here.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const out = join(tmpdir(), 'portal-mutation');

export default {
  mutate: ['src/workflow/**/*.ts', 'src/calendar/working-days.ts'],
  testRunner: 'jest',
  jest: { configFile: '.config/mutation/jest.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // On a busy machine a slow test is no endless loop; those are mostly stopped by a count of steps instead.
  timeoutMS: 15_000,
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: ['/dist', '/data', '/public', '/views', '/.readme'],
  tempDirName: join(out, 'work'),
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false },
  htmlReporter: { fileName: join(out, 'report.html') },
  jsonReporter: { fileName: join(out, 'report.json') },
  // SWC only strips the types, and TypeScript 7 has no compiler to call: neither types nor tsconfig are of use here.
  disableTypeChecks: false,
  tsconfigFile: 'none',
  warnings: { slow: false },
  allowConsoleColors: false,
};
