import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { storedDecree } from '../../exemptions/paper-commands';
import { citedDecision } from '../../exemptions/register-queries';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { blankForm, type FormState, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { translate } from '../../web/language';
import { takeStep } from '../steps/commands';
import type { StepFile, StepInput } from '../steps/input';
import { actingIn } from './acting';
import { AREAS, type Area, casePath } from './areas';
import { findCase } from './case-commands';
import { mayTake, type OpenStep, showCase } from './case-routes';
import { namedExemption } from './decision-fields';
import type { OpenedCase } from './opened';
import { withRefusal } from './refusal-forms';
import type { StepAnswer, StepWorld } from './step-answers';
import { FORM_STEPS, parseStep } from './step-forms';
import {
  allFiles,
  type CopyWarning,
  dropStored,
  endForm,
  type FormFiles,
  filesOfForm,
  holdForm,
  redactionWarnings,
  storeStepFiles,
} from './upload-commands';
import { DESK_FILES, uploadFields } from './uploads';

const FILES: Record<Exclude<Area, 'auditor'>, string[]> = { desk: DESK_FILES, body: ['material_files'], superior: [] };

/** `POST …/permohonan/{number}/transitions`: every step that staff take, one address for each area. */
export function transitionRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const { path, roles } = AREAS[area];
    const receive = upload({ dataDir: deps.config.dataDir, fields: uploadFields(...FILES[area]), maxFiles: 20 });
    router.post(`${path}/permohonan/:number/transitions`, requireRole(...roles), receive, csrfAfterUpload, (req, res) =>
      transition(deps, area, req, res),
    );
  }
  return router;
}

type Attempt = { open: OpenStep; form: FormState; files: FormFiles; owner: string };

async function transition(deps: Deps, area: Area, req: Request, res: Response): Promise<void> {
  const user = currentUser(req);
  const found = await findCase(deps, area, user, String(req.params.number));
  if (!found) return renderError(req, res, 404);
  const body: Record<string, unknown> = req.body ?? {};
  const name = FORM_STEPS.find(
    (one) => one === body.action && (AREAS[area].steps.includes(one) || mayTake(found, one)),
  );
  if (!name) return renderError(req, res, 422);
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : -1;
  const open: OpenStep = { name, because: textOf(body.because), service: null, letter: textOf(body.letter) };
  const owner = `${user.id}:${found.bundle.row.public_id}:${name}`;
  const files = await filesOfForm(deps, { owner }, req.uploads?.files ?? [], tokensOf(body.held));
  const world = await worldOf(deps, found, open, files, body);
  if (!world) return renderError(req, res, 404);

  const t = translate(req);
  const parsed = parseStep(name, body, world, t);
  const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
  const attempt: Attempt = { open, form, files, owner };
  // Stale first: what is wrong with a form hardly matters when the case is another by now.
  if (version !== found.bundle.row.version) return showStale(deps, req, res, area, attempt);
  if (!parsed.ok || Object.keys(form.errors).length > 0) return again(deps, req, res, found, attempt, 422);

  const copies = await redactionWarnings(allFiles(files));
  if (copies.length > 0 && !parsed.data.warningAccepted) {
    const warned = withErrors(form, { accept_warning: t('desk:error.warning') });
    return again(deps, req, res, found, { ...attempt, form: warned }, 422, warningWords(copies, req));
  }
  const stored = await storeStepFiles(deps, allFiles(files), new Map(copies.map((c) => [c.field, warningText(c)])));
  const decree = await decreeOf(deps, parsed.data);
  if (decree?.made) stored.push(decree.file);
  const input = stepInput(found, version, parsed.data, stored);
  // A decree that lies in the store belongs to its decision: it is given along, never taken back.
  const more = decree && !decree.made ? [decree.file] : [];
  const result = await takeStep(deps, { ...input, files: [...(input.files ?? []), ...more] });
  if (!result.ok) {
    await dropStored(deps, stored);
    if (result.kind === 'not_found') return renderError(req, res, 404);
    if (result.kind === 'stale') return showStale(deps, req, res, area, attempt);
    return again(deps, req, res, found, { ...attempt, form: withRefusal(form, result.code, t) }, 422);
  }
  await endForm(deps, { owner }, files);
  if (parsed.data.sending) await recordDelivery(deps, req, area, found, parsed.data.sending);
  const still = await findCase(deps, area, user, found.bundle.row.number);
  const proposed = name === 'grant_partly' && still?.bundle.row.state === 'awaiting_approval';
  flash(req, 'good', t(`desk:done.${proposed ? 'propose_partly' : name}`));
  res.redirect(303, still ? casePath(area, found.bundle.row.number) : AREAS[area].path);
}

