import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { openLetter } from '../../letters/sealing';
import { AREAS } from '../../requests/staff/areas';
import { keepsCode, mayShowCode } from '../../requests/staff/shown-codes';
import { openCaseKey } from '../../secrets/keys';
import { sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { requiredText } from '../../web/fields';
import { flash } from '../../web/flash';
import { blankForm, type FormState, parseForm } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { actingIn } from './acting';
import { objectionPath } from './areas';
import { findObjection } from './case-commands';
import { objectionReceiptPage } from './letter-pages';
import type { OpenedObjection } from './opened';
import { openObjectionPaper, showObjectionCode } from './opening-commands';

const BASE = `${AREAS.desk.path}/keberatan/:number`;
const why = z.object({ reason: requiredText(500) });

/** What the desk does with the objector at the counter: reads an identity paper, hands out the receipt with its code. */
export function objectionCounterRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole(...AREAS.desk.roles);
  const find = (req: Request) => findObjection(deps, 'desk', currentUser(req), String(req.params.number));
  const lookedBy = ({ bundle, user }: OpenedObjection, reason: string) => ({
    ...{ caseId: bundle.row.id, by: actingIn('desk', user, 'record_letter').by, reason },
  });

  router.post(`${BASE}/berkas-identitas/:file`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(why, req.body, translate(req));
    if (!parsed.ok) {
      flash(req, 'bad', translate(req)('desk:error.why_open'));
      return res.redirect(303, `${objectionPath('desk', found.bundle.row.number)}#identitas`);
    }
    const looking = { ...lookedBy(found, parsed.data.reason), fileId: String(req.params.file) };
    const file = await openObjectionPaper(deps, looking);
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });

  router.get(`${BASE}/tanda-terima`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    showReceipt(deps, req, res, found, blankForm());
  });

  router.post(`${BASE}/tanda-terima`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(why, req.body, translate(req));
    if (!parsed.ok) return showReceipt(deps, req, res, found, parsed.form, 422);
    const code = await showObjectionCode(deps, lookedBy(found, parsed.data.reason));
    if (code === null) return renderError(req, res, 404);
    const { number } = found.bundle.row;
    keepsCode(req, number, deps.clock.real());
    res.redirect(303, `${objectionPath('desk', number)}/tanda-terima`);
  });
  return router;
}

function showReceipt(deps: Deps, req: Request, res: Response, found: OpenedObjection, form: FormState, status = 200) {
  const { row, letters } = found.bundle;
  const letter = letters.find((one) => one.kind === 'objection_receipt');
  if (!letter || !row.case_key_sealed) return renderError(req, res, 404);
  const doc = openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id));
  const withCode = mayShowCode(req, row.number, deps.clock.real());
  const view = objectionReceiptPage(found, { doc, letter, withCode, form, t: translate(req) });
  renderPage(req, res, 'requests/staff/receipt', view, { title: `${doc.title} ${row.number}`, status });
}
