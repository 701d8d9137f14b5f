/** Examples before properties: what takes long is asked only about the mutants that the quick tests let live. */
const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

const drawsValues = ({ path }) => readFileSync(path, 'utf8').includes("from 'fast-check'");

module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => drawsValues(a) - drawsValues(b) || (a.path < b.path ? -1 : 1));
  }
};
