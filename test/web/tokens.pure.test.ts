import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compile } from 'sass';
import { findProjectRoot } from '../../src/config';

const root = findProjectRoot();
const styles = join(root, 'src/web/styles');
const tokens = new Map(
  [...readFileSync(join(styles, '_tokens.scss'), 'utf8').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [
    m[1] as string,
    m[2] as string,
  ]),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [tokens.get(a), tokens.get(b)];
  if (!x || !y) throw new Error(`No such token: ${a} or ${b}`);
  const [high, low] = [luminance(x), luminance(y)].sort((m, n) => n - m) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT: [string, string][] = [
  ...['ground', 'surface', 'primary-soft', 'accent-soft', 'quiet-soft'].map((ground): [string, string] => [
    'ink',
    ground,
  ]),
  ...['ground', 'surface'].flatMap((ground) =>
    ['ink-muted', 'primary', 'primary-strong', 'accent-ink', 'good', 'info', 'warn', 'bad', 'quiet'].map(
      (ink): [string, string] => [ink, ground],
    ),
  ),
  ...['good', 'info', 'warn', 'bad', 'quiet'].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ['primary-strong', 'primary-soft'],
  ['primary-deep', 'primary-soft'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-strong'],
  ['on-primary', 'primary-deep'],
  ['on-primary', 'bad'],
  ['on-deep', 'primary-deep'],
  ['on-deep', 'primary-strong'],
  ['ink', 'accent'],
];

describe('the tokens', () => {
  it.each(TEXT)('%s on %s can be read by everyone (4.5:1)', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['surface', 'ground'])('the edge of a field stands out on %s (3:1)', (ground) => {
    expect(contrast('line-strong', ground)).toBeGreaterThanOrEqual(3);
  });
});

it('the style sheet stays below 25 KB on the line', () => {
  const { css } = compile(join(styles, 'app.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  expect(gzipSync(css).length).toBeLessThan(25_000);
  expect(css).not.toMatch(/url\("?https?:/);
});
