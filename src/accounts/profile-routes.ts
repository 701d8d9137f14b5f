import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole, requireSignedIn } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { limited } from '../web/rate-limit';
import { LONGEST_LEAVE } from './deputies';
import { type DeputyRefusal, endDeputy, nameDeputy } from './deputy-commands';
import { DEPUTY_PATH, deputiesView } from './deputy-pages';
import { colleagues, deputiesOf } from './deputy-queries';
import { changePasswordForm, deputyForm, nameForm, SECRET } from './forms';
import { passwordSentence, profileView } from './pages';
import { changePassword, rename } from './profile-commands';
import { rolesOf, sessionUser } from './queries';
import { STAFF_ROLES } from './roles';
import { rowKey } from './row-key';

/** Which field a refused deputy is said beside. */
const DEPUTY_FIELD: Readonly<Record<DeputyRefusal, string>> = {
  leave_past: 'fromOn',
  dates_reversed: 'untilOn',
  leave_too_long: 'untilOn',
  deputy_self: 'deputy',
  deputy_unknown: 'deputy',
  deputy_there: 'fromOn',
  deputy_away: 'deputy',
  deputy_below: 'deputy',
  deputy_decides: 'deputy',
  nothing_to_pass: 'fromOn',
};

/** One's own name, deputy and password: `/akun/profil`. */
export function profileRoutes(deps: Deps): Router {
  const router = Router();
  const onlyStaff = requireRole(...STAFF_ROLES);
  const slowDown = limited(deps.config, { name: 'ganti-sandi', windowSeconds: 900, limit: 10 });

  router.get('/akun/profil', requireSignedIn, (req, res) => show(req, res));

  router.post('/akun/profil/nama', requireSignedIn, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(nameForm, req.body, t);
    if (!parsed.ok) return show(req, res, parsed.form);
    await rename(deps, currentUser(req), parsed.data.name);
    flash(req, 'good', t('accounts:profile.nameSaved'));
    res.redirect(303, '/akun/profil');
  });

  router.post('/akun/profil/sandi', requireSignedIn, slowDown, async (req, res) => {
    const t = translate(req);
    const user = currentUser(req);
    const parsed = parseForm(changePasswordForm, req.body, t, { secret: SECRET });
    if (!parsed.ok) return show(req, res, parsed.form);
    const result = await changePassword(deps, user, parsed.data);
    if (!result.ok) {
      const { reason } = result;
      const errors: Record<string, string> =
        reason === 'wrong' ? { present: t('accounts:profile.wrongPassword') } : { fresh: passwordSentence(reason, t) };
      return show(req, res, withErrors(parsed.form, errors));
    }
    await signInAgain(deps, req, user.id);
    flash(req, 'good', t('accounts:profile.passwordSaved'));
    res.redirect(303, '/akun/profil');
  });

  router.post(DEPUTY_PATH, onlyStaff, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(deputyForm, req.body, t);
    if (!parsed.ok) return show(req, res, parsed.form);
    const named = await nameDeputy(deps, currentUser(req), parsed.data);
    if (!named.ok) {
      const errors = { [DEPUTY_FIELD[named.reason]]: t(`accounts:refused.${named.reason}`, { count: LONGEST_LEAVE }) };
      return show(req, res, withErrors(parsed.form, errors));
    }
    flash(req, 'good', t('accounts:deputy.named'));
    res.redirect(303, '/akun/profil');
  });

  router.post(`${DEPUTY_PATH}/:id/akhiri`, onlyStaff, async (req, res) => {
    if (!(await endDeputy(deps, currentUser(req), rowKey(req.params.id)))) return renderError(req, res, 404);
    flash(req, 'good', translate(req)('accounts:deputy.ended'));
    res.redirect(303, '/akun/profil');
  });

  /** `refused` is the form that cannot be taken as it is. */
  async function show(req: Request, res: Response, refused?: FormState): Promise<void> {
    const t = translate(req);
    const user = currentUser(req);
    const today = localDay(deps.clock.now(), deps.config.timezone);
    const [held, given, people] = await Promise.all([
      rolesOf(deps.db, user.id),
      deputiesOf(deps.db, user.id, today),
      colleagues(deps.db, user.regionId, today),
    ]);
    const view = profileView(user, t, deputiesView(t, today, { userId: user.id, held, given, people }), refused);
    renderPage(req, res, 'accounts/profile', view, {
      title: t('accounts:profile.title'),
      status: refused ? 422 : 200,
    });
  }

  return router;
}

/** A new password ends every session; this browser, which knew the old one, goes on in a new session. */
async function signInAgain(deps: Deps, req: Request, userId: number): Promise<void> {
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const user = await sessionUser(deps.db, userId, today);
  if (!user) return;
  await new Promise<void>((resolve, reject) => req.logIn(user, (error) => (error ? reject(error) : resolve())));
}
