import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { parseForm, withErrors } from '../web/forms';
import { currentUser, requireSignedIn } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { limited } from '../web/rate-limit';
import { returnPath } from '../web/return-path';
import { SESSION_COOKIE } from '../web/session';
import { SECRET, signInForm } from './forms';
import { type SignInView, signInView } from './pages';
import { portalPassport } from './passport';
import { homeOf } from './roles';
import { signOut } from './sign-in-commands';

/** Signing in and out: `/masuk`, `/keluar`. */
export function signInRoutes(deps: Deps): Router {
  const router = Router();
  const passport = portalPassport(deps);
  const slowDown = limited(deps.config, { name: 'masuk', windowSeconds: 900, limit: 30 });

  router.get('/masuk', (req, res) => {
    if (req.user) return res.redirect(303, returnPath(req.query.lanjut, homeOf(req.user.roles)));
    showSignIn(req, res, signInView(returnPath(req.query.lanjut, ''), { passwordSet: req.query.sandi === 'baru' }));
  });

  router.post('/masuk', slowDown, (req: Request, res: Response, next: NextFunction) => {
    const t = translate(req);
    const parsed = parseForm(signInForm, req.body, t, { secret: SECRET });
    const back = returnPath(req.body?.lanjut, '');
    if (!parsed.ok) return showSignIn(req, res, signInView(back, { form: parsed.form }), 422);
    // What the strategy reads: cleaned, and no longer than the form allows.
    req.body = parsed.data;
    passport.authenticate('local', (error: unknown, user: Express.User | false | null) => {
      if (error) return next(error);
      if (!user) {
        const form = withErrors(parsed.form, { form: t('accounts:signIn.refused') });
        return showSignIn(req, res, signInView(back, { form }), 422);
      }
      // Gives the session a new name: one that was planted before signing in is worth nothing after.
      req.logIn(user, (fault) => (fault ? next(fault) : res.redirect(303, back || homeOf(user.roles))));
    })(req, res, next);
  });

  router.post('/keluar', requireSignedIn, async (req, res) => {
    await signOut(deps, currentUser(req), req.ip ?? '');
    await new Promise<void>((resolve, reject) => req.session.destroy((error) => (error ? reject(error) : resolve())));
    res.clearCookie(SESSION_COOKIE, { path: '/' }).redirect(303, '/');
  });

  return router;
}

function showSignIn(req: Request, res: Response, view: SignInView, status = 200): void {
  renderPage(req, res, 'accounts/sign-in', view, { title: translate(req)('accounts:signIn.title'), status });
}
