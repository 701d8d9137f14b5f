import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { flash } from '../web/flash';
import { parseForm, withErrors } from '../web/forms';
import { currentUser, requireSignedIn } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { limited } from '../web/rate-limit';
import { changePasswordForm, nameForm, SECRET } from './forms';
import { type ProfileView, passwordSentence, profileView } from './pages';
import { changePassword, rename } from './profile-commands';
import { sessionUser } from './queries';

/** One's own name and password: `/akun/profil`. */
export function profileRoutes(deps: Deps): Router {
  const router = Router();
  const slowDown = limited(deps.config, { name: 'ganti-sandi', windowSeconds: 900, limit: 10 });

  router.get('/akun/profil', requireSignedIn, (req, res) => {
    show(req, res, profileView(currentUser(req), translate(req)));
  });

  router.post('/akun/profil/nama', requireSignedIn, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(nameForm, req.body, t);
    if (!parsed.ok) return show(req, res, profileView(currentUser(req), t, parsed.form), 422);
    await rename(deps, currentUser(req), parsed.data.name);
    flash(req, 'good', t('accounts:profile.nameSaved'));
    res.redirect(303, '/akun/profil');
  });

  router.post('/akun/profil/sandi', requireSignedIn, slowDown, async (req, res) => {
    const t = translate(req);
    const user = currentUser(req);
    const parsed = parseForm(changePasswordForm, req.body, t, { secret: SECRET });
    if (!parsed.ok) return show(req, res, profileView(user, t, parsed.form), 422);
    const result = await changePassword(deps, user, parsed.data);
    if (!result.ok) {
      const { reason } = result;
      const errors: Record<string, string> =
        reason === 'wrong' ? { present: t('accounts:profile.wrongPassword') } : { fresh: passwordSentence(reason, t) };
      return show(req, res, profileView(user, t, withErrors(parsed.form, errors)), 422);
    }
    await signInAgain(deps, req, user.id);
    flash(req, 'good', t('accounts:profile.passwordSaved'));
    res.redirect(303, '/akun/profil');
  });

  return router;
}

function show(req: Request, res: Response, view: ProfileView, status = 200): void {
  renderPage(req, res, 'accounts/profile', view, { title: translate(req)('accounts:profile.title'), status });
}

/** A new password ends every session; this browser, which knew the old one, goes on in a new session. */
async function signInAgain(deps: Deps, req: Request, userId: number): Promise<void> {
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const user = await sessionUser(deps.db, userId, today);
  if (!user) return;
  await new Promise<void>((resolve, reject) => req.logIn(user, (error) => (error ? reject(error) : resolve())));
}
