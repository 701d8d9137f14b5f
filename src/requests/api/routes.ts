import express, { type Request, type Response, Router } from 'express';
import { bodyBySlug } from '../../bodies/queries';
import { calendarInForce } from '../../calendar/queries';
import { localDay, withOffset } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { parseForm } from '../../web/forms';
import { translate } from '../../web/language';
import { sendProblem } from '../../web/problem';
import { limited } from '../../web/rate-limit';
import { fileRequest } from '../filing/commands';
import type { FilingResult, Receipt } from '../filing/input';
import { keepPapers, removeStored } from '../filing/papers/commands';
import { PAPER_KINDS } from '../papers';
import { sendCodeAgain } from '../public/code-commands';
import { eventsOf, lettersOf } from '../queries';
import { bodyHash, filingOf, idempotencyKey, requestForm } from './forms';
import { ownRequest } from './own';
import { requestJson } from './pages';

/** The calls under `/api/v1/requests`, to be mounted at `/api/v1`. */
export function requestApiRoutes(deps: Deps): Router {
  const router = Router();
  const { config } = deps;
  const papers = Object.fromEntries(PAPER_KINDS.map((kind) => [kind, 'identity' as const]));

  router.post(
    '/requests',
    limited(config, { name: 'api-requests', windowSeconds: 600, limit: 60 }),
    express.json({ limit: '200kb' }),
    upload({ dataDir: config.dataDir, fields: papers }),
    (req, res) => file(deps, req, res),
  );

  router.get('/requests/:number', limited(config, { name: 'api-code', windowSeconds: 600, limit: 120 }), (req, res) =>
    show(deps, req, res),
  );
  return router;
}

async function file(deps: Deps, req: Request, res: Response): Promise<void> {
  const t = translate(req);
  const refuse = (errors: Record<string, string>) =>
    sendProblem(res, {
      status: 422,
      title: t('requests:api.refused'),
      detail: t('requests:api.check'),
      errors: Object.entries(errors).map(([field, message]) => ({ field, message })),
    });
  if (!req.is('application/json') && !req.is('multipart/form-data')) {
    return sendProblem(res, { status: 415, title: t('requests:api.mediaType') });
  }
  const key = idempotencyKey(req.get('Idempotency-Key'));
  if (key === 'bad') return refuse({ 'Idempotency-Key': t('requests:api.key') });
  const parsed = parseForm(requestForm, req.body, t);
  const uploadFaults = uploadErrors(req.uploads?.problems ?? [], t);
  if (!parsed.ok) return refuse({ ...parsed.form.errors, ...uploadFaults });
  if (Object.keys(uploadFaults).length > 0) return refuse(uploadFaults);
  const body = parsed.data;
  const named = body.body ? await bodyBySlug(deps.db, deps.regionId, body.body) : null;
  if (body.body && !named?.active) return refuse({ body: t('requests:api.body') });
  const lacks = deliveryLacks(body);
  if (lacks) return refuse({ deliver: t(`requests:api.lacks.${lacks}`) });

  const files = await keepPapers(deps.files, req.uploads?.files ?? []);
  const idempotency = key === null ? null : { key, bodyHash: bodyHash(body, files) };
  const result = await fileRequest(deps, { ...filingOf(body), bodyId: named?.id ?? null, files, idempotency });
  if (result.kind !== 'filed') await removeStored(deps.files, files);
  await answer(deps, req, res, result);
}

/** A way of sending that the requester gave no address for. */
function deliveryLacks({
  obtain,
  deliver,
  requester,
}: {
  obtain: string;
  deliver: string;
  requester: { email: string | null; phone: string | null; address: string | null };
}) {
  if (obtain === 'view') return null;
  if (deliver === 'email' && !requester.email) return 'email';
  if ((deliver === 'post' || deliver === 'courier') && !requester.address) return 'address';
  return deliver === 'fax' && !requester.phone ? 'phone' : null;
}

async function answer(deps: Deps, req: Request, res: Response, result: FilingResult): Promise<void> {
  const t = translate(req);
  res.set('Cache-Control', 'no-store');
  const receiptJson = ({ number, received_at, due_on, missing }: Receipt) => ({
    number,
    received_at: withOffset(received_at, deps.config.timezone),
    due_on,
    missing,
    tracking_url: `${deps.config.baseUrl}/lacak?nomor=${number}`,
  });
  switch (result.kind) {
    case 'filed':
    case 'repeated':
      res.status(201).location(`/api/v1/requests/${result.receipt.number}`);
      return void res.json({ ...receiptJson(result.receipt), code: result.code });
    case 'duplicate':
      // Whoever else sends the same gets the number only; the code goes to the address on file.
      await sendCodeAgain(deps, result.receipt.id);
      return void res.status(200).json({ ...receiptJson(result.receipt), duplicate: true });
    case 'key_reused':
      return sendProblem(res, {
        status: 422,
        title: t('requests:api.keyReused'),
        detail: t('requests:api.keyReusedDetail'),
      });
    case 'no_calendar': {
      const detail = t('requests:api.noCalendar', { year: String(result.year) });
      return sendProblem(res, { status: 503, title: t('requests:api.noCalendarTitle'), detail });
    }
    case 'refused':
      throw new Error(`an online filing was refused: ${result.code}`);
  }
}

async function show(deps: Deps, req: Request, res: Response): Promise<void> {
  const row = await ownRequest(deps, req, res);
  if (!row) return;
  const { timezone } = deps.config;
  const [events, letters, cal] = await Promise.all([
    eventsOf(deps.db, row.public_id),
    lettersOf(deps.db, row.id),
    calendarInForce(deps.db, deps.regionId),
  ]);
  const today = localDay(deps.clock.now(), timezone);
  res.set('Cache-Control', 'no-store').json(requestJson({ row, events, letters, cal, today, timezone }));
}
