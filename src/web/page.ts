import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';
import type { Request, Response } from 'express';
import type { Deps } from '../deps';
import type { Language, Translate } from '../i18n/catalogue';
import { type Alerts, NO_ALERTS } from './alerts';
import { csrfToken } from './csrf-token';
import { type Flash, takeFlash } from './flash';
import { type Format, formatIn } from './format';
import type { CurrentUser } from './guards';
import { icon } from './icons';
import { languageOf, translate } from './language';
import { type NavLink, navigation } from './navigation';
import { part, REQUIRED } from './part';
import type { Assets } from './static';
import { strictView } from './strict-view';

/** What every page knows about the portal and its reader: `p.site` in templates. */
export type Site = {
  name: string;
  region: string;
  org: { email: string; phone: string; address: string };
  logo: string | null;
  lang: Language;
  /** Path of this page, without the query. */
  path: string;
  /** Path with the query, for the language button to come back to. */
  here: string;
  baseUrl: string;
  user: { name: string; title: string | null; roles: string[] } | null;
  csrf: string | null;
  flash: Flash[];
  /** Warnings in force, above every page. */
  alerts: Alerts;
  nav: { main: NavLink[]; own: NavLink[] };
  /** True where demonstration data and accounts are loaded. */
  demo: boolean;
};

/** What the head of a page tells other programs: its one address, how a link to it is shown, feeds, and structured data. */
export type PageHead = {
  canonical: string | null;
  type: 'website' | 'article';
  image: string | null;
  alternates: { type: string; href: string; title: string }[];
  jsonLd: object | null;
};

export type PageOptions = {
  /** Finished text of the page's title, without the portal's name. */
  title: string;
  status?: number;
  /** For search engines; public pages only. */
  description?: string | null;
  /** Uses the whole width: queues and wide tables. */
  wide?: boolean;
  /** Keeps the page out of search engines; always on for signed-in people. */
  noindex?: boolean;
  head?: PageHead | null;
};

type Page = Required<Omit<PageOptions, 'status'>>;

/**
 * What a template sees, as `p`. Partials get one more key by their include, for example
 * `include('/partials/field', { field: { … } })`; everything else is inherited.
 */
export type PageLocals<V> = {
  v: V;
  t: Translate;
  fmt: Format;
  site: Site;
  page: Page;
  asset: (name: string) => string;
  icon: (name: string) => string;
  part: typeof part;
  REQUIRED: typeof REQUIRED;
};

/**
 * Answers with the page `views/<template>.ejs`. `view` is the template's `p.v`; absent values are `null`, never
 * missing, since in tests an unknown key throws. Throws when the template fails.
 */
export function renderPage<V extends object>(
  req: Request,
  res: Response,
  template: string,
  view: V,
  { status = 200, ...options }: PageOptions,
): void {
  const { config } = req.app.locals.deps as Deps;
  const site = siteFor(req);
  const page: Page = { description: null, wide: false, noindex: site.user !== null, head: null, ...options };
  const lang = site.lang;
  const t = translate(req);
  const locals: PageLocals<V> = {
    v: config.strictViews ? strictView(view, 'p.v') : view,
    site: config.strictViews ? strictView(site, 'p.site') : site,
    page,
    t,
    fmt: formatIn(lang, t, config.timezone),
    asset: (req.app.locals.assets as Assets).url,
    icon,
    part,
    REQUIRED,
  };
  const html = compiled(config.projectRoot, template)(locals);
  // The page differs by reader and by language, both of which come from cookies.
  res.vary('Cookie');
  res.set('Content-Language', lang);
  if (!res.get('Cache-Control')) res.set('Cache-Control', isPersonal(req) ? 'no-store' : 'no-cache');
  res.status(status).type('html').send(html);
}

function siteFor(req: Request): Site {
  const { config } = req.app.locals.deps as Deps;
  const user: CurrentUser | null = req.user ?? null;
  const path = req.originalUrl.split('?')[0] ?? '/';
  return {
    name: config.org.name,
    region: config.org.region,
    org: { email: config.org.email, phone: config.org.phone, address: config.org.address },
    logo: (req.app.locals.assets as Assets).logo,
    lang: languageOf(req),
    path,
    here: req.originalUrl,
    baseUrl: config.baseUrl,
    user: user && { name: user.name, title: user.title, roles: [...new Set(user.roles.map((grant) => grant.role))] },
    csrf: csrfToken(req),
    flash: takeFlash(req),
    alerts: req.alerts ?? NO_ALERTS,
    nav: navigation(user, path, translate(req)),
    demo: config.demo,
  };
}

const isPersonal = (req: Request): boolean =>
  req.user !== undefined || Object.keys(req.session ?? {}).some((key) => key !== 'cookie');

const templates = new Map<string, TemplateFunction>();

function compiled(projectRoot: string, template: string): TemplateFunction {
  const filename = join(projectRoot, 'views', `${template}.ejs`);
  const known = templates.get(filename);
  if (known) return known;
  const root = join(projectRoot, 'views');
  const made = ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    root,
    views: [root],
    cache: true,
    strict: true,
    _with: false,
    localsName: 'p',
    rmWhitespace: true,
  });
  templates.set(filename, made);
  return made;
}
