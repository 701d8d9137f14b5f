import { type Request, type Response, Router } from 'express';
import { actorOf } from '../../accounts/events';
import { listBodies } from '../../bodies/queries';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { fileRequest } from '../filing/commands';
import type { FilingResult } from '../filing/input';
import { AREAS, casePath } from './areas';
import { type Entry, parseEntry } from './entry-forms';
import { entryView } from './entry-pages';
import { keepsCode } from './shown-codes';
import { allFiles, dropStored, endForm, type FormFiles, filesOfForm, holdForm, storeFiles } from './upload-commands';
import { PAPER_FILES, uploadFields } from './uploads';

const PATH = `${AREAS.desk.path}/permohonan/baru`;

/** Requests that come over the counter, by letter or by e-mail, entered with the day they were really received. */
export function entryRoutes(deps: Deps): Router {
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
  const bodies = await listBodies(deps.db, deps.regionId);
  const owner = { owner: `${user.id}:entry` };
  const files = await filesOfForm(deps, owner, req.uploads?.files ?? [], tokensOf(req.body?.held));
  const parsed = parseEntry(
    req.body,
    bodies.map(({ slug }) => slug),
    t,
  );
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  if (!parsed.ok || Object.keys(form.errors).length > 0) return show(deps, req, res, { form, files, owner }, 422);

  const body = bodies.find(({ slug }) => slug === parsed.data.what.body) ?? null;
  const stored = await storeFiles(deps, allFiles(files));
  const { channel, received_on, late_entry_reason, what, who, identity, delivery } = parsed.data;
  const result = await fileRequest(deps, {
    ...{ channel, identity, files: stored, userId: null },
    ...{ language: delivery.language, obtain: delivery.obtain, deliver: delivery.deliver },
    requesterKind: who.kind,
    details: what.details,
    purpose: what.purpose,
    bodyId: body?.id ?? null,
    actor: actorOf(user, hasRole(user, 'ppid') ? 'ppid' : 'petugas'),
    receivedOn: received_on,
    lateEntryReason: late_entry_reason,
  });
  if (result.kind !== 'filed') {
    await dropStored(deps, stored);
    return refused(deps, req, res, result, parsed.data, { form, files, owner });
  }
  await endForm(deps, owner, files);
  keepsCode(req, result.receipt.number, deps.clock.real());
  flash(req, 'good', t('desk:entry.done', { number: result.receipt.number }));
  res.redirect(303, `${casePath('desk', result.receipt.number)}/tanda-terima`);
}

const tokensOf = (value: unknown): string[] =>
  [value].flat().filter((token): token is string => typeof token === 'string' && token.length < 4000);

type Again = { form: FormState; files?: FormFiles; owner?: { owner: string }; duplicate?: string };

async function refused(
  deps: Deps,
  req: Request,
  res: Response,
  result: Exclude<FilingResult, { kind: 'filed' }>,
  { late_entry_reason }: Entry,
  at: Again,
): Promise<void> {
  const t = translate(req);
  if (result.kind === 'refused') {
    const field =
      result.code === 'received_after_recorded'
        ? 'received_on'
        : result.code === 'late_entry_needs_scan'
          ? 'scan'
          : 'late_entry_reason';
    const errors: Record<string, string> = { [field]: t(`desk:error.${result.code}`) };
    // Both are asked for at once, so that nobody is sent back twice.
    if (
      result.code === 'late_entry_needs_reason' &&
      late_entry_reason === null &&
      !(at.files && allFiles(at.files).some((f) => f.field === 'scan'))
    ) {
      errors.scan = t('desk:error.late_entry_needs_scan');
    }
    return show(deps, req, res, { ...at, form: withErrors(at.form, errors) }, 422);
  }
  if (result.kind === 'no_calendar') {
    return show(
      deps,
      req,
      res,
      { ...at, form: withErrors(at.form, { received_on: t('workflow:refused.no_calendar') }) },
      422,
    );
  }
  const duplicate = 'receipt' in result ? result.receipt.number : undefined;
  return show(
    deps,
    req,
    res,
    { ...at, form: withErrors(at.form, { form: t('desk:error.duplicate') }), duplicate },
    422,
  );
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
  const view = entryView({
    form,
    bodies: await listBodies(deps.db, deps.regionId),
    today: localDay(deps.clock.now(), deps.config.timezone),
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
    duplicate: duplicate ? { number: duplicate, href: casePath('desk', duplicate) } : null,
    t,
  });
  renderPage(req, res, 'requests/staff/entry', view, { title: t('desk:entry.title'), status });
}
