import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { letterFileName, letterPdf } from '../../letters/pdf/letter';
import { letterByPublicId } from '../../letters/queries';
import { openLetter } from '../../letters/sealing';
import { accessCode, openCaseKey } from '../../secrets/keys';
import { sendMade, sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { factsOf } from '../facts';
import { openIdentity } from '../identity';
import { eventsOf, fileOf, filesOf, lettersOf } from '../queries';
import { type CaseView, caseView } from './case-pages';
import { visibleFiles } from './case-parts-pages';
import { caseOf } from './case-queries';
import { casePath } from './cookies';
import { ownLetterPage } from './letter-pages';
import { receiptView } from './receipt-pages';
import { ownerOnly, requestIn } from './visitor';

const CASE = '/permohonan/:number';

/** What the owner has just done, told once by the address: he has no session that could keep a message. */
export const DONE = ['papers', 'withdrawn', 'confirmed'] as const;
export type Done = (typeof DONE)[number];

/** The pages of one request that only read: for its owner, who is known by the code, the draft or the account. */
export function caseRoutes(deps: Deps): Router {
  const router = Router();
  const owner = ownerOnly(deps);

  router.get(CASE, owner, (req, res) => {
    const done = DONE.find((name) => name === req.query.sudah);
    const notice = done ? ({ tone: 'good', text: translate(req)(`tracking:done.${done}`) } as const) : null;
    return showCase(deps, req, res, requestIn(res), { notice });
  });

  router.get(`${CASE}/tanda-terima`, owner, async (req, res) => {
    const row = requestIn(res);
    const t = translate(req);
    const [files, letters, events] = await Promise.all([
      filesOf(deps.db, row.id),
      lettersOf(deps.db, row.id),
      eventsOf(deps.db, row.public_id),
    ]);
    const view = receiptView({
      row,
      code: accessCode(deps.keys, row.public_id),
      identity: openIdentity(deps.keys, row),
      given: files.map((file) => file.kind),
      letterId: letters.find((letter) => letter.kind === 'receipt')?.public_id ?? null,
      events,
      timezone: deps.config.timezone,
      cal: await calendarInForce(deps.db, deps.regionId),
      t,
      fmt: formatIn(languageOf(req), t, deps.config.timezone),
    });
    renderPage(req, res, 'requests/public/receipt', view, { title: t('filing:receipt.title'), noindex: true });
  });

  router.get(`${CASE}/surat/:id`, owner, async (req, res) => {
    const row = requestIn(res);
    const letter = await ownLetter(deps, row, String(req.params.id));
    if (!letter) return renderError(req, res, 404);
    const { doc, signed_file_id } = letter;
    const t = translate(req);
    const signed = signed_file_id === null ? null : await signedFile(deps, row, signed_file_id, t('tracking:signed'));
    const back = { href: casePath(row.number), label: t('tracking:back', { number: row.number }) };
    const pdf = `${casePath(row.number)}/surat/${letter.public_id}/pdf`;
    const view = ownLetterPage(doc, { back, pdf, signed });
    renderPage(req, res, 'letters/letter', view, { title: doc.title, noindex: true });
  });

  router.get(`${CASE}/surat/:id/pdf`, owner, async (req, res) => {
    const letter = await ownLetter(deps, requestIn(res), String(req.params.id));
    if (!letter) return renderError(req, res, 404);
    const content = await letterPdf(letter.doc, { withCode: true });
    sendMade(res, { name: letterFileName(letter.doc), media_type: 'application/pdf', content });
  });

  router.get(`${CASE}/berkas/:id`, owner, async (req, res) => {
    const row = requestIn(res);
    const file = await fileOf(deps.db, row.id, String(req.params.id));
    if (!file || visibleFiles(factsOf(row), [file]).length === 0) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, file);
  });

  return router;
}

/** A letter of this case as it was written; null when it is no letter of this case, or its text is erased. */
async function ownLetter(deps: Deps, row: RequestRow, publicId: string) {
  const letter = await letterByPublicId(deps.db, publicId);
  if (letter?.case_kind !== 'request' || letter.case_id !== row.id || !row.case_key_sealed) return null;
  return { ...letter, doc: openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id)) };
}

async function signedFile(deps: Deps, row: RequestRow, fileId: number, label: string) {
  const file = (await filesOf(deps.db, row.id)).find((one) => one.id === fileId);
  return file ? { href: `${casePath(row.number)}/berkas/${file.public_id}`, label } : null;
}

/** Shows the page of a case as it is now. */
export async function showCase(
  deps: Deps,
  req: Request,
  res: Response,
  row: RequestRow,
  { notice = null, status = 200 }: { notice?: CaseView['notice']; status?: number } = {},
): Promise<void> {
  const t = translate(req);
  const [bundle, cal] = await Promise.all([caseOf(deps.db, row), calendarInForce(deps.db, deps.regionId)]);
  const view = caseView({
    ...{ row, ...bundle, cal, notice, t },
    today: localDay(deps.clock.now(), deps.config.timezone),
    timezone: deps.config.timezone,
    fmt: formatIn(languageOf(req), t, deps.config.timezone),
  });
  renderPage(req, res, 'requests/public/case', view, {
    title: t('tracking:case.title', { number: row.number }),
    status,
    noindex: true,
  });
}
