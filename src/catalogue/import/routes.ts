import { setTimeout as wait } from 'node:timers/promises';
import { type Request, type Response, Router } from 'express';
import type { DocumentImportRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { acceptOf, KINDS } from '../../storage/file-kinds';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { CSV_START, csvLine } from '../../web/csv';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { rowId } from '../../web/pagination';
import { onlyOurs } from '../address-params';
import { type Editor, editorOf } from '../editors';
import { importForm, shownIn } from './forms';
import { confirmImport, dropImport, keepList } from './page-commands';
import { importListView, importView, outcomeWords, PATH, reasonsOf } from './pages';
import { importBodies, importRows, ownImport, ownImports } from './queries';
import { runImport } from './run-commands';

const PAGE = 100;
const FIELDS = { berkas: 'list', lampiran: 'document' } as const;
/** Files beside one list; more of them come in an archive with it. */
const MOST_BESIDE = 20;
/** A list of usual length is through by then, and its page shows the end; a longer one goes on by itself. */
const PATIENCE_MS = 2_500;

const MEGABYTE = 1024 * 1024;

const patience = () => wait(PATIENCE_MS, undefined, { ref: false });

type Req = Request<{ id: string }>;

/** `/opd/impor`: a list of documents is sent, looked at row by row, and loaded when its sender says so. */
export function importRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  const guard = requireRole('opd', 'ppid');
  const receive = upload({ dataDir: deps.config.dataDir, fields: FIELDS, maxFiles: 1 + MOST_BESIDE });

  router.get(PATH, guard, (req, res) => showList(deps, req, res));

  router.post(`${PATH}/berkas`, guard, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const by = editor(req);
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const parsed = parseForm(importForm, req.body, t);
    const file = files.find(({ field }) => field === 'berkas');
    const beside = files.filter(({ field }) => field === 'lampiran');
    const wrong = uploadErrors(problems, t);
    if (!file && !wrong.berkas) wrong.berkas = t('imports:form.chooseFile');
    const body = parsed.ok ? await bodyOf(deps, by, parsed.data.badan) : null;
    if (body === undefined) wrong.badan = t('imports:form.notYourBody');
    if (!parsed.ok || !file || body === undefined || Object.keys(wrong).length > 0)
      return showList(deps, req, res, withErrors(parsed.form, wrong));
    const kept = await keepList(deps, by, { file, beside, bodyId: body, asDrafts: parsed.data.cara === 'draft' });
    await Promise.race([runImport(deps, kept.id), patience()]);
    res.redirect(303, `${PATH}/${kept.public_id}`);
  });

  router.get(`${PATH}/:id`, guard, async (req: Req, res) => {
    const found = await own(req);
    if (!found) return renderError(req, res, 404);
    await showImport(deps, req, res, found);
  });

  router.post(`${PATH}/:id/muat`, guard, async (req: Req, res) => {
    const found = await own(req);
    if (!found) return renderError(req, res, 404);
    if (!(await confirmImport(deps, editor(req), found))) {
      // A second click finds it loading or loaded, which is what was asked for.
      if (found.state === 'loading' || found.state === 'done') return res.redirect(303, `${PATH}/${found.public_id}`);
      return renderError(req, res, 409);
    }
    await Promise.race([runImport(deps, found.id), patience()]);
    res.redirect(303, `${PATH}/${found.public_id}`);
  });

  router.post(`${PATH}/:id/buang`, guard, async (req: Req, res) => {
    const found = await own(req);
    if (!found) return renderError(req, res, 404);
    if (await dropImport(deps, editor(req), found)) flash(req, 'good', translate(req)('imports:dropped'));
    res.redirect(303, PATH);
  });

  router.get(`${PATH}/:id/hasil.csv`, guard, async (req: Req, res) => {
    const found = await own(req);
    if (!found) return renderError(req, res, 404);
    await sendResults(deps, req, res, found);
  });

  function own(req: Req): Promise<DocumentImportRow | undefined> {
    return ownImport(deps.db, { regionId: deps.regionId, userId: currentUser(req).id }, req.params.id);
  }

  return router;
}

function editor(req: Request): Editor {
  const found = editorOf(currentUser(req));
  if (!found) throw new Error('The guard let someone through who publishes nothing');
  return found;
}

/** The body that rows without one belong to: the chosen one, or an agency's only one; undefined when it is not his. */
async function bodyOf(deps: Deps, by: Editor, slug: string): Promise<number | null | undefined> {
  const bodies = await importBodies(deps.db, deps.regionId, by.bodyIds);
  if (slug === '') return by.bodyIds !== null && bodies.length === 1 ? (bodies[0]?.id ?? null) : null;
  return bodies.find((one) => one.slug === slug)?.id;
}

async function showList(deps: Deps, req: Request, res: Response, form?: FormState): Promise<void> {
  const t = translate(req);
  const by = editor(req);
  const [bodies, imports] = await Promise.all([
    importBodies(deps.db, deps.regionId, by.bodyIds),
    ownImports(deps.db, { regionId: deps.regionId, userId: by.userId }, 20),
  ]);
  const view = importListView(
    {
      ...(form ? { form } : {}),
      ...{ accept: acceptOf('list'), acceptBeside: acceptOf('document'), bodies, imports },
      limits: {
        limit: KINDS.list.maxBytes / MEGABYTE,
        zip: (KINDS.list.larger?.zip ?? 0) / MEGABYTE,
        files: MOST_BESIDE,
        one: KINDS.document.maxBytes / MEGABYTE,
      },
      anyBody: by.bodyIds === null,
    },
    t,
    formatIn(languageOf(req), t, deps.config.timezone),
  );
  renderPage(req, res, 'catalogue/import-list', view, { title: t('imports:title'), status: form ? 422 : 200 });
}

async function showImport(deps: Deps, req: Req, res: Response, found: DocumentImportRow): Promise<void> {
  const t = translate(req);
  const shown = shownIn(req.query.tampil);
  const after = rowId().safeParse(Number(req.query.sesudah)).data ?? 0;
  const rows = await importRows(deps.db, found.id, { shown, after, limit: PAGE + 1 });
  const page = {
    ...{ rows: rows.slice(0, PAGE), shown, beyondFirst: after > 0 },
    next: rows.length > PAGE ? (rows[PAGE - 1]?.row ?? null) : null,
  };
  const view = importView(found, page, t, formatIn(languageOf(req), t, deps.config.timezone));
  renderPage(req, res, 'catalogue/import', view, { title: found.name, wide: true });
}

/** What became of every row, page by page: a list may have two hundred thousand. */
async function sendResults(deps: Deps, req: Req, res: Response, found: DocumentImportRow): Promise<void> {
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const phase = found.state === 'done' ? 'done' : 'will';
  res.attachment('hasil-impor.csv').type('text/csv').set('Cache-Control', 'private, no-store');
  const heads = ['row', 'title', 'outcome', 'code', 'reason'].map((key) => t(`imports:row.${key}`));
  res.write(CSV_START + csvLine(heads, ';'));
  for (let after = 0; ; ) {
    const rows = await importRows(deps.db, found.id, { shown: null, after, limit: 1_000 });
    for (const one of rows) {
      const codes = (JSON.parse(one.remarks) as { code: string }[]).map(({ code }) => code).join(' ');
      const cells = [one.row, one.title, outcomeWords(one, phase, t), codes, reasonsOf(one, t, fmt).join(' ')];
      res.write(csvLine(cells, ';'));
    }
    after = rows.at(-1)?.row ?? 0;
    if (rows.length < 1_000 || res.destroyed) break;
  }
  res.end();
}
