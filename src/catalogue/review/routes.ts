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
import { deskDocument, deskFiles, deskLinks, deskRevision } from '../desk-queries';
import { editor } from '../desk-routes';
import { reviewForm, reviewMailForm, sendBackForm } from '../document-forms';
import { approve, type Reviewed, sendBack } from './commands';
import { keepReviewMail } from './notify/commands';
import { reviewMailSetting } from './notify/queries';
import { queueView, reviewView } from './pages';
import { waitingChanges, waitingCount, waitingDocuments } from './queries';

const PATH = '/petugas/telaah';
const MOST = 50;

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
    const parsed = parseForm(reviewForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, parsed.form, 422);
    answer(
      req,
      res,
      await approve(deps, editor(req), { publicId: req.params.id, ...parsed.data }),
      'approved',
      parsed.form,
    );
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
    if (done.code === 'stale') return show(req, res, withErrors(form, { form: t('catalogue:review.stale') }), 409);
    // A second click, or a colleague was faster.
    flash(req, 'info', t('catalogue:review.decided'));
    res.redirect(303, PATH);
  }

  async function show(req: Req, res: Response, form: FormState, status = 200): Promise<unknown> {
    const row = await deskDocument(db, regionId, req.params.id);
    const found = row?.state === 'published' ? await deskRevision(db, row.id) : null;
    const proposed = found?.row.state === 'review' ? found : null;
    if (!row || (row.state !== 'review' && !proposed)) return renderError(req, res, 404);
    const [files, links] = await Promise.all([deskFiles(db, row.id), deskLinks(db, row.id)]);
    const { t, fmt } = words(req);
    const view = reviewView(row, { form, files, links, proposed }, t, fmt);
    renderPage(req, res, 'catalogue/review', view, { title: t('catalogue:review.one', { title: row.title }), status });
  }

  return router;
}
