import { type Request, type Response, Router } from 'express';
import { actorOf } from '../../accounts/events';
import type { Deps } from '../../deps';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { onlyOurs } from '../address-params';
import { type DeskDocument, deskDocument, deskFiles, deskLinks, deskRevision } from '../desk-queries';
import { editor } from '../desk-routes';
import { approveForm, reviewMailForm, sendBackForm } from '../document-forms';
import { beforePublic, type GoingOut, goingOut, NOTHING_GOES, ofRows, scansOf } from '../personal/document-commands';
import { tellingUrl, textsChanged } from '../personal/texts';
import { approve, type Reviewed, sendBack } from './commands';
import { keepReviewMail } from './notify/commands';
import { reviewMailSetting } from './notify/queries';
import { type Moved, movedOn } from './overtaken-queries';
import { queueView, reviewView } from './pages';
import { waitingChanges, waitingCount, waitingDocuments } from './queries';
import type { Revision } from './revision';

const PATH = '/petugas/telaah';
const MOST = 50;
// So long the page waits for what was not looked through before; the rest is looked through when the form is sent.
const SHOW_MS = 4_000;
const NOTHING_MOVED: Moved = { columns: [], files: [] };

type Waiting = { row: DeskDocument; proposed: Awaited<ReturnType<typeof deskRevision>> };

type Req = Request<{ id: string }>;

/** `/petugas/telaah`: what agencies that are not trusted would publish or change, for the PPID to say yes or why not. */
export function reviewRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const guard = requireRole('ppid');
  const { db, regionId } = deps;
  const words = (req: Request) => {
    const t = translate(req);
    return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
  };

  router.get(PATH, guard, async (req, res) => {
    const { t, fmt } = words(req);
    const [documents, changes, count, mail] = await Promise.all([
      waitingDocuments(db, regionId, MOST),
      waitingChanges(db, regionId, MOST),
      waitingCount(db, regionId),
      reviewMailSetting(db, regionId),
    ]);
    const view = queueView(documents, changes, { count, mail }, t, fmt);
    renderPage(req, res, 'catalogue/review-queue', view, { title: t('catalogue:review.title'), wide: true });
  });

  router.post(`${PATH}/kabar`, guard, async (req, res) => {
    const parsed = parseForm(reviewMailForm, req.body, translate(req));
    // A choice of two that the page offers: anything else is no form of ours.
    if (!parsed.ok) return renderError(req, res, 422);
    await keepReviewMail(deps, actorOf(currentUser(req), 'ppid'), parsed.data.kabar);
    flash(req, 'good', translate(req)('catalogue:review.mailKept'));
    res.redirect(303, PATH);
  });

  router.get(`${PATH}/:id`, guard, (req: Req, res) => show(req, res, blankForm()));

  router.post(`${PATH}/:id/setujui`, guard, async (req: Req, res) => {
    const t = translate(req);
    const parsed = parseForm(approveForm, req.body, t);
    if (!parsed.ok) return show(req, res, parsed.form, 422);
    const waiting = await waitingOf(req.params.id);
    const goes = waiting ? await goingOutOf(waiting) : NOTHING_GOES;
    const looked = await beforePublic(goes, req.body ?? {}, t);
    if ('errors' in looked) return show(req, res, withErrors(parsed.form, looked.errors), 422);
    const { compared, ...seen } = parsed.data;
    const how = { compared: compared === '1', passed: looked.passed };
    const done = await approve(deps, editor(req), { publicId: req.params.id, ...seen }, how);
    answer(req, res, done, 'approved', parsed.form);
  });

  router.post(`${PATH}/:id/kembalikan`, guard, async (req: Req, res) => {
    const parsed = parseForm(sendBackForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, parsed.form, 422);
    const { note, ...seen } = parsed.data;
    const done = await sendBack(deps, editor(req), { publicId: req.params.id, ...seen }, note);
    answer(req, res, done, 'sentBack', parsed.form);
  });

  function answer(req: Req, res: Response, done: Reviewed, said: 'approved' | 'sentBack', form: FormState) {
    const t = translate(req);
    if (done.ok) {
      flash(req, 'good', t(`catalogue:review.${said}`));
      return res.redirect(303, PATH);
    }
    if (done.code === 'not_found') return renderError(req, res, 404);
    if (done.code !== 'nothing_waits') {
      const field = done.code === 'overtaken' ? 'compared' : 'form';
      return show(req, res, withErrors(form, { [field]: t(`catalogue:review.${done.code}`) }), 409);
    }
    // A second click, or a colleague was faster.
    flash(req, 'info', t('catalogue:review.decided'));
    res.redirect(303, PATH);
  }

  /** A document that waits for the PPID, or what is proposed for it. */
  async function waitingOf(publicId: string) {
    const row = await deskDocument(db, regionId, publicId);
    const found = row?.state === 'published' ? await deskRevision(db, row.id) : null;
    const proposed = found?.row.state === 'review' ? found : null;
    return row && (row.state === 'review' || proposed) ? { row, proposed } : null;
  }

  /** What his yes would make public. */
  async function goingOutOf({ row, proposed }: Waiting): Promise<GoingOut> {
    if (!proposed) return goingOut(deps, row);
    const { changes, correction }: Revision = JSON.parse(proposed.row.content);
    const links = proposed.links.flatMap(({ label, url }) => [label, tellingUrl(url)]);
    const names = [...proposed.files.map(({ name }) => name), ...links];
    const texts = [...textsChanged(row, changes, correction ?? row.correction), ...names];
    return { texts, files: row.category === 'dikecualikan' ? [] : ofRows(deps, proposed.files) };
  }

  async function show(req: Req, res: Response, form: FormState, status = 200): Promise<unknown> {
    const waiting = await waitingOf(req.params.id);
    if (!waiting) return renderError(req, res, 404);
    const { row, proposed } = waiting;
    const { t, fmt } = words(req);
    const [files, links, moved, scans] = await Promise.all([
      deskFiles(db, row.id),
      deskLinks(db, row.id),
      proposed ? movedOn(db, row, proposed.row) : NOTHING_MOVED,
      scansOf(await goingOutOf(waiting), t, SHOW_MS),
    ]);
    const view = reviewView(row, { form, files, links, proposed, moved, scans }, t, fmt);
    renderPage(req, res, 'catalogue/review', view, { title: t('catalogue:review.one', { title: row.title }), status });
  }

  return router;
}
