/**
 * Jest's own runner, for judging thousands of mutants.
 * - One failed test is verdict enough: whatever comes after it in the same run is skipped.
 * - A file none of whose tests was asked for is not even loaded. Which tests it has is noted in the first run of all.
 * - A test file that cannot be loaded counts as one failed test: the machine's tests build their cases while they load,
 *   and Stryker would take such a mutant out of the score.
 */
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const loaded = require('jest-circus/runner');
const circus = loaded.default ?? loaded;

const verdict = require('./verdict.cjs');

module.exports = async (global, config, environment, runtime, testPath, ...rest) => {
  if (verdict.run !== global.seed) verdict.begin(global.seed);
  const notes = join(config.rootDir, 'tests-of', `${relative(config.rootDir, testPath)}.json`);
  if (verdict.fallen || !isAskedFor(notes, global.testNamePattern)) return result(testPath);
  const handle = environment.handleTestEvent;
  environment.handleTestEvent = async (event, state) => {
    await handle?.call(environment, event, state);
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') verdict.fall(testPath);
    if (event.name === 'test_start' && verdict.fallen) event.test.mode = 'skip';
  };
  try {
    const judged = await circus(global, config, environment, runtime, testPath, ...rest);
    if (config.globals.__strykerGlobalNamespace__ && !existsSync(notes)) note(notes, judged);
    return judged;
  } catch (error) {
    verdict.fall(testPath);
    return result(testPath, error);
  }
};

function isAskedFor(notes, pattern) {
  if (!pattern || !existsSync(notes)) return true;
  const asked = new RegExp(pattern, 'i');
  return JSON.parse(readFileSync(notes, 'utf8')).some((name) => asked.test(name));
}

function note(notes, { testResults }) {
  mkdirSync(dirname(notes), { recursive: true });
  writeFileSync(notes, JSON.stringify(testResults.map((test) => test.fullName)));
}

/** What Jest wants to hear of a test file: its only test failed, or was skipped. */
function result(testFilePath, error) {
  const fullName = 'the test file can be loaded';
  const test = {
    ancestorTitles: [],
    title: fullName,
    fullName,
    status: error ? 'failed' : 'pending',
    duration: 0,
    failureDetails: [],
    failureMessages: error ? [String(error.stack ?? error)] : [],
    location: null,
    numPassingAsserts: 0,
  };
  return {
    testFilePath,
    leaks: false,
    numFailingTests: error ? 1 : 0,
    numPassingTests: 0,
    numPendingTests: error ? 0 : 1,
    numTodoTests: 0,
    openHandles: [],
    perfStats: { start: 0, end: 0, runtime: 0, slow: false },
    skipped: !error,
    snapshot: { added: 0, fileDeleted: false, matched: 0, unchecked: 0, uncheckedKeys: [], unmatched: 0, updated: 0 },
    testResults: [test],
  };
}
