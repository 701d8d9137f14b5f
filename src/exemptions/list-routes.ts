import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { rowId } from '../web/pagination';
import { AREAS, type Area, exemptionPath } from './areas';
import { newForm } from './forms';
import { asksForItems, wordsSought } from './item-choice';
import { itemChoice } from './item-queries';
import { COUNTED, exemptionListView, HANDED_TAB, LIST_PAGE, TABS } from './list-pages';
import { maskingView } from './masking-pages';
import { beginTest } from './new-commands';
import { newTestView } from './new-pages';
import { bodyOfRequest, itemToTest, preparableBodies } from './new-queries';
import { actingIn, bodiesOf } from './open-commands';
import {
  delegationOf,
  documentOfBody,
  exemptionCounts,
  exemptionPage,
  handedCount,
  waitingForMasking,
} from './queries';

/** The lists of exemptions, what waits for masking, and beginning a test. */
export function exemptionListRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(AREAS) as Area[]) {
    const { path, role } = AREAS[area];
    router.get(path, requireRole(role), (req, res) => showList(deps, area, req, res));
    if (area !== 'desk' && area !== 'body') continue;
    router.get(`${path}/baru`, requireRole(role), (req, res) =>
      showNew(
        deps,
        area,
        req,
        res,
        blankForm({ request: textOf(req.query.permohonan), document: textOf(req.query.dokumen) }),
      ),
    );
    router.post(path, requireRole(role), (req, res) => begin(deps, area, req, res));
  }
  router.get(`${AREAS.desk.path}/penyamaran`, requireRole('ppid'), async (req, res) => {
    const t = translate(req);
    const after = rowId().safeParse(Number(req.query.sesudah)).data ?? null;
    const rows = await waitingForMasking(deps.db, deps.regionId, after, LIST_PAGE + 1);
    const today = localDay(deps.clock.now(), deps.config.timezone);
    const view = maskingView({ rows, after, today }, t, formatIn(languageOf(req), t, deps.config.timezone));
    renderPage(req, res, 'exemptions/masking', view, { title: t('exemptions:masking.title'), wide: true });
  });
  return router;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 40) : '');

async function showList(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const t = translate(req);
  const user = currentUser(req);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const tab = area === 'superior' ? 'teruji' : textOf(req.query.keadaan) in TABS ? textOf(req.query.keadaan) : 'draf';
  const after = rowId().safeParse(Number(req.query.sesudah)).data ?? null;
  const of = { regionId: deps.regionId, bodyIds: bodiesOf(area, user) };
  const delegated = area === 'superior' && (await delegationOf(deps.db, deps.regionId, user.id, today)) !== null;
  const sees = area !== 'superior' || delegated;
  const states = TABS[tab] as (typeof TABS)[string];
  const handedIn = tab === HANDED_TAB;
  const [rows, counts, handed, masking] = await Promise.all([
    sees ? exemptionPage(deps.db, { ...of, states, handedIn, after, limit: LIST_PAGE + 1 }) : [],
    area === 'superior' ? new Map() : exemptionCounts(deps.db, of, [...new Set(Object.values(TABS).flat())], COUNTED),
    area === 'superior' ? 0 : handedCount(deps.db, of, COUNTED),
    area === 'desk' ? waitingForMasking(deps.db, deps.regionId, null, LIST_PAGE) : [],
  ]);
  const listed = { area, tab, rows, counts, handed, after, delegated, masking: masking.length };
  const view = exemptionListView(listed, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'exemptions/list', view, { title: t('exemptions:list.title'), wide: true });
}

async function showNew(deps: Deps, area: Area, req: Request, res: Response, form: FormState): Promise<void> {
  const t = translate(req);
  const request = String(form.values.request ?? '');
  const bodies = await preparableBodies(deps.db, deps.regionId, bodiesOf(area, currentUser(req)));
  const about = await bodyOfRequest(deps.db, deps.regionId, request);
  const typed = form.values.key;
  const key = typeof typed === 'string' && /^[\w-]{16,64}$/.test(typed) ? typed : randomBytes(18).toString('base64url');
  // From the page of a document its title and body are filled in; what somebody typed since then stays.
  const item = await itemToTest(deps.db, deps.regionId, String(form.values.document ?? ''), bodies);
  const filled =
    item && form.values.title === undefined ? { ...form, values: { ...form.values, title: item.title } } : form;
  const bodySlug = about?.slug ?? item?.slug ?? null;
  const slug = String(form.values.body ?? bodySlug ?? (bodies.length === 1 ? bodies[0]?.slug : ''));
  const choice = await itemChoice(deps.db, deps.regionId, bodies.find((one) => one.slug === slug)?.id ?? null, {
    ...{ query: wordsSought(form.values), chosen: String(form.values.document ?? '') },
  });
  const view = newTestView({ area, form: filled, key, bodies, request: about && request, bodySlug, choice }, t);
  const wrong = Object.keys(form.errors).length > 0;
  renderPage(req, res, 'exemptions/new', view, { title: t('exemptions:new.title'), status: wrong ? 422 : 200 });
}

/** The same form with the documents that were found; nothing is begun yet. */
async function showFound(deps: Deps, area: Area, req: Request, res: Response, form: FormState): Promise<void> {
  const t = translate(req);
  const asked = {
    ...(wordsSought(form.values) === '' ? { document_q: t('exemptions:item_choice.empty') } : {}),
    ...(form.values.body ? {} : { body: t('exemptions:item_choice.body_first') }),
  };
  return showNew(deps, area, req, res, { values: form.values, errors: asked });
}

async function begin(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const t = translate(req);
  const user = currentUser(req);
  const parsed = parseForm(newForm, req.body, t);
  if (asksForItems(req.body ?? {})) return showFound(deps, area, req, res, parsed.form);
  if (!parsed.ok) return showNew(deps, area, req, res, parsed.form);
  const { body: slug, title, document, request, key } = parsed.data;
  const bodies = await preparableBodies(deps.db, deps.regionId, bodiesOf(area, user));
  const body = bodies.find((one) => one.slug === slug);
  if (!body) return showNew(deps, area, req, res, withErrors(parsed.form, { body: t('web:form.choose') }));
  const item = document === null ? null : await documentOfBody(deps.db, deps.regionId, body.id, document);
  if (document !== null && !item) {
    return showNew(deps, area, req, res, withErrors(parsed.form, { document: t('exemptions:error.document') }));
  }
  const about = request === null ? null : await bodyOfRequest(deps.db, deps.regionId, request);
  if (request !== null && !about) return renderError(req, res, 404);
  const row = await beginTest(deps, {
    ...{ bodyId: body.id, documentId: item?.id ?? null, requestNumber: request, formKey: key },
    sheet: {
      ...{ title, letter: null, item: null, partial: 0, part: null, legal_basis: null, statute: null, if_opened: null },
      ...{ if_closed: null, public_interest: null, term_basis: null, until_on: null, opens_on: null, testers: [] },
      target: 'setiap-saat',
    },
    by: actingIn(area, user, body.id).by,
  });
  flash(req, 'good', t('exemptions:done.begin', { number: row.number }));
  res.redirect(303, `${exemptionPath(area, row.number)}?langkah=save_test#langkah`);
}
