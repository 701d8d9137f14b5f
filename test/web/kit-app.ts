import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express, { type Express, type Router } from 'express';
import { pino } from 'pino';
import { type Config, findProjectRoot, readConfig } from '../../src/config';
import type { Db } from '../../src/db/connect';
import type { Deps } from '../../src/deps';
import { loadCatalogue } from '../../src/i18n/catalogue';
import { csrfProtection } from '../../src/web/csrf';
import { errorHandler, notFound } from '../../src/web/errors';
import type { CurrentUser } from '../../src/web/guards';
import { languageRoutes } from '../../src/web/language';
import { compressed, securityHeaders } from '../../src/web/security';
import { sessions } from '../../src/web/session';
import { loadAssets } from '../../src/web/static';

const root = findProjectRoot();

export const somebody: CurrentUser = {
  id: 7,
  publicId: 'u7',
  email: 'petugas@contoh.test',
  name: 'Siti Aminah',
  title: 'Pranata Humas',
  roles: [{ role: 'petugas', bodyId: null, bodySlug: null, deputyFor: null }],
  regionId: 1,
};

type Kit = { app: Express; config: Config; log: string[]; close(): void };

/**
 * The web kit on a bare Express application, with the real layout and partials beside the test's own templates.
 * `db` turns sessions on; `GET /sign-in` then signs `somebody` in.
 */
export function kitApp(
  options: {
    templates?: Record<string, string>;
    config?: Partial<Config>;
    db?: Db;
    user?: CurrentUser;
    routes?: (router: Router, config: Config) => void;
  } = {},
): Kit {
  const projectRoot = mkdtempSync(join(tmpdir(), 'portal-kit-'));
  mkdirSync(join(projectRoot, 'views'));
  for (const dir of ['layout', 'partials', 'web'])
    symlinkSync(join(root, 'views', dir), join(projectRoot, 'views', dir));
  for (const [name, text] of Object.entries(options.templates ?? {})) {
    const file = join(projectRoot, 'views', `${name}.ejs`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const config: Config = {
    ...readConfig({ NODE_ENV: 'test', RATE_LIMIT: 'off' }),
    sessionSecret: 'a secret of the tests only',
    projectRoot,
    ...options.config,
  };
  const log: string[] = [];
  const deps = {
    config,
    db: options.db,
    i18n: loadCatalogue(root, { strict: true }),
    log: pino({}, { write: (line: string) => void log.push(line) }),
  } as unknown as Deps;
  const app = express();
  const assets = loadAssets(config);
  Object.assign(app.locals, { deps, assets });
  app.use(securityHeaders(config), compressed(), assets.routes);
  app.use(express.urlencoded({ extended: false }), express.json());
  if (options.db) {
    app.use(sessions(deps), (req, _res, next) => {
      if ((req.session as { who?: number }).who) req.user = somebody;
      next();
    });
    app.get('/sign-in', (req, res) => {
      (req.session as { who?: number }).who = 7;
      res.redirect(303, '/');
    });
  }
  const { user } = options;
  if (user) {
    app.use((req, _res, next) => {
      req.user = user;
      next();
    });
  }
  app.use(csrfProtection(config, /^\/unggah$/), languageRoutes(deps));
  const router = express.Router();
  options.routes?.(router, config);
  app.use(router, notFound, errorHandler(deps));
  return { app, config, log, close: () => rmSync(projectRoot, { recursive: true, force: true }) };
}
