import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import type { Translate } from '../i18n/catalogue';
import { sendMade, sendPrivate } from '../storage/download';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import type { Approval } from '../workflow/exemption-facts';
import { AREAS, type Area, exemptionPath } from './areas';
import { exemptionView } from './case-pages';
import { followForm } from './forms';
import { type ItemChoice, NO_CHOICE, wordsSought } from './item-choice';
import { itemChoice } from './item-queries';
import { itemScans } from './masking-commands';
import { beginFollowing } from './new-commands';
import { type OpenedExemption, openExemption } from './open-commands';
import { recordPaper, recordReading } from './opening-commands';
import { decreePdf, testPdf } from './paper-commands';
import {
  alsoTested,
  announcedAs,
  decisionById,
  exemptionById,
  exemptionEvents,
  exemptionFiles,
  itemOf,
  lastApproval,
  successorOf,
} from './queries';
import { FORM_STEPS, type FormStep } from './step-forms';
import { exemptionStepView, filledForm, type StepShown } from './step-pages';

/** Reading one exemption, its papers and its files, in each area; and beginning what follows on one in force. */
export function exemptionCaseRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(AREAS) as Area[]) {
    const { path, role } = AREAS[area];
    const base = `${path}/:number`;
    const find = (req: Request) => openExemption(deps, area, currentUser(req), String(req.params.number));
    router.get(base, requireRole(role), async (req, res) => {
      const opened = await find(req);
      if (!opened) return renderError(req, res, 404);
      const step = FORM_STEPS.find((name) => name === req.query.langkah && opened.steps.includes(name)) ?? null;
      await showExemption(deps, req, res, opened, { step });
    });
    router.get(`${base}/surat/:paper`, requireRole(role), async (req, res) => {
      const opened = await find(req);
      if (!opened) return renderError(req, res, 404);
      if (req.params.paper === 'uji') {
        await recordPaper(deps, opened, { paper: 'uji' });
        const name = `${translate(req)('exemptions:sheet.file', { number: opened.row.number })}.pdf`;
        return sendMade(res, { name, media_type: 'application/pdf', content: await testPdf(deps, opened.row) });
      }
      const decree = req.params.paper === 'keputusan' ? await decreePdf(deps, opened.row) : null;
      if (!decree) return renderError(req, res, 404);
      await recordPaper(deps, opened, { paper: 'keputusan' });
      sendMade(res, { ...decree, media_type: 'application/pdf' });
    });
    router.get(`${base}/berkas/:file`, requireRole(role), async (req, res) => {
      const opened = await find(req);
      const files = opened ? await exemptionFiles(deps.db, opened.row) : [];
      const file = files.find((one) => one.public_id === req.params.file);
      if (!opened || !file) return renderError(req, res, 404);
      await recordPaper(deps, opened, file);
      await sendPrivate(req, res, deps.files, file);
    });
    if (area !== 'desk') continue;
    router.post(`${base}/lanjut`, requireRole(role), async (req, res) => {
      const t = translate(req);
      const opened = await find(req);
      if (!opened) return renderError(req, res, 404);
      const parsed = parseForm(followForm, req.body, t);
      if (!parsed.ok) return renderError(req, res, 422);
      const { number } = opened.row;
      const next = await beginFollowing(deps, { number, purpose: parsed.data.purpose, by: opened.acting.by });
      if (!next) {
        flash(req, 'warn', t('exemptions:refused.predecessor_ended'));
        return res.redirect(303, exemptionPath(area, number));
      }
      res.redirect(303, `${exemptionPath(area, next.number)}?langkah=save_test#langkah`);
    });
  }
  return router;
}

export type Shown = {
  step: FormStep | null;
  form?: FormState;
  status?: number;
  conflict?: boolean;
  held?: { token: string; name: string; size: number }[];
};

const MOST_ALSO = 50;

/** The documents to choose from, for the sheet of a new exemption. */
function choiceFor({ db, regionId }: Deps, { row }: OpenedExemption, { values }: FormState): Promise<ItemChoice> {
  const chosen = typeof values.document === 'string' ? values.document : '';
  return itemChoice(db, regionId, row.purpose === 'exempt' ? row.body_id : null, {
    query: wordsSought(values),
    chosen,
  });
}

/** What would go out once the masking is confirmed, looked through with the summary as it was typed. */
async function scansFor(deps: Deps, item: StepShown['item'], { values }: FormState, t: Translate) {
  if (!item) return [];
  const summary = typeof values.summary === 'string' ? values.summary : (item.document.summary ?? '');
  return itemScans(deps, item, summary, t);
}

/** Answers with the page of an exemption, with the form of a step open or not. */
export async function showExemption(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedExemption,
  { step, form: typed = blankForm(), status = 200, conflict = false, held = [] }: Shown,
): Promise<void> {
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const { row } = opened;
  const { db } = deps;
  await recordReading(deps, opened);
  const [events, files, item, announced, decision, replaces, successor] = await Promise.all([
    exemptionEvents(db, row.public_id),
    exemptionFiles(db, row),
    row.document_id === null ? null : itemOf(db, row.document_id),
    row.document_id === null || row.purpose !== 'exempt' ? null : announcedAs(db, row.document_id),
    row.decision_id === null ? null : decisionById(db, row.decision_id),
    row.replaces_id === null ? null : exemptionById(db, row.replaces_id),
    successorOf(db, row.id),
  ]);
  const form = step ? filledForm(opened, step, typed, item?.document.public_id ?? null) : typed;
  const deciding = step === 'decide';
  const shown = step && {
    ...{ step, form, held, item, scans: step === 'confirm_masking' ? await scansFor(deps, item, form, t) : [] },
    also: deciding ? await alsoTested(db, row, MOST_ALSO) : [],
    choice: step === 'save_test' ? await choiceFor(deps, opened, form) : NO_CHOICE,
    lastApproval: deciding ? ((await lastApproval(db, row.region_id)) as Approval | null) : null,
  };
  const view = exemptionView({
    ...opened,
    ...{ form, conflict, decision, files, item, announced, replaces, successor, events, t, fmt },
    step: shown && exemptionStepView(opened, shown, t, fmt),
  });
  renderPage(req, res, 'exemptions/case', view, { title: `${row.number} ${row.title}`, status, wide: true });
}
