/**
 * The build: TypeScript to CommonJS, Sass to CSS, everything beside them copied.
 *
 * A build is a folder named after the hash of what it was made from, so a build that exists is a build that is right.
 * It grows in a folder of its own and is renamed into place: two commands started at once never see half of one.
 * It says what it does on standard error only; standard output belongs to the command that needed the build.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const SOURCES = ['src', 'migrations', 'public'];
const SINGLE = ['knexfile.ts', 'package.json', 'package-lock.json', '.config/build.mjs', '.config/swc.cjs'];
const STYLES = 'src/web/styles';
const FONT = 'node_modules/@fontsource-variable/plus-jakarta-sans';
const HOUR_MS = 3_600_000;

/**
 * Builds unless the same inputs were built before, and points `dist/current` at the result.
 * @returns {Promise<string>} the absolute path of the build for the present sources
 */
export async function ensureBuilt() {
  const inputs = listInputs();
  const target = path.join(dist, hashOf(inputs));
  if (!fs.existsSync(target)) await buildInto(target, inputs);
  markUsed(target);
  pointCurrentAt(target);
  return target;
}

/** The age of a folder is the age of its last use, so that a build in use is not swept away. */
function markUsed(target) {
  try {
    fs.utimesSync(target, new Date(), new Date());
  } catch {
    // The build belongs to somebody else (a read-only installation): then nobody sweeps it either.
  }
}

/** Every input file, relative to the project, in one fixed order. */
function listInputs() {
  const found = SOURCES.flatMap((dir) => (fs.existsSync(path.join(root, dir)) ? walk(dir) : []));
  return [...found, ...SINGLE.filter((file) => fs.existsSync(path.join(root, file)))].sort();
}

function walk(dir) {
  return fs
    .readdirSync(path.join(root, dir), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => (entry.isDirectory() ? walk(`${dir}/${entry.name}`) : [`${dir}/${entry.name}`]));
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function buildInto(target, inputs) {
  const started = Date.now();
  process.stderr.write('Building…\n');
  const work = path.join(dist, `.tmp-${process.pid}-${Date.now().toString(36)}`);
  try {
    fs.mkdirSync(work, { recursive: true });
    transpile(work, inputs);
    compileStyles(work);
    copyFont(work);
    if (renamed(work, target)) process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  sweepOldBuilds(target);
}

/** False when another process finished the same build first: its result is as good as ours. */
function renamed(work, target) {
  try {
    fs.renameSync(work, target);
    return true;
  } catch (error) {
    if (fs.existsSync(target)) return false;
    throw error;
  }
}

function transpile(work, inputs) {
  const { transformSync } = require('@swc/core');
  const options = require('./swc.cjs');
  for (const file of inputs) {
    const isSource = /^(src|migrations)\//.test(file) || file === 'knexfile.ts';
    if (!isSource && !file.startsWith('public/')) continue;
    if (file.startsWith(`${STYLES}/`) || file.endsWith('.d.ts')) continue;
    const to = path.join(work, isSource ? file.replace(/\.ts$/, '.js') : file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    if (!isSource || !file.endsWith('.ts')) {
      fs.copyFileSync(path.join(root, file), to);
      continue;
    }
    const { code } = transformSync(fs.readFileSync(path.join(root, file), 'utf8'), {
      ...options,
      filename: path.join(root, file),
      swcrc: false,
      // `import()` stays a real import: it is how CommonJS reaches a package that is ESM only.
      module: { type: 'commonjs', ignoreDynamic: true },
    });
    fs.writeFileSync(to, code);
  }
}

function compileStyles(work) {
  const entry = path.join(root, STYLES, 'app.scss');
  if (!fs.existsSync(entry)) return;
  const sass = require('sass');
  const { css } = sass.compile(entry, {
    style: 'compressed',
    loadPaths: [path.join(root, 'node_modules'), root],
    // Bootstrap 5 is written for Sass's older module rules; its warnings are not ours to act on.
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
    logger: { warn: (message) => process.stderr.write(`sass: ${message}\n`), debug: () => {} },
  });
  fs.mkdirSync(path.join(work, 'public'), { recursive: true });
  fs.writeFileSync(path.join(work, 'public', 'app.css'), css);
}

function copyFont(work) {
  const to = path.join(work, 'public', 'fonts');
  fs.mkdirSync(to, { recursive: true });
  const from = path.join(root, FONT);
  fs.copyFileSync(
    path.join(from, 'files', 'plus-jakarta-sans-latin-wght-normal.woff2'),
    path.join(to, 'plus-jakarta-sans-latin.woff2'),
  );
  fs.copyFileSync(path.join(from, 'LICENSE'), path.join(to, 'plus-jakarta-sans-LICENSE.txt'));
}

/** A symbolic link is replaced by renaming another over it, so `dist/current` always leads somewhere. */
function pointCurrentAt(target) {
  const link = path.join(dist, 'current');
  try {
    if (fs.readlinkSync(link) === path.basename(target)) return;
  } catch {
    // No link yet.
  }
  const fresh = path.join(dist, `.link-${process.pid}-${Date.now().toString(36)}`);
  fs.symlinkSync(path.basename(target), fresh);
  fs.renameSync(fresh, link);
}

/** Keeps the new build and the two newest before it, and whatever was used within the hour. */
function sweepOldBuilds(target) {
  const folders = fs
    .readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && path.join(dist, entry.name) !== target)
    .map((entry) => path.join(dist, entry.name))
    .flatMap((folder) => {
      const stat = fs.statSync(folder, { throwIfNoEntry: false });
      return stat ? [{ folder, usedAt: stat.mtimeMs, unfinished: path.basename(folder).startsWith('.tmp-') }] : [];
    })
    .sort((a, b) => b.usedAt - a.usedAt);
  const finished = folders.filter((f) => !f.unfinished).slice(2);
  for (const { folder, usedAt } of [...finished, ...folders.filter((f) => f.unfinished)]) {
    if (Date.now() - usedAt > HOUR_MS) fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  await ensureBuilt();
}
