/**
 * Jest's own runner, except that a test file which cannot even be loaded counts as one failed test. The machine's tests
 * build their cases while they load, so many a mutant shows there; Stryker would call it an error of the run and leave it out.
 */
const loaded = require('jest-circus/runner');
const circus = loaded.default ?? loaded;

module.exports = async (global, config, environment, runtime, testPath, ...rest) => {
  try {
    return await circus(global, config, environment, runtime, testPath, ...rest);
  } catch (error) {
    return unloadable(testPath, error);
  }
};

function unloadable(testFilePath, error) {
  const fullName = 'the test file can be loaded';
  return {
    testFilePath,
    leaks: false,
    numFailingTests: 1,
    numPassingTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    openHandles: [],
    perfStats: { start: 0, end: 0, runtime: 0, slow: false },
    skipped: false,
    snapshot: { added: 0, fileDeleted: false, matched: 0, unchecked: 0, uncheckedKeys: [], unmatched: 0, updated: 0 },
    testResults: [
      {
        ancestorTitles: [],
        title: fullName,
        fullName,
        status: 'failed',
        duration: 0,
        failureDetails: [],
        failureMessages: [String(error?.stack ?? error)],
        location: null,
        numPassingAsserts: 0,
      },
    ],
  };
}
