import { type Request, type Response, Router } from 'express';
import { actorOf } from '../accounts/events';
import { caseKindOf } from '../audit/case-queries';
import { listBodies } from '../bodies/queries';
import { isDate, localDay } from '../calendar/working-days';
import { onlyOurs } from '../catalogue/address-params';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { type CurrentUser, currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { FINDING_AREAS, type FindingArea } from './areas';
import { openFinding, stepFinding } from './finding-commands';
import { findingFormView, findingsView, findingView, STATES } from './finding-pages';
import { findingByPublicId, findingsPage, type ListedFinding, notesOf } from './finding-queries';
import { findingForm, stepForm } from './forms';

const PAGE = 25;

/** Findings of the auditor: `/auditor/temuan` to leave and follow them, `/petugas/temuan` and `/opd/temuan` to answer. */
export function findingRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const { path, role } = FINDING_AREAS.auditor;

  router.get(`${path}/baru`, requireRole(role), (req, res) => {
    const about = typeof req.query.kasus === 'string' ? req.query.kasus.slice(0, 40) : '';
    const figure = typeof req.query.angka === 'string' ? req.query.angka.slice(0, 300) : '';
    return showForm(deps, req, res, blankForm({ case_number: about, figure }));
  });
  router.post(path, requireRole(role), (req, res) => leave(deps, req, res));

  for (const area of Object.keys(FINDING_AREAS) as FindingArea[]) {
    const { path: own, role: whose } = FINDING_AREAS[area];
    router.get(own, requireRole(whose), (req, res) => showList(deps, req, res, area));
    router.get(`${own}/:id`, requireRole(whose), async (req, res) => {
      const finding = await seen(deps, req, area);
      if (!finding) return renderError(req, res, 404);
      await showFinding(deps, req, res, { area, finding, form: blankForm() });
    });
    router.post(`${own}/:id`, requireRole(whose), (req, res) => step(deps, req, res, area));
  }
  return router;
}

const todayOf = ({ clock, config }: Deps): string => localDay(clock.now().toISOString(), config.timezone);

/** The bodies whose findings are met here; null: every one. */
const scopeOf = (area: FindingArea, user: CurrentUser): readonly number[] | null =>
  area === 'body'
    ? user.roles.flatMap(({ role, bodyId }) => (role === 'opd' && bodyId !== null ? [bodyId] : []))
    : null;

/** The PPID sees every finding, and answers those that are addressed to nobody else. */
const mayAct = (area: FindingArea, { body_id }: ListedFinding): boolean => area !== 'desk' || body_id === null;

async function seen({ db, regionId }: Deps, req: Request, area: FindingArea): Promise<ListedFinding | null> {
  const finding = await findingByPublicId(db, regionId, String(req.params.id));
  const scope = scopeOf(area, currentUser(req));
  return finding && (scope === null || (finding.body_id !== null && scope.includes(finding.body_id))) ? finding : null;
}

async function leave(deps: Deps, req: Request, res: Response): Promise<void> {
  const { db, regionId } = deps;
  const t = translate(req);
  const parsed = parseForm(findingForm, req.body, t);
  if (!parsed.ok) return showForm(deps, req, res, parsed.form, 422);
  const { title, text, figure, body, answer_by } = parsed.data;
  const caseNumber = parsed.data.case_number || null;
  const bodies = await listBodies(db, regionId, { inactiveToo: true });
  const bodyId = body === null ? null : bodies.find(({ slug }) => slug === body)?.id;
  const errors = {
    ...(bodyId === undefined ? { body: t('web:form.choose') } : {}),
    ...(caseNumber && !(await caseKindOf(db, regionId, caseNumber)) ? { case_number: t('auditor:form.noCase') } : {}),
    ...(answer_by < todayOf(deps) ? { answer_by: t('auditor:form.dayPast') } : {}),
  };
  if (Object.keys(errors).length > 0 || bodyId === undefined) {
    return showForm(deps, req, res, withErrors(parsed.form, errors), 422);
  }
  const user = currentUser(req);
  const by = { userId: user.id, actor: actorOf(user, 'auditor') };
  const id = await openFinding(deps, by, { title, text, caseNumber, figure, bodyId, answerBy: answer_by });
  flash(req, 'good', t('auditor:finding.left'));
  res.redirect(303, `${FINDING_AREAS.auditor.path}/${id}`);
}

