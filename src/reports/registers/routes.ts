import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { actorOf } from '../../accounts/events';
import { listBodies } from '../../bodies/queries';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { decodeCursor, rowId } from '../../web/pagination';
import { registerNamed, registerNames } from './all';
import { REGISTER_AREAS, type RegisterArea } from './areas';
import { cellWriter } from './cells';
import { exportForm } from './forms';
import type { Format } from './log-commands';
import { readFilter } from './narrow';
import { aboutWords, PAGE_SIZE, registerView } from './pages';
import { type Asked, registerPage } from './queries';
import type { Register } from './register';
import { partCount, sendLogged, sendOpen } from './send-download';

const PLACE = z.object({ day: z.string().max(40), id: rowId() });

/** The registers of the law, on screen and as files: for their officers, the auditor, and without identities for anyone. */
export function registerRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of ['desk', 'auditor'] as const) {
    const { path, roles } = REGISTER_AREAS[area];
    const guard: RequestHandler = requireRole(...roles);
    router.get(path, guard, (_req, res) => res.redirect(303, `${path}/permohonan`));
    router.get(`${path}/:kind`, guard, (req, res) => show(deps, req, res, area));
    router.post(`${path}/:kind/unduh`, guard, (req, res) => take(deps, req, res, area));
  }
  const { path } = REGISTER_AREAS.public;
  router.get(path, (_req, res) => res.redirect(303, `${path}/permohonan`));
  router.get(`${path}/:kind`, (req, res) => show(deps, req, res, 'public'));
  router.get(`${path}/:kind/unduh/:format`, (req, res) => takeOpen(deps, req, res));
  return router;
}

/** The register in the address, as this area may read it; null when an error page was answered. */
function registerOf(req: Request, res: Response, area: RegisterArea): Register<never> | null {
  const register = registerNamed(req.params.kind);
  if (register && (area !== 'public' || register.public)) return register;
  renderError(req, res, 404);
  return null;
}

async function wanted(deps: Deps, register: Register<never>, given: Record<string, unknown>, area: RegisterArea) {
  const bodies = await listBodies(deps.db, deps.regionId, { inactiveToo: true });
  const thisYear = Number(localDay(deps.clock.now(), deps.config.timezone).slice(0, 4));
  const { filter, narrowed, unknown } = readFilter(given, register, bodies, thisYear);
  const withIdentity = area !== 'public';
  const asked: Asked = { ...narrowed, regionId: deps.regionId, withIdentity };
  return { bodies, thisYear, filter, unknown, asked };
}

async function show(
  deps: Deps,
  req: Request,
  res: Response,
  area: RegisterArea,
  refused: { form: FormState; given: Record<string, unknown> } | null = null,
): Promise<void> {
  const register = registerOf(req, res, area);
  if (!register) return;
  const { bodies, thisYear, filter, unknown, asked } = await wanted(deps, register, refused?.given ?? req.query, area);
  const after = decodeCursor(PLACE, req.query.sesudah);
  const [lines, cal] = await Promise.all([
    registerPage(deps.db, register.name, asked, { after, limit: PAGE_SIZE + 1 }),
    calendarInForce(deps.db, deps.regionId),
  ]);
  const t = translate(req);
  const wrong = unknown.map((name) => [name, t(`register:filter.unknown.${name}`, { year: filter.tahun })]);
  const view = registerView({
    ...{
      area,
      register,
      names: registerNames({ publicOnly: area === 'public' }),
      lines,
      after,
      filter,
      bodies,
      thisYear,
    },
    writer: cellWriter(register, { sight: REGISTER_AREAS[area].screen, t, cal, keys: deps.keys }),
    form: withErrors(refused?.form ?? blankForm(), Object.fromEntries(wrong)),
    ...{ t, fmt: formatIn(languageOf(req), t, deps.config.timezone) },
  });
  const status = refused || unknown.length > 0 ? 422 : 200;
  renderPage(req, res, 'reports/registers/register', view, { title: view.title, wide: true, status });
}

/** An export for a stated purpose. */
async function take(deps: Deps, req: Request, res: Response, area: 'desk' | 'auditor'): Promise<void> {
  const register = registerOf(req, res, area);
  if (!register) return;
  const t = translate(req);
  const given = req.body as Record<string, unknown>;
  const parsed = parseForm(exportForm, given, t);
  if (!parsed.ok) return show(deps, req, res, area, { form: parsed.form, given });
  const { bodies, filter, unknown, asked } = await wanted(deps, register, given, area);
  if (unknown.length > 0) return show(deps, req, res, area, { form: parsed.form, given });
  const { format, bagian: part, tujuan: purpose } = parsed.data;
  if (format === 'pdf' && part > (await partCount(deps, register, asked))) {
    const form = withErrors(parsed.form, { bagian: t('register:form.part') });
    return show(deps, req, res, area, { form, given });
  }
  const user = currentUser(req);
  const role = area === 'auditor' ? 'auditor' : hasRole(user, 'ppid') ? 'ppid' : 'petugas';
  const sight = REGISTER_AREAS[area].file;
  const about = aboutWords(filter, register, bodies, deps.i18n.for('id'));
  await sendLogged(
    deps,
    res,
    { register, asked, sight, format, part, about, name: `register-${register.name}-${filter.tahun}` },
    {
      by: actorOf(user, role),
      register: register.name,
      format,
      sight,
      filter,
      purpose,
      ...(format === 'pdf' ? { part } : {}),
    },
  );
}

/** So many at once read the whole of a register for nobody in particular; others come again. */
const MOST_AT_ONCE = 2;
let running = 0;

async function takeOpen(deps: Deps, req: Request, res: Response): Promise<void> {
  const register = registerOf(req, res, 'public');
  if (!register) return;
  const format = (['csv', 'xlsx', 'pdf'] as const).find((one: Format) => one === req.params.format);
  if (!format) return renderError(req, res, 404);
  const { bodies, filter, unknown, asked } = await wanted(deps, register, req.query, 'public');
  // A file of something else than was asked for would pass for it.
  if (unknown.length > 0) return renderError(req, res, 404);
  const part = Number(/^[1-9]\d{0,3}$/.exec(String(req.query.bagian ?? '1'))?.[0] ?? 0);
  if (part === 0 || (format === 'pdf' && part > (await partCount(deps, register, asked))))
    return renderError(req, res, 404);
  if (running >= MOST_AT_ONCE) {
    res.setHeader('Retry-After', '30');
    return renderError(req, res, 503);
  }
  running += 1;
  try {
    if (format !== 'pdf') res.setHeader('Cache-Control', 'public, max-age=300');
    const about = aboutWords(filter, register, bodies, deps.i18n.for('id'));
    const name = `register-${register.name}-${filter.tahun}`;
    await sendOpen(deps, res, { register, asked, sight: 'none', format, part, about, name });
  } finally {
    running -= 1;
  }
}
