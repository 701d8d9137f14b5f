import { type Request, type Response, Router } from 'express';
import { actorOf } from '../../accounts/events';
import { listBodies } from '../../bodies/queries';
import { localDay } from '../../calendar/working-days';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { openIdentity } from '../../requests/identity';
import { isRequestNumber, tidyNumber } from '../../requests/number';
import { requestByNumber } from '../../requests/queries';
import { AREAS } from '../../requests/staff/areas';
import { keepsCode } from '../../requests/staff/shown-codes';
import {
  allFiles,
  dropStored,
  endForm,
  type FormFiles,
  filesOfForm,
  holdForm,
  storeFiles,
} from '../../requests/staff/upload-commands';
import { PAPER_FILES, uploadFields } from '../../requests/staff/uploads';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { fileObjection } from '../filing/commands';
import type { ObjectionResult } from '../filing/input';
import { listPath, objectionPath } from './areas';
import { parseObjectionEntry, type RequestBehind } from './entry-forms';
import { objectionEntryView } from './entry-pages';
import { withEntryRefusal } from './refusal-forms';

const PATH = `${listPath('desk')}/baru`;

/** Objections on paper, entered at the counter with the day they were really received. */
export function objectionEntryRoutes(deps: Deps): Router {
  const router = Router();
  const guard = requireRole(...AREAS.desk.roles);
  const receive = upload({ dataDir: deps.config.dataDir, fields: uploadFields(...PAPER_FILES), maxFiles: 12 });
  router.get(PATH, guard, (req, res) => show(deps, req, res, { form: blankForm() }));
  router.post(PATH, guard, receive, csrfAfterUpload, (req, res) => enter(deps, req, res));
  return router;
}

async function enter(deps: Deps, req: Request, res: Response): Promise<void> {
  const t = translate(req);
  const user = currentUser(req);
  const owner = { owner: `${user.id}:objection-entry` };
  const files = await filesOfForm(deps, owner, req.uploads?.files ?? [], tokensOf(req.body?.held));
  const bodies = await listBodies(deps.db, deps.regionId);
  const request = await requestTyped(deps, req.body?.request_number);
  const known = { slugs: bodies.map(({ slug }) => slug), request: request && behind(deps, request) };
  const parsed = parseObjectionEntry(req.body, known, t);
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  if (!parsed.ok || Object.keys(form.errors).length > 0) return show(deps, req, res, { form, files, owner }, 422);

  const { body, received_on, late_entry_reason, found_on, ...entry } = parsed.data;
  const stored = await storeFiles(deps, allFiles(files));
  const result = await fileObjection(deps, {
    ...entry,
    requestId: entry.ground === 'b' ? null : (request?.id ?? null),
    bodyId: bodies.find(({ slug }) => slug === body)?.id ?? null,
    ...{ foundOn: found_on, receivedOn: received_on, lateEntryReason: late_entry_reason },
    ...{ userId: null, files: stored },
    actor: actorOf(user, hasRole(user, 'ppid') ? 'ppid' : 'petugas'),
  });
  if (result.kind !== 'filed') {
    await dropStored(deps, stored);
    return refused(deps, req, res, result, { form, files, owner });
  }
  await endForm(deps, owner, files);
  const { number } = result.receipt;
  keepsCode(req, number, deps.clock.real());
  flash(req, 'good', t('objections:entry.done', { number }));
  res.redirect(303, `${objectionPath('desk', number)}/tanda-terima`);
}

const tokensOf = (value: unknown): string[] =>
  [value].flat().filter((token): token is string => typeof token === 'string' && token.length < 4000);

/** The request whose number was typed; null when there is none. */
async function requestTyped(deps: Deps, typed: unknown): Promise<RequestRow | null> {
  const number = tidyNumber(String(typed ?? ''));
  return isRequestNumber(number) ? requestByNumber(deps.db, deps.regionId, number) : null;
}

const behind = (deps: Deps, row: RequestRow): RequestBehind => ({
  ...{ id: row.id, language: row.language, requesterKind: row.requester_kind, details: row.details },
  ...{ purpose: row.purpose, identity: openIdentity(deps.keys, row) },
});

type Again = { form: FormState; files?: FormFiles; owner?: { owner: string }; duplicate?: string };

async function refused(
  deps: Deps,
  req: Request,
  res: Response,
  result: Exclude<ObjectionResult, { kind: 'filed' }>,
  at: Again,
): Promise<void> {
  const t = translate(req);
  if (result.kind === 'repeated') {
    const form = withErrors(at.form, { form: t('objections:error.duplicate') });
    return show(deps, req, res, { ...at, form, duplicate: result.receipt.number }, 422);
  }
  const code = result.kind === 'no_calendar' ? result.kind : result.code;
  let form = withEntryRefusal(at.form, code, t);
  // Both are asked for at once, so that nobody is sent back twice.
  const scanned = at.files && allFiles(at.files).some((file) => file.field === 'scan');
  if (code === 'late_entry_needs_reason' && !scanned) form = withEntryRefusal(form, 'late_entry_needs_scan', t);
  return show(deps, req, res, { ...at, form }, 422);
}

async function show(
  deps: Deps,
  req: Request,
  res: Response,
  { form, files, owner, duplicate }: Again,
  status = 200,
): Promise<void> {
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const held = files && owner ? await holdForm(deps, owner, files) : [];
  const number = typeof req.query.permohonan === 'string' ? tidyNumber(req.query.permohonan) : null;
  const view = objectionEntryView({
    ...{ form, number, t, bodies: await listBodies(deps.db, deps.regionId) },
    today: localDay(deps.clock.now(), deps.config.timezone),
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
    duplicate: duplicate ? { number: duplicate, href: objectionPath('desk', duplicate) } : null,
  });
  renderPage(req, res, 'objections/staff/entry', view, { title: t('objections:entry.title'), status });
}
