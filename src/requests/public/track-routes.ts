import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Deps } from '../../deps';
import { accessCode, codeMatches } from '../../secrets/keys';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { isRequestNumber } from '../number';
import { requestByNumber } from '../queries';
import { sendCodeAgain } from './code-commands';
import { casePath } from './cookies';
import { lostCodeForm, trackForm } from './track-forms';
import { letIn } from './visitor';

// What a wrong code is compared with when there is no such request, so that both take as long.
const NOBODY = 'no such request';
const ANSWER_MS = 400;

/** `/lacak`: number and code open a request; `/lacak/kode`: a lost code goes to the address on file. */
export function trackRoutes(deps: Deps): Router {
  const router = Router();
  const slowDown = limited(deps.config, { name: 'lacak', windowSeconds: 900, limit: 30 });
  const slowMail = limited(deps.config, { name: 'kode', windowSeconds: 3600, limit: 10 });

  router.get('/lacak', (req, res) => showTrack(req, res, blankForm({ nomor: numberIn(req) })));

  router.post('/lacak', slowDown, async (req, res) => {
    const t = translate(req);
    const result = parseForm(trackForm, req.body, t);
    if (!result.ok) return showTrack(req, res, withoutCode(result.form), 422);
    const { nomor, kode } = result.data;
    const row = await requestByNumber(deps.db, deps.regionId, isRequestNumber(nomor) ? nomor : '');
    const right = codeMatches(accessCode(deps.keys, row?.public_id ?? NOBODY), kode);
    if (!row || !right) {
      const form = withErrors(withoutCode(result.form), { kode: t('tracking:track.wrong') });
      return showTrack(req, res, form, 422);
    }
    letIn(deps, res, row);
    res.redirect(303, casePath(row.number));
  });

  router.get('/lacak/kode', (req, res) => showLost(req, res, blankForm({ nomor: numberIn(req) })));

  router.post('/lacak/kode', slowMail, async (req, res) => {
    const result = parseForm(lostCodeForm, req.body, translate(req));
    if (!result.ok) return showLost(req, res, result.form, 422);
    // The answer is the same and takes as long whether there is such a request, whether the address is its own or not.
    const soon = new Promise((done) => setTimeout(done, ANSWER_MS));
    await mailCode(deps, result.data);
    await soon;
    res.redirect(303, '/lacak/kode/terkirim');
  });

  router.get('/lacak/kode/terkirim', (req, res) => {
    renderPage(
      req,
      res,
      'requests/public/code-sent',
      {},
      { title: translate(req)('tracking:sent.title'), noindex: true },
    );
  });

  return router;
}

async function mailCode(deps: Deps, { nomor, email }: z.output<typeof lostCodeForm>): Promise<void> {
  const row = await requestByNumber(deps.db, deps.regionId, isRequestNumber(nomor) ? nomor : '');
  if (row) await sendCodeAgain(deps, row.id, { email });
}

const numberIn = (req: Request): string => String(req.query.nomor ?? '').slice(0, 40);

/** A code is typed anew: it never comes back in a page. */
function withoutCode({ values: { kode: _, ...values }, errors }: FormState): FormState {
  return { values, errors };
}

function showTrack(req: Request, res: Response, form: FormState, status = 200): void {
  show(req, res, 'track', form, 'tracking:track', status);
}

function showLost(req: Request, res: Response, form: FormState, status = 200): void {
  show(req, res, 'lost-code', form, 'tracking:lost', status);
}

function show(req: Request, res: Response, page: string, form: FormState, key: string, status: number): void {
  const t = translate(req);
  const name = t(`${key}.title`);
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, `requests/public/${page}`, { form }, { title, status, description: t(`${key}.description`) });
}
