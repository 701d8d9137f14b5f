import { type Request, type Response, Router } from 'express';
import { inEvenTime } from '../accounts/even-time';
import { onlyOurs } from '../catalogue/address-params';
import { overviewNow } from '../catalogue/cached-queries';
import type { SubscriptionRow } from '../db/tables/subscriptions';
import type { Deps } from '../deps';
import { maskAddress } from '../mail/sealing';
import { tokenHash } from '../secrets/keys';
import { renderError } from '../web/errors';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { limited } from '../web/rate-limit';
import { askForAlerts } from './ask-commands';
import { confirmSubscription, stopSubscription } from './commands';
import { askForm, searchOf, stopForm } from './forms';
import { aboutWords } from './letters';
import { mayStop, stopPath } from './links';
import { confirmView, type Kind, type Message, messageView, newView, stopView } from './pages';
import { subscriptionByToken, subscriptionOf } from './queries';
import { addressOf } from './sealing';
import { readSearch } from './searches';

/** `/langganan…`: alerts by e-mail, asked for, confirmed and ended without an account. */
export function subscriptionRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const slowDown = limited(deps.config, { name: 'langganan', windowSeconds: 3600, limit: 10 });
  const slowConfirm = limited(deps.config, { name: 'langganan-konfirmasi', windowSeconds: 3600, limit: 60 });

  router.get('/langganan/baru', (req, res) => showNew(deps, req, res, req.query));

  router.post('/langganan', slowDown, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(askForm, req.body, t);
    if (!parsed.ok) return showNew(deps, req, res, req.body ?? {}, parsed.form);
    const { kind, email, frequency, ...search } = parsed.data;
    if (search.badan && !(await bodyName(deps, search.badan))) {
      const form = withErrors(parsed.form, { badan: t('subscriptions:form.search') });
      return showNew(deps, req, res, req.body ?? {}, form);
    }
    const often = kind === 'announcements' ? ('at_once' as const) : frequency;
    const asked = { kind, email, frequency: often, language: languageOf(req) };
    await inEvenTime(() => askForAlerts(deps, { ...asked, search: kind === 'documents' ? search : searchOf({}) }));
    res.redirect(303, '/langganan/terkirim');
  });

  router.get('/langganan/terkirim', (req, res) => say(req, res, 'sent'));

  router.get('/langganan/konfirmasi', async (req, res) => {
    const token = tokenIn(req.query.kunci);
    const row = await subscriptionByToken(deps.db, tokenHash(token), deps.clock.real().toISOString());
    if (!row) return say(req, res, 'expired', 410);
    const t = translate(req);
    const about = await aboutOf(deps, row, req);
    const often = t(`subscriptions:frequency.${row.asked_frequency}`);
    const view = confirmView({ token, about, often, address: masked(deps, row) });
    show(req, res, 'confirm', view, t('subscriptions:confirm.title'));
  });

  router.post('/langganan/konfirmasi', slowConfirm, async (req, res) => {
    const row = await confirmSubscription(deps, tokenIn(req.body?.kunci));
    if (!row) return say(req, res, 'expired', 410);
    say(req, res, 'confirmed', 200, row.kind);
  });

  router.get('/langganan/:id/berhenti', async (req, res) => {
    const { id } = req.params;
    if (!mayStop(deps.keys, id, req.query.tanda)) return renderError(req, res, 404);
    const row = await subscriptionOf(deps.db, deps.regionId, id);
    if (!row) return say(req, res, 'stopped');
    const about = await aboutOf(deps, row, req);
    const view = stopView({ action: stopPath(deps.keys, id), about, address: masked(deps, row) });
    show(req, res, 'stop', view, translate(req)('subscriptions:stop.title'));
  });

  // Mail programs send this themselves (RFC 8058), without a page, a cookie or an origin: the link's own mark is the proof.
  router.post('/langganan/:id/berhenti', async (req, res) => {
    const { id } = req.params;
    if (!mayStop(deps.keys, id, req.query.tanda)) return renderError(req, res, 404);
    const parsed = parseForm(stopForm, req.body, translate(req));
    await stopSubscription(deps, id, parsed.ok && parsed.data.semua);
    say(req, res, 'stopped');
  });

  return router;
}

const tokenIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');

async function bodyName(deps: Deps, slug: string): Promise<string> {
  if (!slug) return '';
  const { bodies } = await overviewNow(deps);
  return bodies.find((body) => body.slug === slug)?.name ?? '';
}

const masked = (deps: Deps, row: SubscriptionRow): string => maskAddress(addressOf(deps.keys, row) ?? '');

async function aboutOf(deps: Deps, row: SubscriptionRow, req: Request): Promise<string> {
  const search = readSearch(row.search);
  return aboutWords(translate(req), row.kind, search, (await bodyName(deps, search.badan)) || search.badan);
}

/** The form by itself; what was wrong with the search belongs to no field that is shown. */
async function showNew(
  deps: Deps,
  req: Request,
  res: Response,
  given: Record<string, unknown>,
  form: FormState = blankForm(),
): Promise<void> {
  const t = translate(req);
  const kind: Kind = given.kind === 'announcements' ? 'announcements' : 'documents';
  const search = searchOf(given);
  const { email, frequency, ...others } = form.errors;
  const errors = {
    ...(email ? { email } : {}),
    ...(frequency ? { frequency } : {}),
    ...(Object.keys(others).length > 0 ? { form: t('subscriptions:form.search') } : {}),
  };
  const wrong = Object.keys(errors).length > 0;
  const view = newView(kind, search, await bodyName(deps, search.badan), { values: form.values, errors }, t);
  show(req, res, 'new', view, t('subscriptions:new.title'), wrong ? 422 : 200);
}

function say(req: Request, res: Response, message: Message, status = 200, kind: Kind = 'documents'): void {
  const view = messageView(message, translate(req), kind);
  show(req, res, 'message', view, view.title, status);
}

function show(req: Request, res: Response, page: string, view: object, title: string, status = 200): void {
  // Addresses of these pages hold marks that open something: nothing on the way keeps them.
  res.set('Cache-Control', 'no-store');
  renderPage(req, res, `subscriptions/${page}`, view, { title, status, noindex: true });
}
