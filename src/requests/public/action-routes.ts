import { type Request, type Response, Router } from 'express';
import { localDay } from '../../calendar/working-days';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { acceptOf } from '../../storage/file-kinds';
import { uploadErrors } from '../../storage/problems';
import { keepUpload, type UploadedFile, upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { blankForm, type FormState, parseForm, withErrors } from '../../web/forms';
import { translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { limited } from '../../web/rate-limit';
import { allowedSteps } from '../../workflow/machine';
import type { StepName } from '../../workflow/steps';
import { factsOf } from '../facts';
import type { StoredFile } from '../filing/input';
import { openIdentity } from '../identity';
import { LIMITS } from '../limits';
import { missingPapers, PAPER_KINDS, type PaperKind, requiredPapers } from '../papers';
import { filesOf, requestById } from '../queries';
import { takeStep } from '../steps/commands';
import type { StepInput, StepResult } from '../steps/input';
import { paperWords } from './case-parts-pages';
import { objectionsTo } from './case-queries';
import { type Done, showCase } from './case-routes';
import { casePath, takeAccessBack, takeDraftBack } from './cookies';
import { paperNoteForm, versionForm } from './track-forms';
import { ownerOnly, requestIn } from './visitor';

const CASE = '/permohonan/:number';
const MOST_FILES = 10;

/** What the owner of a request may do: add papers, withdraw, confirm receipt, close his access on this browser. */
export function actionRoutes(deps: Deps): Router {
  const router = Router();
  const owner = ownerOnly(deps);
  const slowDown = limited(deps.config, { name: 'berkas', windowSeconds: 3600, limit: 60 });
  const fields = Object.fromEntries(PAPER_KINDS.map((kind) => [kind, 'identity' as const]));
  const receive = upload({ dataDir: deps.config.dataDir, fields, maxFiles: MOST_FILES });

  router.get(`${CASE}/berkas`, owner, (req, res) => showPapers(deps, req, res, requestIn(res), blankForm()));

  router.post(`${CASE}/berkas`, slowDown, owner, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const row = requestIn(res);
    const step = paperStep(deps, row);
    if (!step)
      return showCase(deps, req, res, row, {
        notice: { tone: 'warn', text: t('tracking:papers.closed') },
        status: 422,
      });
    const { files, problems } = req.uploads ?? { files: [], problems: [] };
    const parsed = parseForm(paperNoteForm, req.body, t);
    const errors = { ...parsed.form.errors, ...uploadErrors(problems, t) };
    const note = parsed.ok ? parsed.data.catatan : null;
    if (files.length === 0 && !note && Object.keys(errors).length === 0) errors.form = t('tracking:papers.nothing');
    if (!parsed.ok || Object.keys(errors).length > 0) {
      return showPapers(deps, req, res, row, withErrors(parsed.form, errors), 422);
    }
    const kept = await keepAll(deps, files);
    // No version: papers are welcome whoever opened the case meanwhile.
    const result = await act(deps, req, row, {
      step: { do: step },
      version: null,
      files: kept,
      reason: note ?? undefined,
    });
    if (!result.ok) for (const file of kept) await deps.files.remove(file.storedName);
    await tell(deps, req, res, row, result, 'papers');
  });

  router.get(`${CASE}/cabut`, owner, async (req, res) => {
    const row = requestIn(res);
    if (!mayNow(deps, row).includes('withdraw')) return res.redirect(303, casePath(row.number));
    showWithdraw(req, res, row);
  });

  router.post(`${CASE}/cabut`, owner, async (req, res) => {
    const row = requestIn(res);
    const result = await act(deps, req, row, { step: { do: 'withdraw' }, version: versionIn(req) });
    const fresh = !result.ok && result.kind === 'stale' ? await requestById(deps.db, row.id) : null;
    if (fresh && mayNow(deps, fresh).includes('withdraw')) return showWithdraw(req, res, fresh, 409);
    await tell(deps, req, res, row, result, 'withdrawn');
  });

  router.post(`${CASE}/terima`, owner, async (req, res) => {
    const row = requestIn(res);
    const result = await act(deps, req, row, { step: { do: 'confirm_receipt' }, version: versionIn(req) });
    await tell(deps, req, res, row, result, 'confirmed');
  });

  router.post(`${CASE}/tutup`, owner, async (_req, res) => {
    const { id, number } = requestIn(res);
    const objections = await objectionsTo(deps.db, id);
    takeAccessBack(
      res,
      deps.config,
      number,
      objections.map((one) => one.number),
    );
    takeDraftBack(res, deps.config);
    res.redirect(303, '/lacak');
  });

  return router;
}

function mayNow(deps: Deps, row: RequestRow): StepName[] {
  const today = localDay(deps.clock.now(), deps.config.timezone);
  return row.erased_at ? [] : allowedSteps(factsOf(row), { role: 'requester', userId: null, bodyId: null }, today);
}

/** While the requester holds the case, what he sends completes it; before and after that it is added. */
function paperStep(deps: Deps, row: RequestRow): 'complete_papers' | 'add_papers' | null {
  const may = mayNow(deps, row);
  return (['complete_papers', 'add_papers'] as const).find((step) => may.includes(step)) ?? null;
}

async function keepAll(deps: Deps, files: readonly UploadedFile[]): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const file of files) {
    const { storedName, size, sha256 } = await keepUpload(deps.files, file);
    const { name, mediaType } = file;
    kept.push({ kind: file.field as PaperKind, storedName, name, mediaType, size, sha256, sealed: true });
  }
  return kept;
}

