/** `node run-ts.cjs FILE.ts ARGUMENTS`: a TypeScript file of the tests in a process of its own, which a test may kill. */
const { transformSync } = require('@swc/core');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const options = require('../../.config/swc.cjs');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    swcrc: false,
    module: { type: 'commonjs', ignoreDynamic: true },
  });
  module._compile(code, filename);
};

require(path.resolve(process.argv[2]));
