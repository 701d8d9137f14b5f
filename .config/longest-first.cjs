/**
 * The longest test files first. Jest knows how long a file takes once it has run it; in a fresh clone it goes by the size
 * of the files, and a long test that begins last has a whole worker wait for it.
 */
const Sequencer = require('@jest/test-sequencer').default;

/** Beginnings of paths below test/, longest first. */
const LONGEST = [
  ...['model/', 'matrix/', 'jobs/kill.', 'cases/kill.', 'jobs/backup.', 'reports/property.', 'catalogue/extraction/'],
  ...['browser/public-pages.', 'browser/staff-pages.', 'browser/walk-refusal.', 'browser/walk-silence.'],
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((start) => path.includes(`/test/${start}`));
      return at < 0 ? LONGEST.length : at;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