async function step(deps: Deps, req: Request, res: Response, area: FindingArea): Promise<void> {
  const t = translate(req);
  const finding = await seen(deps, req, area);
  if (!finding) return renderError(req, res, 404);
  const shown = (form: FormState, status: number) => showFinding(deps, req, res, { area, finding, form, status });
  const parsed = parseForm(stepForm, req.body, t);
  if (!parsed.ok) return shown(parsed.form, 422);
  const { action, text, answer_by, version } = parsed.data;
  const again = action === 'ask_again';
  if (again && (!isDate(answer_by) || answer_by < todayOf(deps))) {
    return shown(withErrors(parsed.form, { answer_by: t('auditor:form.dayPast') }), 422);
  }
  const refused = () => shown(withErrors(parsed.form, { form: t('auditor:form.refused') }), 422);
  if (!mayAct(area, finding)) return refused();
  const { role, side } = FINDING_AREAS[area];
  const user = currentUser(req);
  const by = { userId: user.id, actor: actorOf(user, role, area === 'body' ? finding.body_id : null), side };
  const order = { step: action, text, answerBy: again ? answer_by : null, version };
  const taken = await stepFinding(deps, by, finding.public_id, order);
  if (!taken.ok && taken.reason === 'stale') {
    const fresh = (await seen(deps, req, area)) ?? finding;
    const form = withErrors(parsed.form, { form: t('auditor:form.stale') });
    return showFinding(deps, req, res, { area, finding: fresh, form, status: 409 });
  }
  if (!taken.ok) return refused();
  flash(req, 'good', t(`auditor:done.${action}`));
  res.redirect(303, `${FINDING_AREAS[area].path}/${finding.public_id}`);
}

async function showForm(deps: Deps, req: Request, res: Response, form: FormState, status = 200): Promise<void> {
  const bodies = await listBodies(deps.db, deps.regionId);
  const view = findingFormView(form, bodies, todayOf(deps));
  renderPage(req, res, 'auditor/new-finding', view, { title: translate(req)('auditor:finding.new'), status });
}

async function showList(deps: Deps, req: Request, res: Response, area: FindingArea): Promise<void> {
  const t = translate(req);
  const state = STATES.find((one) => one === req.query.keadaan) ?? null;
  const before = decodeCursor(rowId(), req.query.sesudah);
  const scope = { bodies: scopeOf(area, currentUser(req)), state };
  const found = await findingsPage(deps.db, deps.regionId, scope, { before, limit: PAGE + 1 });
  const findings = found.slice(0, PAGE);
  const next = found.length > PAGE ? (findings[PAGE - 1]?.id ?? null) : null;
  const given = { state, findings, next, beyondFirst: before !== null, today: todayOf(deps) };
  const view = findingsView(area, given, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'auditor/findings', view, { title: t('auditor:finding.title'), wide: true });
}

async function showFinding(
  deps: Deps,
  req: Request,
  res: Response,
  {
    area,
    finding,
    form,
    status = 200,
  }: { area: FindingArea; finding: ListedFinding; form: FormState; status?: number },
): Promise<void> {
  const { db, regionId } = deps;
  const t = translate(req);
  const notes = await notesOf(db, finding.id);
  const caseKind = finding.case_number ? await caseKindOf(db, regionId, finding.case_number) : null;
  const given = { finding, notes, caseKind, form, mine: mayAct(area, finding), today: todayOf(deps) };
  const view = findingView(area, given, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'auditor/finding', view, { title: finding.title, status });
}
