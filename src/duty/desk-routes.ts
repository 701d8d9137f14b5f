import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { LANGUAGES, type Language } from '../i18n/catalogue';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { confirmText, type Written, writeText } from './commands';
import { firstWords } from './defaults-disk';
import { confirmForm, textForm } from './forms';
import { marksOn } from './marks-queries';
import { deskTextsView, editTextView, titleOf } from './pages';
import { worldOf } from './public-routes';
import { lastChecked, newestVersion, textHistory, writtenText } from './queries';
import { type DutyText, dutyText } from './texts';

const PATH = '/teks-layanan';

type Found = { text: DutyText; lang: Language };
type Again = { form?: FormState; preview?: string };

/** `/teks-layanan`: an administrator or the PPID writes the office's own pages, and keeps them fresh. */
export function dutyDeskRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;
  const guard = requireRole('admin', 'ppid');

  router.get(PATH, guard, async (req, res) => {
    const view = deskTextsView(await lastChecked(db, regionId), worldOf(deps, req));
    renderPage(req, res, 'duty/desk', view, { title: translate(req)('duty:desk.title'), wide: true });
  });

  router.get(`${PATH}/:code/:lang`, guard, (req, res) => {
    const found = asked(req);
    return found ? show(found, req, res, 200) : renderError(req, res, 404);
  });

  router.post(`${PATH}/:code/:lang`, guard, async (req, res) => {
    const found = asked(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(textForm, req.body, translate(req));
    if (!parsed.ok) return show(found, req, res, 422, { form: parsed.form });
    const { version, body, note } = parsed.data;
    if (req.body.action === 'preview') return show(found, req, res, 200, { form: parsed.form, preview: body });
    const seen = { code: found.text.code, lang: found.lang, version };
    const done = await writeText(deps, currentUser(req), seen, { body, note });
    return finish(done, found, req, res, { form: parsed.form, said: 'duty:desk.written' });
  });

  router.post(`${PATH}/:code/:lang/benar`, guard, async (req, res) => {
    const found = asked(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(confirmForm, req.body, translate(req));
    if (!parsed.ok) return show(found, req, res, 422);
    const seen = { code: found.text.code, lang: found.lang, version: parsed.data.version };
    const done = await confirmText(deps, currentUser(req), seen);
    return finish(done, found, req, res, { form: parsed.form, said: 'duty:desk.confirmed' });
  });

  function finish(
    done: Written,
    found: Found,
    req: Request,
    res: Response,
    { form, said }: { form: FormState; said: string },
  ): Promise<void> | void {
    const t = translate(req);
    if (!done.ok) {
      return show(found, req, res, 409, { form: withErrors(form, { form: t('duty:desk.stale') }) });
    }
    flash(req, 'good', t(said));
    res.redirect(303, `${PATH}/${found.text.code}/${found.lang}`);
  }

  async function show({ text, lang }: Found, req: Request, res: Response, status: number, again: Again = {}) {
    const which = { code: text.code, lang };
    const world = worldOf(deps, req);
    const [written, version, history, checked, marks] = await Promise.all([
      writtenText(db, regionId, which),
      newestVersion(db, regionId, which),
      textHistory(db, regionId, which),
      lastChecked(db, regionId),
      marksOn(db, { regionId, config, today: world.today }, world.t),
    ]);
    const body = written?.body ?? firstWords(config.projectRoot, text.code, lang);
    const typed = again.form && 'body' in again.form.values ? again.form : null;
    const form = again.form && !typed ? { values: { body }, errors: again.form.errors } : typed;
    const checkedAt = checked.get(text.code) ?? null;
    const given = { lang, body, version, checkedAt, history, form, preview: again.preview ?? null };
    const view = editTextView(text, given, marks, world);
    renderPage(req, res, 'duty/edit', view, { title: titleOf(text, world.t), status });
  }

  return router;
}

function asked(req: Request): Found | null {
  const text = dutyText(String(req.params.code));
  const lang = LANGUAGES.find((one) => one === req.params.lang);
  return text && lang ? { text, lang } : null;
}
