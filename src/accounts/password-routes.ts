import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { tokenHash } from '../secrets/keys';
import { parseForm, withErrors } from '../web/forms';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { limited } from '../web/rate-limit';
import { inEvenTime } from './even-time';
import { lostForm, newPasswordForm, SECRET, signUpForm } from './forms';
import { register, requestReset, setPasswordByLink } from './link-commands';
import { LINK_MINUTES } from './links';
import { formView, newPasswordView, passwordSentence } from './pages';
import { openToken } from './queries';

/** What somebody who is not signed in does about an account: `/daftar`, `/masuk/lupa`, `/masuk/atur-sandi`. */
export function passwordRoutes(deps: Deps): Router {
  const router = Router();
  const slowDown = limited(deps.config, { name: 'surel-akun', windowSeconds: 3600, limit: 10 });

  router.get('/masuk/lupa', (req, res) => show(req, res, 'lost', formView()));

  router.post('/masuk/lupa', slowDown, async (req, res) => {
    const parsed = parseForm(lostForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, 'lost', formView(parsed.form), 422);
    await inEvenTime(() => requestReset(deps, { ...parsed.data, language: languageOf(req) }));
    res.redirect(303, '/masuk/lupa/terkirim');
  });

  router.get('/masuk/lupa/terkirim', (req, res) => show(req, res, 'lost-sent', { minutes: LINK_MINUTES.reset }));

  router.get('/daftar', (req, res) => show(req, res, 'sign-up', formView()));

  router.post('/daftar', slowDown, async (req, res) => {
    const parsed = parseForm(signUpForm, req.body, translate(req));
    if (!parsed.ok) return show(req, res, 'sign-up', formView(parsed.form), 422);
    await inEvenTime(() => register(deps, { ...parsed.data, language: languageOf(req) }));
    res.redirect(303, '/daftar/terkirim');
  });

  router.get('/daftar/terkirim', (req, res) => show(req, res, 'sign-up-sent', { hours: LINK_MINUTES.verify / 60 }));

  router.get('/masuk/atur-sandi', async (req, res) => {
    const token = String(req.query.kunci ?? '').slice(0, 100);
    res.set('Cache-Control', 'no-store');
    const opened = await openToken(deps.db, tokenHash(token), deps.clock.real().toISOString());
    if (!opened) return show(req, res, 'expired', {}, 410);
    show(req, res, 'new-password', newPasswordView(token));
  });

  router.post('/masuk/atur-sandi', slowDown, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(newPasswordForm, req.body, t, { secret: SECRET });
    const token = String(req.body?.kunci ?? '').slice(0, 100);
    if (!parsed.ok) return show(req, res, 'new-password', newPasswordView(token, parsed.form), 422);
    const result = await setPasswordByLink(deps, { token, password: parsed.data.fresh });
    if (result.ok) return res.redirect(303, '/masuk?sandi=baru');
    if (result.reason === 'expired') return show(req, res, 'expired', {}, 410);
    const form = withErrors(parsed.form, { fresh: passwordSentence(result.reason, t) });
    show(req, res, 'new-password', newPasswordView(token, form), 422);
  });

  return router;
}

type Page = 'lost' | 'lost-sent' | 'sign-up' | 'sign-up-sent' | 'new-password' | 'expired';

function show(req: Request, res: Response, page: Page, view: object, status = 200): void {
  // Of these, only the page to sign up is one to be found by searching.
  const noindex = page !== 'sign-up';
  renderPage(req, res, `accounts/${page}`, view, { title: translate(req)(`accounts:${page}.title`), status, noindex });
}