/** A form without the version it was drawn with is as stale as one with an old version. */
function versionIn(req: Request): number {
  const parsed = versionForm.safeParse(req.body);
  return parsed.success ? parsed.data.versi : -1;
}

type Act = Pick<StepInput, 'step' | 'version' | 'files' | 'reason'>;

function act(deps: Deps, req: Request, row: RequestRow, input: Act): Promise<StepResult> {
  const userId = req.user?.id ?? null;
  const actor = { role: 'requester' as const, userId, bodyId: null };
  return takeStep(deps, { ...input, requestId: row.id, actor, by: { role: 'requester', userId } });
}

/** After a step: back to the case; a refused or stale one shows the case as it is now, with the reason. */
async function tell(
  deps: Deps,
  req: Request,
  res: Response,
  row: RequestRow,
  result: StepResult,
  done: Done,
): Promise<void> {
  if (result.ok) return res.redirect(303, `${casePath(row.number)}?sudah=${done}`);
  const t = translate(req);
  const fresh = (await requestById(deps.db, row.id)) ?? row;
  const stale = result.kind === 'stale';
  const text = result.kind === 'refused' ? t(`workflow:refused.${result.code}`) : t('tracking:stale');
  await showCase(deps, req, res, fresh, { notice: { tone: 'warn', text }, status: stale ? 409 : 422 });
}

async function showPapers(
  deps: Deps,
  req: Request,
  res: Response,
  row: RequestRow,
  form: FormState,
  status = 200,
): Promise<void> {
  const step = paperStep(deps, row);
  if (!step) return res.redirect(303, casePath(row.number));
  const t = translate(req);
  const given = (await filesOf(deps.db, row.id)).map((file) => file.kind);
  const byProxy = openIdentity(deps.keys, row)?.proxy != null;
  const view = {
    form,
    number: row.number,
    completes: step === 'complete_papers',
    until: row.repair_due_on,
    missing: missingPapers(row.requester_kind, byProxy, given).map((paper) => paperWords(paper, t)),
    kinds: requiredPapers(row.requester_kind, byProxy).map((kind) => ({
      name: kind,
      label: t(`workflow:paper.${kind}`),
      multiple: kind === 'ktp_grantor',
    })),
    accept: acceptOf('identity'),
    most: LIMITS.note,
  };
  const name = t('tracking:papers.title');
  const title = status === 422 ? t('web:form.titlePrefix', { title: name }) : name;
  renderPage(req, res, 'requests/public/add-papers', view, { title, status, noindex: true });
}

function showWithdraw(req: Request, res: Response, row: RequestRow, status = 200): void {
  const t = translate(req);
  const view = { number: row.number, version: row.version, details: row.details, stale: status === 409 };
  renderPage(req, res, 'requests/public/withdraw', view, {
    title: t('tracking:withdraw.title'),
    status,
    noindex: true,
  });
}
