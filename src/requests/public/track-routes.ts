import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Deps } from '../../deps';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { openedBy } from './access';
import { type Door, requestDoor } from './doors';
import { lostCodeForm, trackForm } from './track-forms';

const ANSWER_MS = 400;

/** `/lacak`: number and code open a case of any kind; `/lacak/kode`: a lost code goes to the address on file. */
export function trackRoutes(deps: Deps, others: readonly Door[]): Router {
  const router = Router();
  const requests = requestDoor(deps);
  const doorOf = (number: string) => others.find((door) => door.fits(number)) ?? requests;
  const slowDown = limited(deps.config, { name: 'lacak', windowSeconds: 900, limit: 30 });
  const slowMail = limited(deps.config, { name: 'kode', windowSeconds: 3600, limit: 10 });

  router.get('/lacak', (req, res) => showTrack(req, res, blankForm({ nomor: numberIn(req) })));

  router.post('/lacak', slowDown, async (req, res) => {
    const t = translate(req);
    const result = parseForm(trackForm, req.body, t);
    if (!result.ok) return showTrack(req, res, withoutCode(result.form), 422);
    const { nomor, kode } = result.data;
    const door = doorOf(nomor);
    const row = openedBy(deps.keys, await door.find(door.fits(nomor) ? nomor : ''), kode);
    if (!row) {
      const form = withErrors(withoutCode(result.form), { kode: t('tracking:track.wrong') });
      return showTrack(req, res, form, 422);
    }
    door.letIn(res, row);
    res.redirect(303, door.path(row.number));
  });

  router.get('/lacak/kode', (req, res) => showLost(req, res, blankForm({ nomor: numberIn(req) })));

  router.post('/lacak/kode', slowMail, async (req, res) => {
    const result = parseForm(lostCodeForm, req.body, translate(req));
    if (!result.ok) return showLost(req, res, result.form, 422);
    // The answer is the same and takes as long whether there is such a case, whether the address is its own or not.
    const soon = new Promise((done) => setTimeout(done, ANSWER_MS));
    await mailCode(doorOf(result.data.nomor), result.data);
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

async function mailCode(door: Door, { nomor, email }: z.output<typeof lostCodeForm>): Promise<void> {
  const row = await door.find(door.fits(nomor) ? nomor : '');
  if (row) await door.sendCode(row.id, email);
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
