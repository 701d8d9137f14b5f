import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { objectionIn, objectionOwner } from '../../objections/public/visitor';
import { openIdentity } from '../../requests/identity';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { readyFile } from '../bundle/commands';
import { sendReadyFile } from '../bundle/download';
import { explainedDispute } from '../explained';
import { disputeFacts } from '../facts';
import { ownDisputePath } from '../paths';
import { chainEvents, disputeOf, openedDocument } from '../queries';
import { refusalForm } from '../refusal-forms';
import { takeDisputeStep } from '../steps/commands';
import { caseEvent } from '../timeline';
import { OWN_STEPS, ownStepForm } from './forms';
import { isFiled, type OwnDisputeView, ownDisputeView } from './pages';

const PAGE = '/keberatan/:number/sengketa';

/** What the owner has just said, told once by the address: he has no session that could keep a message. */
const DONE = OWN_STEPS;

/** The way to the commission, for the owner of an objection: his window, what becomes of it, and the ready file. */
export function ownDisputeRoutes(deps: Deps): Router {
  const router = Router();
  const owner = objectionOwner(deps);
  // A ready file is made anew each time, letter by letter.
  const slowDown = limited(deps.config, { name: 'berkas-sengketa', windowSeconds: 3600, limit: 30 });

  router.get(PAGE, owner, (req, res) => {
    const done = DONE.find((name) => name === req.query.sudah);
    const notice = done ? ({ tone: 'good', text: translate(req)(`disputes:done.own.${done}`) } as const) : null;
    return show(deps, req, res, { notice });
  });

  router.post(PAGE, owner, async (req, res) => {
    const t = translate(req);
    const objection = objectionIn(res);
    const dispute = await disputeOf(deps.db, objection.id);
    const parsed = parseForm(ownStepForm, req.body, t);
    if (!dispute) {
      return show(deps, req, res, { notice: { tone: 'warn', text: t('disputes:refused.no_window') }, status: 422 });
    }
    if (!parsed.ok) return show(deps, req, res, { form: parsed.form, status: 422 });
    const { action, version, on, commission_number } = parsed.data;
    const userId = req.user?.id ?? null;
    const { name } = await commissionOf(deps.db, objection.region_id);
    const done = await takeDisputeStep(deps, {
      ...{ caseId: dispute.id, version, step: { do: action, on } },
      actor: { role: 'requester', userId, bodyId: null },
      by: { role: 'requester', userId },
      columns:
        action === 'file_dispute'
          ? { commission: name, commission_number: commission_number ?? dispute.commission_number }
          : {},
    });
    if (done.ok) return res.redirect(303, `${ownDisputePath(objection.number)}?sudah=${action}`);
    if (done.kind === 'refused') {
      return show(deps, req, res, { form: refusalForm(parsed.form, done.code, t), status: 422 });
    }
    const form = withErrors(parsed.form, { form: t('disputes:refused.stale') });
    return show(deps, req, res, { form, status: 409 });
  });

  router.get('/keberatan/:number/berkas-sengketa.zip', slowDown, owner, async (req, res) => {
    const objection = objectionIn(res);
    const ready = objection.answered_on !== null || (await disputeOf(deps.db, objection.id)) !== null;
    if (!ready) return renderError(req, res, 404);
    await sendReadyFile(req, res, await readyFile(deps, objection, { own: true }));
  });

  return router;
}

type Shown = { notice?: OwnDisputeView['notice']; form?: FormState; status?: number };

async function show(deps: Deps, req: Request, res: Response, shown: Shown): Promise<void> {
  const { db, keys, regionId, config, clock } = deps;
  const objection = objectionIn(res);
  const t = translate(req);
  const dispute = await disputeOf(db, objection.id);
  const [events, commission, opened, cal] = await Promise.all([
    dispute ? chainEvents(db, `dispute:${dispute.public_id}`) : [],
    commissionOf(db, objection.region_id),
    openedDocument(db, dispute?.document_id ?? null),
    calendarInForce(db, regionId),
  ]);
  const view = ownDisputeView({
    ...{ objection, dispute, commission, opened, cal, t },
    events: events.map((event) => caseEvent('dispute', event)),
    clocks: dispute ? explainedDispute(disputeFacts(dispute), events, cal, config.timezone) : [],
    identity: openIdentity(keys, objection),
    today: localDay(clock.now(), config.timezone),
    form: shown.form ?? blankForm(),
    notice: shown.notice ?? null,
    fmt: formatIn(languageOf(req), t, config.timezone),
  });
  const title = t(isFiled(dispute && disputeFacts(dispute)) ? 'disputes:own.title' : 'disputes:window_of', {
    number: objection.number,
  });
  renderPage(req, res, 'disputes/own', view, { title, status: shown.status, noindex: true });
}
