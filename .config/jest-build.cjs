/** A separate process, because jest's own module loader cannot run an ES module without a flag. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

module.exports = async () => {
  execFileSync(process.execPath, [path.join(__dirname, 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
};
