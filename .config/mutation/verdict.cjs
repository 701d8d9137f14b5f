/** What is known of the run that judges a mutant, and which test files felled the ones before. It outlives each run. */
const verdict = {
  /** Each run of Jest has a seed of its own. */
  run: null,
  fallen: false,
  /** The latest first. */
  killers: [],
  begin(run) {
    Object.assign(verdict, { run, fallen: false });
  },
  fall(testPath) {
    Object.assign(verdict, {
      fallen: true,
      killers: [testPath, ...verdict.killers.filter((path) => path !== testPath)],
    });
  },
};

module.exports = verdict;
