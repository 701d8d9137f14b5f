import { type Request, type RequestHandler, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import { localDay } from '../../calendar/working-days';
import { onlyOurs } from '../../catalogue/address-params';
import { deskDocument } from '../../catalogue/desk-queries';
import type { AnnualReportRow } from '../../db/tables/reports';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { sendMade, sendPrivate } from '../../storage/download';
import { acceptOf, KINDS } from '../../storage/file-kinds';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { ANNUAL_AREAS, type AnnualArea } from './areas';
import { assembleReport } from './assemble-queries';
import { readReasons, reasonFor } from './checks';
import { annualClockView, yearDue } from './clock';
import { type Content, reportBlocks } from './content';
import { clockFacts } from './desk-queries';
import { type ReportFigures, sameFigures } from './figures';
import { frozenContent } from './frozen';
import { FORMATS, fileName, MEDIA_TYPE, makeFile } from './made-files';
import { readTexts } from './narrative';
import { deskView, reportView } from './pages';
import { allReports, annualEvents, copyProof, reportByPublicId } from './queries';
import { type Standing, standingOf } from './standing-queries';

export const wordsOf = (deps: Deps, req: Request) => {
  const t = translate(req);
  return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
};

/** The words of the official paper. */
export const paperWords = (deps: Deps) => {
  const t = deps.i18n.for('id');
  return { t, fmt: formatIn('id', t, deps.config.timezone) };
};

export const todayOf = (deps: Deps): string => localDay(deps.clock.now(), deps.config.timezone);

/** What every office reads in its own area: the list, one report with its figures, and its files. */
export function annualReadingRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  for (const area of Object.keys(ANNUAL_AREAS) as AnnualArea[]) areaRoutes(deps, router, area);
  return router;
}

function areaRoutes(deps: Deps, router: Router, area: AnnualArea): void {
  const { path, role } = ANNUAL_AREAS[area];
  const guard: RequestHandler = requireRole(role);
  router.get(path, guard, (req, res) => showDesk(deps, req, res, area));
  router.get(`${path}/:id`, guard, (req, res) => showReport(deps, req, res, area));
  router.get(`${path}/:id/unduh/:form/:format`, guard, (req, res) => sendFile(deps, req, res));
  router.get(`${path}/:id/bukti`, guard, async (req, res) => {
    const report = await reportByPublicId(deps.db, deps.regionId, String(req.params.id));
    const proof = report && (await copyProof(deps.db, report.id));
    if (!proof) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, { ...proof, sealed: 0 });
  });
}

/** The start of an office's area, also after the form to begin was refused. */
export async function showDesk(
  deps: Deps,
  req: Request,
  res: Response,
  area: AnnualArea,
  form: FormState = blankForm(),
): Promise<void> {
  const { t, fmt } = wordsOf(deps, req);
  const today = todayOf(deps);
  const facts = await clockFacts(deps.db, deps.regionId, yearDue(today));
  const reports = await allReports(deps.db, deps.regionId);
  const clock = annualClockView({ ...facts, today, href: '' }, t, fmt);
  const view = deskView({ area, form, clock, reports, year: facts.year }, t, fmt);
  const status = Object.keys(form.errors).length > 0 ? 422 : 200;
  renderPage(req, res, 'reports/annual/desk', view, { title: t('annual:desk.title'), status });
}

/** The report as it is now: frozen, or with the figures of this instant. */
async function contentNow(
  deps: Deps,
  report: AnnualReportRow,
): Promise<{ content: Content | null; standing: Standing }> {
  const frozen = frozenContent(report);
  if (frozen) return { content: frozen, standing: { figures: frozen.figures, points: [] } };
  const { regionId, config, clock } = deps;
  const at = clock.now().toISOString();
  const standing = await standingOf(deps.db, { regionId, timezone: config.timezone, at }, report);
  const reasons = readReasons(report.reasons);
  const explained = Object.fromEntries(
    standing.points.flatMap((one) => {
      const reason = reasonFor(reasons, one);
      return reason ? [[one.key, reason]] : [];
    }),
  );
  const { figures } = standing;
  const content = figures && { figures, texts: readTexts(report.texts), explained, correction: report.correction };
  return { content, standing };
}

/** Whether the history of cases still gives the figures that were frozen, counted as of their instant. */
async function countedAgain({ db, regionId, config }: Deps, frozen: ReportFigures): Promise<boolean> {
  const { year, at } = frozen;
  const again = await assembleReport(db, { regionId, year, at, timezone: config.timezone });
  return again.ok && sameFigures(frozen, again.figures);
}

type Shown = { status?: number; form?: FormState; tried?: string | null; conflict?: boolean };

/** One report in an area, also after a form was refused. */
export async function showReport(
  deps: Deps,
  req: Request,
  res: Response,
  area: AnnualArea,
  { status = 200, form = blankForm(), tried = null, conflict = false }: Shown = {},
): Promise<void> {
  const { db, regionId } = deps;
  const report = await reportByPublicId(db, regionId, String(req.params.id));
  if (!report) return renderError(req, res, 404);
  const { t, fmt } = wordsOf(deps, req);
  const { content, standing } = await contentNow(deps, report);
  const frozen = frozenContent(report);
  const { name, address, email } = await commissionOf(db, regionId);
  const kinds = KINDS.document.formats.filter((format) => format !== 'jpeg').join(', ');
  const limit = KINDS.document.maxBytes / 1024 / 1024;
  const view = reportView(
    report,
    {
      ...{ area, form, tried, conflict, points: standing.points, reasons: readReasons(report.reasons) },
      blocks: content ? reportBlocks('full', content, { t, fmt }) : [],
      events: await annualEvents(db, regionId, report.year),
      bodies: await listBodies(db, regionId),
      documents: await documentsOf(deps, report),
      proof: await copyProof(db, report.id),
      commission: [name, address, email].filter((part) => part !== '').join(', '),
      copyHint: t('annual:form.proofHint', { formats: kinds.toUpperCase(), limit }),
      ...{ accept: acceptOf('document'), today: todayOf(deps) },
      figuresOn: content && localDay(content.figures.at, deps.config.timezone),
      same: frozen && req.query.periksa !== undefined ? await countedAgain(deps, frozen.figures) : null,
    },
    t,
    fmt,
  );
  renderPage(req, res, 'reports/annual/report', view, { title: view.title, status });
}

async function documentsOf({ db, regionId }: Deps, { full_document, summary_document }: AnnualReportRow) {
  const found: { title: string; slug: string }[] = [];
  for (const publicId of [full_document, summary_document]) {
    const document = publicId === null ? undefined : await deskDocument(db, regionId, publicId);
    if (document?.state === 'published') found.push({ title: document.title, slug: document.slug });
  }
  return found;
}

async function sendFile(deps: Deps, req: Request, res: Response): Promise<void> {
  const report = await reportByPublicId(deps.db, deps.regionId, String(req.params.id));
  const form = ({ lengkap: 'full', ringkas: 'summary' } as const)[String(req.params.form) as 'lengkap'] ?? null;
  const format = FORMATS.find((one) => one === req.params.format);
  const content = report && form && format ? (await contentNow(deps, report)).content : null;
  if (!report || !form || !format || !content) return renderError(req, res, 404);
  const { org, timezone } = deps.config;
  const { number, year, figures_hash: hash } = report;
  const made = await makeFile(form, format, content, { org, timezone, ...paperWords(deps), number, hash });
  const name = `${hash ? '' : 'rancangan-'}${fileName(form, format, year, number)}`;
  sendMade(res, { name, media_type: MEDIA_TYPE[format], content: made });
}
