import { type Request, type RequestHandler, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import { onlyOurs } from '../catalogue/address-params';
import type { Deps } from '../deps';
import { acceptOf, KINDS } from '../storage/file-kinds';
import { renderError } from '../web/errors';
import { blankForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { renderPage } from '../web/page';
import { encodeCursor, withQuery } from '../web/pagination';
import { allowedDipSteps } from '../workflow/dip-machine';
import { DIP_AREAS, type DipArea } from './areas';
import { dipClockView } from './clock';
import { deskView, type VersionContext, versionName, versionView } from './desk-pages';
import { sendPrint, sendTable, showParts } from './export/send-routes';
import { factsOf } from './facts';
import {
  type DipVersion,
  decreeFile,
  eventsOf,
  newestEnacted,
  openVersion,
  versionByPublicId,
  versionsPage,
} from './queries';
import { placeOf, readDifferences, readRows, wordsOf } from './reading-routes';
import { groupsOf } from './row-queries';
import { sinceCount } from './since-queries';
import { verifyDip } from './verify/queries';

const VERSIONS = 25;

/** What every office reads in its own area: the versions, one of them with its rows, its differences and its files. */
export function staffDipRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  for (const area of Object.keys(DIP_AREAS) as DipArea[]) areaRoutes(deps, router, area);
  const { path, role } = DIP_AREAS.auditor;
  router.post(`${path}/:id/periksa`, requireRole(role), async (req, res) => {
    const version = await versionByPublicId(deps.db, deps.regionId, String(req.params.id));
    if (!version?.compiled_at || version.state === 'withdrawn') return renderError(req, res, 404);
    await showVersion(deps, req, res, 'auditor', { verdict: await verdictOn(deps, req, version) });
  });
  return router;
}

function areaRoutes(deps: Deps, router: Router, area: DipArea): void {
  const { path, role } = DIP_AREAS[area];
  const guard: RequestHandler = requireRole(role);
  const found = async (req: Request, res: Response, whole: boolean): Promise<DipVersion | null> => {
    const version = await versionByPublicId(deps.db, deps.regionId, String(req.params.id));
    const there = version && (!whole || (version.compiled_at !== null && version.state !== 'withdrawn'));
    if (!there) renderError(req, res, 404);
    return there ? version : null;
  };
  const own = (version: DipVersion) => `${path}/${version.public_id}`;

  router.get(path, guard, (req, res) => showDesk(deps, req, res, area));
  router.get(`${path}/:id`, guard, (req, res) => showVersion(deps, req, res, area));

  router.get(`${path}/:id/baris`, guard, async (req, res) => {
    const version = await found(req, res, true);
    if (!version) return;
    const { t, fmt } = wordsOf(deps, req);
    const list = await readRows(deps, req, version, { action: `${own(version)}/baris`, carried: {} });
    const status = Object.keys(list.form.errors).length > 0 ? 422 : 200;
    const title = versionName(version, t, fmt);
    renderPage(
      req,
      res,
      'dip/rows',
      { title, back: own(version), form: list.form, list },
      { title, status, wide: true },
    );
  });

  router.get(`${path}/:id/banding`, guard, async (req, res) => {
    const version = await found(req, res, true);
    if (!version) return;
    const { t, fmt } = wordsOf(deps, req);
    const inForce = await newestEnacted(deps.db, deps.regionId);
    if (!inForce || inForce.id === version.id) return renderError(req, res, 404);
    const view = await readDifferences(deps, req, [inForce, version], {
      ...{ path: `${own(version)}/banding`, query: {}, choice: null },
      ...{ before: versionName(inForce, t, fmt), after: versionName(version, t, fmt) },
      back: { label: versionName(version, t, fmt), href: own(version) },
    });
    renderPage(req, res, 'dip/compare', view, { title: t('dip:compare.title') });
  });

  router.get(`${path}/:id/unduh/:format`, guard, async (req, res) => {
    const version = await found(req, res, true);
    if (version) await sendTable(deps, req, res, version);
  });
  router.get(`${path}/:id/cetak`, guard, async (req, res) => {
    const version = await found(req, res, true);
    if (version) showParts(deps, req, res, version, own(version));
  });
  router.get(`${path}/:id/cetak/:part`, guard, async (req, res) => {
    const version = await found(req, res, true);
    if (version) await sendPrint(deps, req, res, version);
  });
}

async function showDesk(deps: Deps, req: Request, res: Response, area: DipArea): Promise<void> {
  const { t, fmt } = wordsOf(deps, req);
  const before = placeOf(req) || null;
  const [open, inForce, versions] = await Promise.all([
    openVersion(deps.db, deps.regionId),
    newestEnacted(deps.db, deps.regionId),
    versionsPage(deps.db, deps.regionId, { before, limit: VERSIONS + 1 }),
  ]);
  const since = await sinceCount(deps, inForce);
  const { path } = DIP_AREAS[area];
  const last = versions.length > VERSIONS ? versions[VERSIONS - 1]?.id : undefined;
  const pages = {
    next: last === undefined ? null : withQuery(path, { sesudah: encodeCursor({ n: last }) }),
    first: before === null ? null : path,
  };
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const clock = dipClockView(inForce, today, path, t, fmt);
  const view = deskView(area, { clock, since, open, versions: versions.slice(0, VERSIONS), pages }, t, fmt);
  renderPage(req, res, 'dip/desk', view, { title: t('dip:desk.title') });
}

type Shown = Partial<Pick<VersionContext, 'form' | 'tried' | 'conflict' | 'verdict'>> & { status?: number };

/** One version in an area, also after a form was refused. */
export async function showVersion(
  deps: Deps,
  req: Request,
  res: Response,
  area: DipArea,
  { status = 200, form = blankForm(), ...shown }: Shown = {},
): Promise<void> {
  const version = await versionByPublicId(deps.db, deps.regionId, String(req.params.id));
  if (!version) return renderError(req, res, 404);
  const { t, fmt } = wordsOf(deps, req);
  const [groups, events, inForce, decree] = await Promise.all([
    groupsOf(deps.db, version.id),
    eventsOf(deps.db, version.public_id),
    newestEnacted(deps.db, deps.regionId),
    decreeFile(deps.db, version.id),
  ]);
  const { formats, maxBytes } = KINDS.document;
  const kinds = formats
    .filter((format) => format !== 'jpeg')
    .join(', ')
    .toUpperCase();
  const view = versionView(
    version,
    {
      ...{ area, form, ...shown, groups, events, inForce, decree, accept: acceptOf('document') },
      steps: allowedDipSteps(factsOf(version), { role: DIP_AREAS[area].role, userId: currentUser(req).id }),
      today: localDay(deps.clock.now(), deps.config.timezone),
      decreeHint: t('dip:form.fileHint', { formats: kinds, limit: maxBytes / 1024 / 1024 }),
    },
    t,
    fmt,
  );
  renderPage(req, res, 'dip/version', view, { title: view.title, status });
}

async function verdictOn(deps: Deps, req: Request, version: DipVersion): Promise<VersionContext['verdict']> {
  const { t, fmt } = wordsOf(deps, req);
  const verdict = await verifyDip(deps.db, version);
  if (verdict.ok) {
    return {
      tone: 'good',
      text: t('dip:verify.whole', { count: verdict.rows, number: fmt.number(verdict.rows), hash: verdict.hash }),
    };
  }
  return { tone: 'bad', text: t(`dip:verify.${verdict.reason}`, { number: verdict.number ?? 0 }) };
}
