/**
 * One way to turn TypeScript into CommonJS, shared by the build and by jest.
 * TypeScript itself only checks types. Node 20.19 is the oldest runtime we support.
 */
module.exports = {
  jsc: {
    parser: { syntax: 'typescript' },
    target: 'es2022',
    keepClassNames: true,
  },
  sourceMaps: 'inline',
};