/** The decree of the decision that a step leans on goes with it (Perki 1/2021 Pasal 34(2)). */
async function decreeOf(deps: Deps, { step }: StepAnswer): Promise<{ file: StepFile; made: boolean } | null> {
  const code = 'exemption' in step ? step.exemption?.code : undefined;
  return code === undefined ? null : storedDecree(deps, code);
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tokensOf = (value: unknown): string[] =>
  [value].flat().filter((token): token is string => typeof token === 'string' && token.length < 4000);

/** What the form is judged by; null when it names a letter that is not of this case. */
async function worldOf(
  deps: Deps,
  found: OpenedCase,
  open: OpenStep,
  files: FormFiles,
  body: unknown,
): Promise<StepWorld | null> {
  const named = open.name === 'propose_refusal' || open.name === 'grant_partly' ? namedExemption(body) : '';
  const { letters } = found.bundle;
  const letter = letters.find((one) => one.public_id === open.letter);
  if (open.name === 'record_letter' && !letter) return null;
  const bodies = open.name === 'assign' ? await listBodies(deps.db, deps.regionId) : [];
  return {
    bodies: new Map(bodies.map((body) => [body.slug, body.id])),
    fileFields: new Set(allFiles(files).map((file) => file.field)),
    letter: letter
      ? {
          ...{ id: letter.id, kind: letter.kind, dated_on: letter.dated_on, way: letter.sent_way },
          ...{ sent_on: letter.sent_on, reached_on: letter.reached_on },
          latest: letters.filter((one) => one.kind === letter.kind).at(-1)?.id === letter.id,
        }
      : null,
    partial: found.facts.proposal_kind === 'granted_partly',
    cited: named === '' ? null : await citedDecision(deps.db, deps.regionId, named),
  };
}

function stepInput(found: OpenedCase, version: number, answer: StepAnswer, stored: StepFile[]): StepInput {
  const { area, user, facts, bundle } = found;
  const given = bundle.files.filter((file) => file.kind === 'material' && answer.give.includes(file.public_id));
  const { step, decision, reason, letter } = answer;
  return {
    ...{ requestId: bundle.row.id, version, step, decision, reason, letter },
    ...actingIn(area, user, facts, step.do),
    files: [
      ...stored,
      // The same bytes under a second name: what the agency handed in now also is the answer.
      ...given.map(
        (file): StepFile => ({
          kind: 'answer',
          storedName: file.stored_name,
          name: file.name,
          mediaType: file.media_type,
          size: file.size,
          sha256: file.sha256,
          sealed: file.sealed === 1,
        }),
      ),
    ],
  };
}

/** The page again with everything that was typed and sent, and what is wrong with it. */
async function again(
  deps: Deps,
  req: Request,
  res: Response,
  found: OpenedCase,
  { open, form, files, owner }: Attempt,
  status: number,
  warnings: { name: string; text: string }[] = [],
): Promise<void> {
  const held = await holdForm(deps, { owner }, files);
  await showCase(deps, req, res, found, { step: open, form, status, held, warnings });
}

/** Somebody was faster: the case as it is now, with what was typed, to be sent again or left. */
async function showStale(deps: Deps, req: Request, res: Response, area: Area, attempt: Attempt): Promise<void> {
  const fresh = await findCase(deps, area, currentUser(req), String(req.params.number));
  if (!fresh) return renderError(req, res, 409);
  const possible = mayTake(fresh, attempt.open.name);
  // The notice above the page says why: a second sentence in the form would say it twice.
  const form = blankForm(attempt.form.values);
  const held = possible ? await holdForm(deps, attempt, attempt.files) : [];
  await showCase(deps, req, res, fresh, {
    step: possible ? attempt.open : null,
    form,
    status: 409,
    conflict: true,
    held,
  });
}

/** Delivery to someone without e-mail: the letter of the step just taken gets its way and days at once. */
async function recordDelivery(
  deps: Deps,
  req: Request,
  area: Area,
  before: OpenedCase,
  { way, sent_on, reached_on }: NonNullable<StepAnswer['sending']>,
): Promise<void> {
  const found = await findCase(deps, area, before.user, before.bundle.row.number);
  const letter = found?.bundle.letters.filter((one) => one.kind === 'delivered').at(-1);
  if (!found || !letter || letter.reached_on !== null) return;
  const result = await takeStep(deps, {
    requestId: found.bundle.row.id,
    version: null,
    step: { do: 'record_letter', letter: letter.kind, sent_on, reached_on },
    letter: { id: letter.id, way },
    ...actingIn(area, found.user, found.facts, 'record_letter'),
  });
  if (!result.ok) flash(req, 'warn', translate(req)('desk:error.sending_not_recorded'));
}

function warningWords(copies: readonly CopyWarning[], req: Request): { name: string; text: string }[] {
  const t = translate(req);
  return copies.flatMap(({ name, pages }) => {
    if (pages === 'unreadable') return [{ name, text: t('desk:warning.unreadable') }];
    return pages.slice(0, 20).map(({ page, text }) => ({ name, text: t('desk:warning.page', { page, text }) }));
  });
}

/** Kept with the file: on which pages, never the text itself, which is what must stay hidden. */
function warningText({ pages }: CopyWarning): string {
  return pages === 'unreadable' ? 'unreadable' : `text:${pages.map(({ page }) => page).join(',')}`;
}
