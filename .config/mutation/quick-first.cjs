/**
 * Which test file is asked first about a mutant: the one that felled its neighbour. Examples come before properties, so
 * that what takes long is asked only about the mutants that the quick tests let live.
 */
const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');
const verdict = require('./verdict.cjs');

const drawsValues = ({ path }) => readFileSync(path, 'utf8').includes("from 'fast-check'");
const rank = ({ path }) => {
  const at = verdict.killers.indexOf(path);
  return at < 0 ? verdict.killers.length : at;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort(
      (a, b) => drawsValues(a) - drawsValues(b) || rank(a) - rank(b) || (a.path < b.path ? -1 : 1),
    );
  }
};
