import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../../calendar/queries';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { letterFileName, letterPdf } from '../../letters/pdf/letter';
import { openLetter } from '../../letters/sealing';
import { openIdentity } from '../../requests/identity';
import { accessCode, openCaseKey } from '../../secrets/keys';
import { sendMade, sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { objectionEvents, objectionFiles, objectionLetters } from '../queries';
import { answerOf, settlementOf } from '../words';
import { formatOf, todayOf } from './asking';
import { behindOf } from './behind';
import { type CaseView, caseView, visibleFiles } from './case-pages';
import { bodyNameOf, caseOf, letterOf, signedFile } from './case-queries';
import { ownLetterPage } from './letter-pages';
import { objectionPath } from './paths';
import { receiptView } from './receipt-pages';
import { objectionIn, objectionOwner } from './visitor';

const CASE = '/keberatan/:number';

/** What the owner has just done, told once by the address: he has no session that could keep a message. */
const DONE = ['withdrawn', 'ada'] as const;
export type Done = (typeof DONE)[number];

/** The pages of one objection that only read: for its owner. */
export function caseRoutes(deps: Deps): Router {
  const router = Router();
  const owner = objectionOwner(deps);

  router.get(CASE, owner, (req, res) => {
    const done = DONE.find((name) => name === req.query.sudah);
    const tone = done === 'ada' ? ('info' as const) : ('good' as const);
    const notice = done ? { tone, text: translate(req)(`objecting:done.${done}`) } : null;
    return showCase(deps, req, res, objectionIn(res), { notice });
  });

  router.get(`${CASE}/tanda-terima`, owner, async (req, res) => {
    const row = objectionIn(res);
    const t = translate(req);
    const [files, letters, events] = await Promise.all([
      objectionFiles(deps.db, row.id),
      objectionLetters(deps.db, row.id),
      objectionEvents(deps.db, row.public_id),
    ]);
    const view = receiptView({
      ...{ row, events, t, timezone: deps.config.timezone, fmt: formatOf(deps, req) },
      code: accessCode(deps.keys, row.public_id),
      identity: openIdentity(deps.keys, row),
      ofRequest: (await behindOf(deps, row.request_id))?.identity ?? null,
      bodyName: await bodyNameOf(deps.db, row.body_id),
      given: files.map((file) => file.kind),
      letterId: letters.find((letter) => letter.kind === 'objection_receipt')?.public_id ?? null,
      cal: await calendarInForce(deps.db, deps.regionId),
    });
    renderPage(req, res, 'objections/public/receipt', view, { title: t('objecting:receipt.title'), noindex: true });
  });

  router.get(`${CASE}/surat/:id`, owner, async (req, res) => {
    const row = objectionIn(res);
    const letter = await ownLetter(deps, row, String(req.params.id));
    if (!letter) return renderError(req, res, 404);
    const { doc, public_id } = letter;
    const t = translate(req);
    const path = objectionPath(row.number);
    const file = await signedFile(deps.db, letter);
    const view = ownLetterPage(doc, {
      back: { href: path, label: t('objecting:case.back', { number: row.number }) },
      pdf: `${path}/surat/${public_id}/pdf`,
      signed: file && { href: `${path}/surat/${public_id}/bertanda-tangan`, label: t('tracking:signed') },
    });
    renderPage(req, res, 'letters/letter', view, { title: doc.title, noindex: true });
  });

  router.get(`${CASE}/surat/:id/pdf`, owner, async (req, res) => {
    const letter = await ownLetter(deps, objectionIn(res), String(req.params.id));
    if (!letter) return renderError(req, res, 404);
    const content = await letterPdf(letter.doc, { withCode: true });
    sendMade(res, { name: letterFileName(letter.doc), media_type: 'application/pdf', content });
  });

  router.get(`${CASE}/surat/:id/bertanda-tangan`, owner, async (req, res) => {
    const letter = await letterOf(deps.db, objectionIn(res).id, String(req.params.id));
    const file = letter && (await signedFile(deps.db, letter));
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });

  router.get(`${CASE}/berkas/:id`, owner, async (req, res) => {
    const files = visibleFiles(await objectionFiles(deps.db, objectionIn(res).id));
    const file = files.find((one) => one.public_id === req.params.id);
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });

  return router;
}

/** A letter of this objection as it was written; null when it is about another case, or its text is erased. */
async function ownLetter(deps: Deps, row: ObjectionRow, publicId: string) {
  const letter = await letterOf(deps.db, row.id, publicId);
  if (!letter || !row.case_key_sealed) return null;
  return { ...letter, doc: openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id)) };
}

/** Shows the page of an objection as it is now. */
export async function showCase(
  deps: Deps,
  req: Request,
  res: Response,
  row: ObjectionRow,
  { notice = null, status = 200 }: { notice?: CaseView['notice']; status?: number } = {},
): Promise<void> {
  const t = translate(req);
  const [bundle, cal, commission] = await Promise.all([
    caseOf(deps.db, row),
    calendarInForce(deps.db, deps.regionId),
    commissionOf(deps.db, row.region_id),
  ]);
  const view = caseView({
    ...{ row, ...bundle, commission, cal, notice, t },
    identity: openIdentity(deps.keys, row),
    answer: answerOf(deps.keys, row),
    settlement: settlementOf(deps.keys, row),
    today: todayOf(deps),
    timezone: deps.config.timezone,
    fmt: formatOf(deps, req),
  });
  renderPage(req, res, 'objections/public/case', view, {
    title: t('objecting:case.title', { number: row.number }),
    status,
    noindex: true,
  });
}
