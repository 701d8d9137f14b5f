import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, encodeCursor, rowId } from '../web/pagination';
import { inviteForm, roleForm, staffForm } from './forms';
import { bodyChoices, people, principals, rolesOf, userByEmail, userByPublicId } from './queries';
import { giveRole, removeRole } from './role-commands';
import { rowKey } from './row-key';
import { editStaff, inviteStaff, renewLink, setDisabled } from './staff-commands';
import { inviteView, linkView, peopleView, personView } from './staff-pages';

const PATH = '/admin/pengguna';
const PAGE = 50;
const place = z.object({ name: z.string(), id: rowId() });

/** Which field a refused role is said beside. */
const ROLE_FIELD = {
  body_needed: 'body',
  body_unknown: 'body',
  dates_reversed: 'untilOn',
  already_held: 'role',
  deputy_needs_dates: 'fromOn',
  deputy_of_nobody: 'deputyFor',
  deputy_below: 'deputyFor',
  deputy_decides: 'deputyFor',
} as const;

/** Staff and their roles: `/admin/pengguna`. */
export function staffRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId } = deps;
  router.use(PATH, requireRole('admin'));

  router.get(PATH, async (req, res) => {
    const q = String(req.query.q ?? '')
      .trim()
      .slice(0, 200);
    const everyone = req.query.tampil === 'semua';
    const after = decodeCursor(place, req.query.sesudah);
    const found = await people(db, regionId, { q, staffOnly: !everyone, after, limit: PAGE + 1 });
    const cursor = (last: { by_name: string; id: number }) => encodeCursor({ name: last.by_name, id: last.id });
    const view = peopleView(translate(req), { q, everyone, paged: after !== null }, found, PAGE, cursor);
    renderPage(req, res, 'accounts/people', view, { title: translate(req)('accounts:people.title'), wide: true });
  });

  router.get(`${PATH}/undang`, (req, res) => showInvite(req, res));

  router.post(`${PATH}/undang`, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(inviteForm, req.body, t);
    if (!parsed.ok) return showInvite(req, res, { form: parsed.form });
    const { email, name } = parsed.data;
    const invited = await inviteStaff(deps, currentUser(req), parsed.data);
    if (invited.ok) return showLink(req, res, { name, email, publicId: invited.publicId }, invited.link);
    if (invited.reason !== 'exists') {
      const errors = { [ROLE_FIELD[invited.reason]]: t(`accounts:refused.${invited.reason}`) };
      return showInvite(req, res, { form: withErrors(parsed.form, errors) });
    }
    const known = await userByEmail(db, regionId, email);
    const form = withErrors(parsed.form, { email: t('accounts:refused.exists') });
    showInvite(req, res, { form, exists: known && `${PATH}/${known.public_id}` });
  });

  router.get(`${PATH}/:id`, (req, res) => showPerson(req, res, 200));

  router.post(`${PATH}/:id`, async (req, res) => {
    const parsed = parseForm(staffForm, req.body, translate(req));
    if (!parsed.ok) return showPerson(req, res, 422, parsed.form);
    const there = await editStaff(deps, currentUser(req), req.params.id, parsed.data);
    answer(req, res, there ? null : 'not_found', 'accounts:person.saved');
  });

  router.post(`${PATH}/:id/peran`, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(roleForm, req.body, t);
    if (!parsed.ok) return showPerson(req, res, 422, parsed.form);
    const given = await giveRole(deps, currentUser(req), req.params.id, parsed.data);
    if (given.ok) return answer(req, res, null, 'accounts:person.roleGiven');
    if (given.reason === 'not_found') return renderError(req, res, 404);
    const errors = { [ROLE_FIELD[given.reason]]: t(`accounts:refused.${given.reason}`) };
    showPerson(req, res, 422, withErrors(parsed.form, errors));
  });

  router.post(`${PATH}/:id/peran/:role/cabut`, async (req, res) => {
    const removed = await removeRole(deps, currentUser(req), req.params.id, rowKey(req.params.role));
    answer(req, res, removed.ok ? null : removed.reason, 'accounts:person.roleRemoved');
  });

  for (const [verb, disabled] of [
    ['nonaktif', true],
    ['aktif', false],
  ] as const) {
    router.post(`${PATH}/:id/${verb}`, async (req, res) => {
      const changed = await setDisabled(deps, currentUser(req), req.params.id, disabled);
      answer(
        req,
        res,
        changed.ok ? null : changed.reason,
        disabled ? 'accounts:person.disabled' : 'accounts:person.enabled',
      );
    });
  }

  router.post(`${PATH}/:id/tautan`, async (req, res) => {
    const link = await renewLink(deps, currentUser(req), req.params.id);
    const user = await userByPublicId(db, regionId, req.params.id);
    if (link === null || !user) return renderError(req, res, 404);
    showLink(req, res, { name: user.name, email: user.email, publicId: user.public_id }, link);
  });

  async function showInvite(
    req: Request,
    res: Response,
    given: { form?: FormState; exists?: string | null } = {},
  ): Promise<void> {
    const t = translate(req);
    const view = inviteView(t, await bodyChoices(db, regionId), given);
    renderPage(req, res, 'accounts/invite', view, {
      title: t('accounts:invite.title'),
      status: given.form ? 422 : 200,
    });
  }

  /** The link itself only where no mail server takes it to its owner. */
  function showLink(req: Request, res: Response, user: Parameters<typeof linkView>[0], link: string): void {
    const view = linkView(user, deps.mail.configured ? null : link);
    renderPage(req, res, 'accounts/link', view, { title: translate(req)('accounts:link.title') });
  }

  async function showPerson(req: Request, res: Response, status: number, form?: FormState): Promise<void> {
    const user = await userByPublicId(db, regionId, String(req.params.id));
    if (!user) return renderError(req, res, 404);
    const [held, bodies, who] = await Promise.all([
      rolesOf(db, user.id),
      bodyChoices(db, regionId),
      principals(db, regionId),
    ]);
    const view = personView(translate(req), user, held, { bodies, principals: who }, form);
    renderPage(req, res, 'accounts/person', view, { title: user.name, status });
  }

  /** Back to the person's page with the good news, or the refusal. */
  async function answer(
    req: Request,
    res: Response,
    refused: 'not_found' | 'last_admin' | null,
    saved: string,
  ): Promise<void> {
    if (refused === 'not_found') return renderError(req, res, 404);
    const t = translate(req);
    if (refused) return showPerson(req, res, 422, { values: {}, errors: { form: t(`accounts:refused.${refused}`) } });
    flash(req, 'good', t(saved));
    res.redirect(303, `${PATH}/${req.params.id}`);
  }

  return router;
}
