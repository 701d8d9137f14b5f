/** Properties draw the same values in every run, so that the same code gets the same score; nobody reads what they shrink. */
const { readFileSync } = require('node:fs');

if (readFileSync(expect.getState().testPath, 'utf8').includes("from 'fast-check'")) {
  require('fast-check').configureGlobal({ seed: 14_2008, endOnFailure: true });
}
