import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { openLetter } from '../../letters/sealing';
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
import { AREAS, casePath } from './areas';
import { findCase } from './case-commands';
import type { OpenedCase } from './opened';
import { openIdentityPaper, showCodeAgain } from './opening-commands';
import { receiptPage } from './receipt-pages';
import { keepsCode, mayShowCode } from './shown-codes';

const BASE = `${AREAS.desk.path}/permohonan/:number`;
const why = z.object({ reason: requiredText(500) });

/** What the desk does with the person at the counter: reads an identity paper, hands out the receipt with its code. */
export function counterRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole(...AREAS.desk.roles);
  const find = (req: Request) => findCase(deps, 'desk', currentUser(req), String(req.params.number));

  router.post(`${BASE}/berkas-identitas/:file`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(why, req.body, translate(req));
    if (!parsed.ok) {
      flash(req, 'bad', translate(req)('desk:error.why_open'));
      return res.redirect(303, `${casePath('desk', found.bundle.row.number)}#identitas`);
    }
    const { by } = actingIn('desk', found.user, found.facts, 'open');
    const { reason } = parsed.data;
    const fileId = String(req.params.file);
    const file = await openIdentityPaper(deps, { requestId: found.bundle.row.id, by, reason, fileId });
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });

  router.get(`${BASE}/tanda-terima`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    showReceipt(req, res, found, blankForm());
  });

  router.post(`${BASE}/tanda-terima`, guard, async (req, res) => {
    const found = await find(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(why, req.body, translate(req));
    if (!parsed.ok) return showReceipt(req, res, found, parsed.form, 422);
    const { by } = actingIn('desk', found.user, found.facts, 'open');
    const { row } = found.bundle;
    const code = await showCodeAgain(deps, { requestId: row.id, by, reason: parsed.data.reason });
    if (code === null) return renderError(req, res, 404);
    keepsCode(req, row.number, deps.clock.real());
    res.redirect(303, `${casePath('desk', row.number)}/tanda-terima`);
  });

  function showReceipt(
    req: Request,
    res: Parameters<typeof renderPage>[1],
    found: OpenedCase,
    form: FormState,
    status = 200,
  ) {
    const t = translate(req);
    const { row, letters } = found.bundle;
    const letter = letters.find((one) => one.kind === 'receipt');
    if (!letter || !row.case_key_sealed) return renderError(req, res, 404);
    const doc = openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id));
    const withCode = mayShowCode(req, row.number, deps.clock.real());
    const view = receiptPage({
      ...{ doc, letter, withCode, today: found.today, form, t },
      ...{ path: casePath('desk', row.number), version: row.version },
    });
    renderPage(req, res, 'requests/staff/receipt', view, { title: `${doc.title} ${row.number}`, status });
  }
  return router;
}
