import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { Config } from '../config';

/** Address of a file of `public/`, or of the region's logo, with the version of the whole set in its path. */
export type Assets = { url(name: string): string; logo: string | null; routes: RequestHandler };

// Beside the compiled code in a build; the sources' own folder in tests, where the style sheet is not built.
const FOLDER = join(__dirname, '..', '..', 'public');
const BUILT = new Set(['app.css', 'fonts/plus-jakarta-sans-latin.woff2']);

/**
 * Looks at the static files once, at the start. A version in the path lets browsers keep them for ever; the style sheet
 * names its fonts by a relative address, so that everything carries the same version.
 */
export function loadAssets(config: Pick<Config, 'org'>): Assets {
  const names = listFiles(FOLDER);
  const logoFile = config.org.logo && existsSync(config.org.logo) ? config.org.logo : null;
  const version = versionOf([...names.map((name) => join(FOLDER, name)), ...(logoFile ? [logoFile] : [])]);
  const known = new Set([...names, ...BUILT]);
  return {
    url(name) {
      if (!known.has(name)) throw new Error(`No such file in public/: ${name}`);
      return `/aset/${version}/${name}`;
    },
    logo: logoFile ? `/aset/${version}/logo/${encodeURIComponent(basename(logoFile))}` : null,
    routes: assetRoutes(version, logoFile),
  };
}

function assetRoutes(version: string, logoFile: string | null): RequestHandler {
  const router = Router();
  const files = express.static(FOLDER, { index: false, redirect: false, cacheControl: false });
  router.use('/aset/:version', (req, res, next) => {
    // An old page asking for an old version gets today's file, but must not keep it under that name.
    res.set('Cache-Control', req.params.version === version ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (logoFile && req.path === `/logo/${encodeURIComponent(basename(logoFile))}`) {
      return res.sendFile(logoFile, { cacheControl: false });
    }
    files(req, res, next);
  });
  router.get('/favicon.ico', (_req, res) => res.redirect(301, `/aset/${version}/img/lambang.svg`));
  return router;
}

function listFiles(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const name = prefix ? `${prefix}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listFiles(folder, name) : [name];
    })
    .sort();
}

function versionOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${basename(file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
