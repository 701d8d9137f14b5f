import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { uploadErrors } from '../storage/problems';
import { keepUpload, upload } from '../storage/upload';
import { csrfAfterUpload } from '../web/csrf';
import { renderError } from '../web/errors';
import { flash } from '../web/flash';
import { type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { DIP_AREAS } from './areas';
import { type DipAsk, type DipDone, takeDipStep } from './commands';
import { isStepForm, STEP_FORMS, type StepForm } from './forms';
import { wordsOf } from './reading-routes';
import { showVersion } from './staff-routes';

/** `POST …/dip/{id}/transitions`: every step that the PPID and Atasan PPID take. */
export function dipTransitionRoutes(deps: Deps): Router {
  const router = Router();
  const receive = upload({ dataDir: deps.config.dataDir, fields: { keputusan: 'document' }, maxFiles: 1 });
  for (const area of ['ppid', 'superior'] as const) {
    const { path, role } = DIP_AREAS[area];
    const guard = requireRole(role);
    router.post(`${path}/:id/transitions`, guard, receive, csrfAfterUpload, (req, res) =>
      transition(deps, req, res, area),
    );
  }
  return router;
}

type Office = 'ppid' | 'superior';

async function transition(deps: Deps, req: Request, res: Response, area: Office): Promise<void> {
  const { t } = wordsOf(deps, req);
  const name = req.body?.action;
  if (!isStepForm(name)) return renderError(req, res, 422);
  const parsed = parseForm(STEP_FORMS[name], req.body, t);
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  if (!parsed.ok || Object.keys(form.errors).length > 0) {
    return showVersion(deps, req, res, area, { status: 422, form, tried: name });
  }
  const { done, taken } = await taking(deps, req, area, asked(name, parsed.data), parsed.data.version);
  if (!done.ok) return refused(deps, req, res, area, { name, form }, done.code);
  flash(req, 'good', t(`dip:done.${name}`, { number: done.version.number ?? 0 }));
  if (name === 'enact' && taken) flash(req, 'info', t('dip:done.decree'));
  res.redirect(303, `${DIP_AREAS[area].path}/${req.params.id}`);
}

type Typed = { version: number; alasan?: string; nomor?: string; tanggal?: string };

function asked(name: StepForm, { alasan = '', nomor = '', tanggal = '' }: Typed): DipAsk {
  if (name === 'approve') return { do: name };
  if (name === 'enact') return { do: name, decree_number: nomor, decree_on: tanggal };
  return name === 'withdraw' ? { do: name, reason: alasan } : { do: name, note: alasan };
}

/** Takes the step with the decree's file in the store, which is removed again when nothing came of it. */
async function taking(
  deps: Deps,
  req: Request,
  area: Office,
  ask: DipAsk,
  version: number,
): Promise<{ done: DipDone; taken: boolean }> {
  const file = ask.do === 'enact' ? req.uploads?.files[0] : undefined;
  const kept = file ? { ...(await keepUpload(deps.files, file)), name: file.name, mediaType: file.mediaType } : null;
  const given = { publicId: String(req.params.id), version, role: DIP_AREAS[area].role, ask, decree: kept };
  let done: DipDone | undefined;
  try {
    done = await takeDipStep(deps, currentUser(req), given);
    return { done, taken: kept !== null };
  } finally {
    if (kept && !done?.ok) await deps.files.remove(kept.storedName);
  }
}

const FIELD_OF: Readonly<Record<string, string>> = {
  decree_number_taken: 'nomor',
  decree_in_future: 'tanggal',
  decree_before_approval: 'tanggal',
  decree_before_last: 'tanggal',
};

/** Not there 404, changed meanwhile 409 with the fresh page, against the rules 422 beside the field it is about. */
function refused(
  deps: Deps,
  req: Request,
  res: Response,
  area: Office,
  { name, form }: { name: StepForm; form: FormState },
  code: Exclude<DipDone, { ok: true }>['code'],
): Promise<void> | void {
  if (code === 'not_found') return renderError(req, res, 404);
  const { t } = wordsOf(deps, req);
  if (code === 'stale') return showVersion(deps, req, res, area, { status: 409, form, tried: name, conflict: true });
  const wrong = withErrors(form, { [FIELD_OF[code] ?? 'form']: t(`dip:refused.${code}`) });
  return showVersion(deps, req, res, area, { status: 422, form: wrong, tried: name });
}
