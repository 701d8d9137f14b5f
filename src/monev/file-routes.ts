import { type Request, type Response, Router } from 'express';
import { decode, readTable } from '../catalogue/import/table';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { bytesOf, type UploadedFile, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { onlyRounds, READERS, ROUND, roundAsked, whichOf, wordsOf } from './asked-routes';
import { replaceQuestionnaire } from './edit-commands';
import { showWeights } from './edit-routes';
import { fromJson, fromTable, headingAt, questionnaireCsv, questionnaireJson, type Read } from './exchange';
import { loadForm } from './forms';
import { readQuestionnaire, roundPath } from './rounds';
import { faultWords, type Words } from './words';

/** A questionnaire of some hundred questions is far smaller. */
const MOST_BYTES = 1024 * 1024;
/** Faults that are told at once. */
const TOLD = 8;

/** The questionnaire as a file: taken by everybody of the office, loaded by the PPID. */
export function monevFileRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  const receive = upload({
    ...{ dataDir: deps.config.dataDir, fields: { berkas: 'list' }, maxFiles: 1, maxBytes: MOST_BYTES },
  });
  router.get(`${ROUND}/unduh/:format`, requireRole(...READERS), (req, res) => take(deps, req, res));
  router.post(`${ROUND}/berkas`, requireRole('ppid'), receive, csrfAfterUpload, (req, res) => load(deps, req, res));
  return router;
}

async function take(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const { format } = req.params;
  if (format !== 'csv' && format !== 'json') return renderError(req, res, 404);
  const questionnaire = readQuestionnaire(round);
  res.attachment(`kuesioner-e-monev-${round.year}-${round.commission}.${format}`);
  res.setHeader('Content-Type', `${format === 'csv' ? 'text/csv' : 'application/json'}; charset=utf-8`);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  res.send(format === 'csv' ? questionnaireCsv(questionnaire) : questionnaireJson(questionnaire));
}

async function load(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const words = wordsOf(deps, req);
  const { t } = words;
  const { files, problems } = req.uploads ?? { files: [], problems: [] };
  const parsed = parseForm(loadForm, req.body, t);
  const [file] = files;
  const wrong = uploadErrors(problems, t);
  if (!file && problems.length === 0) wrong.berkas = t('monev:file.choose');
  if (!parsed.ok || !file || Object.keys(wrong).length > 0)
    return showWeights(deps, req, res, { status: 422, form: withErrors(parsed.form, wrong) });
  const read = await readFile(file);
  if ('unread' in read) {
    wrong.berkas = unreadWords(read.unread, words);
    return showWeights(deps, req, res, { status: 422, form: withErrors(parsed.form, wrong) });
  }
  const { version, sumber_berkas: basis } = parsed.data;
  const seen = { ...whichOf(req), version };
  const done = await replaceQuestionnaire(deps, currentUser(req), seen, { file: file.name, basis, given: read.given });
  if (done.ok) {
    flash(req, 'good', t('monev:done.loaded', { count: done.dropped }));
    return res.redirect(303, `${roundPath(round)}/kuesioner`);
  }
  if (done.code === 'not_found') return renderError(req, res, 404);
  if (done.code === 'stale') return showWeights(deps, req, res, { status: 409, form: parsed.form, conflict: true });
  wrong.berkas =
    done.code === 'faults'
      ? listed(
          done.faults.map((fault) => faultWords(fault, words)),
          words,
        )
      : t(`monev:refused.${done.code}`);
  return showWeights(deps, req, res, { status: 422, form: withErrors(parsed.form, wrong) });
}

async function readFile(file: UploadedFile): Promise<Read> {
  const bytes = await bytesOf(file);
  if (file.format === 'json') return fromJson(decode(bytes));
  const table = await readTable(bytes, file.name, headingAt);
  if ('refused' in table) return { unread: [{ code: 'unreadable', row: null, column: null }] };
  if (table.headings.length === 0) return { unread: [{ code: 'headings', row: null, column: null }] };
  return fromTable(table.headings, table.rows);
}

const unreadWords = (unread: Extract<Read, { unread: unknown }>['unread'], words: Words): string =>
  listed(
    unread.map(({ code, row, column }) => words.t(`monev:file.${code}`, { row: row ?? 0, column: column ?? '' })),
    words,
  );

/** Some sentences, and how many more there are. */
function listed(sentences: readonly string[], { t }: Words): string {
  const told = sentences.slice(0, TOLD);
  const rest = sentences.length - told.length;
  return [...told, ...(rest > 0 ? [t('monev:file.more', { count: rest })] : [])].join(' ');
}
