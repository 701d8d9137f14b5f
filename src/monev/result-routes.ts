import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { sendPrivate } from '../storage/download';
import { uploadErrors } from '../storage/problems';
import { keepUpload, type UploadedFile, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { onlyRounds, READERS, ROUND, roundAsked, todayOf, whichOf, wordsOf } from './asked-routes';
import { resultForm } from './forms';
import { showRound } from './reading-routes';
import { type KeptFile, type ResultRecorded, recordResult } from './result-commands';
import { resultFile } from './result-queries';
import { readQuestionnaire, roundPath } from './rounds';

/** The commission's official result of a round: the PPID enters it, everybody of the office reads it. */
export function monevResultRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  const receive = upload({ dataDir: deps.config.dataDir, fields: { berkas: 'document' }, maxFiles: 1 });
  router.post(`${ROUND}/hasil/berkas`, requireRole('ppid'), receive, csrfAfterUpload, (req, res) =>
    record(deps, req, res),
  );
  router.get(`${ROUND}/hasil/:number/berkas`, requireRole(...READERS), async (req, res) => {
    const round = await roundAsked(deps, req, res);
    if (!round) return;
    const number = /^[1-9]\d{0,3}$/.test(String(req.params.number)) ? Number(req.params.number) : null;
    const file = number === null ? null : await resultFile(deps.db, round.id, number);
    if (!file) return renderError(req, res, 404);
    await sendPrivate(req, res, deps.files, { ...file, sealed: 0 });
  });
  return router;
}

const TRIED = 'result';
const FIELD: Readonly<Record<string, string>> = { result_reason: 'sebab', result_proof: 'tautan', no_band: 'predikat' };

async function record(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const { t } = wordsOf(deps, req);
  const { files, problems } = req.uploads ?? { files: [], problems: [] };
  const [file] = files;
  const schema = resultForm(readQuestionnaire(round), { year: round.year, today: todayOf(deps) });
  const parsed = parseForm(schema, req.body, t);
  const form = withErrors(parsed.form, uploadErrors(problems, t));
  if (!parsed.ok || problems.length > 0) return showRound(deps, req, res, { status: 422, form, tried: TRIED });
  const { last, nilai: score, predikat: band, tanggal, nomor, tautan: link, bagian, sebab: reason } = parsed.data;
  const sections = Object.fromEntries(
    Object.entries(bagian).flatMap(([code, points]): [string, number][] => (points === null ? [] : [[code, points]])),
  );
  const asked = {
    ...{ ...whichOf(req), last, score, band, announced_on: tanggal, announcement: nomor, link, sections, reason },
  };
  const done = await withKept(deps, file, (kept) => recordResult(deps, currentUser(req), { ...asked, file: kept }));
  if (!done.ok) return refused(deps, req, res, { done, form });
  flash(req, 'good', t('monev:done.result'));
  res.redirect(303, `${roundPath(whichOf(req))}#hasil`);
}

/** Does something with the file in the store, which is removed again when nothing came of it. */
async function withKept(
  deps: Deps,
  file: UploadedFile | undefined,
  work: (kept: KeptFile | null) => Promise<ResultRecorded>,
): Promise<ResultRecorded> {
  const kept = file ? { ...(await keepUpload(deps.files, file)), name: file.name, mediaType: file.mediaType } : null;
  let filed = false;
  try {
    const done = await work(kept);
    filed = done.ok;
    return done;
  } finally {
    if (kept && !filed) await deps.files.remove(kept.storedName);
  }
}

type Refusal = { done: Exclude<ResultRecorded, { ok: true }>; form: FormState };

async function refused(deps: Deps, req: Request, res: Response, { done, form }: Refusal): Promise<void> {
  if (done.code === 'not_found') return renderError(req, res, 404);
  if (done.code === 'stale') return showRound(deps, req, res, { status: 409, form, tried: TRIED, conflict: true });
  const wrong = withErrors(form, { [FIELD[done.code] ?? 'form']: wordsOf(deps, req).t(`monev:refused.${done.code}`) });
  return showRound(deps, req, res, { status: 422, form: wrong, tried: TRIED });
}
