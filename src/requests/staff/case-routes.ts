import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import { likelyDocuments } from '../../catalogue/overview-queries';
import { publishedDocument } from '../../catalogue/queries';
import { tellingWords } from '../../catalogue/words';
import type { Deps } from '../../deps';
import { citableDecisions } from '../../exemptions/register-queries';
import type { Decision } from '../../letters/facts';
import { letterFileName, letterViewPdf } from '../../letters/pdf/letter';
import { openLetter } from '../../letters/sealing';
import { riskOfCase } from '../../risk/queries';
import { openCaseKey } from '../../secrets/keys';
import { sendMade, sendPrivate } from '../../storage/download';
import { renderError } from '../../web/errors';
import { formatIn } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import { currentUser, hasRole, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { holderOf } from '../../workflow/facts';
import { missingPapers } from '../papers';
import { relevant } from '../public/offer-pages';
import { isOpenForOffers, publishingPanel } from '../publishing/pages';
import { publishedAnswer } from '../publishing/queries';
import { fileOf } from '../queries';
import { actingIn } from './acting';
import { AREAS, type Area, casePath } from './areas';
import { findCase, openAtDesk } from './case-commands';
import { caseView, lettersOf } from './case-pages';
import { MOST_OFFERED } from './decision-fields';
import { letterPage } from './letter-pages';
import type { OpenedCase } from './opened';
import { isExempt, noteExemptOpening } from './opening-commands';
import { usualServices } from './service-queries';
import { FORM_STEPS, type FormStep } from './step-forms';
import { type StepView, stepView } from './step-pages';

/** Reading one case, its letters and its files, in each area as far as the area may see it. */
export function caseRoutes(deps: Deps): Router {
  const router = Router();
  for (const area of Object.keys(AREAS) as Area[]) {
    const { path, roles } = AREAS[area];
    const base = `${path}/permohonan/:number`;
    router.get(base, requireRole(...roles), async (req, res) => {
      const found = await open(deps, area, req);
      if (!found) return renderError(req, res, 404);
      const step = stepOf(found, req.query);
      const form = step?.name === 'grant' ? await alreadyPublished(deps, req) : undefined;
      await showCase(deps, req, res, found, { step, ...(form ? { form } : {}) });
    });
    router.get(`${base}/berkas/:file`, requireRole(...roles), async (req, res) => {
      const found = await findCase(deps, area, currentUser(req), String(req.params.number));
      const file = found && (await fileOf(deps.db, found.bundle.row.id, String(req.params.file)));
      if (file && AREAS[area].shut.includes(file.kind)) return renderError(req, res, 403, 'shutPaper');
      if (!file || !AREAS[area].files.includes(file.kind)) return renderError(req, res, 404);
      if (req.method === 'GET' && isExempt(file, found.bundle.row)) {
        const { by } = actingIn(area, found.user, found.facts, 'open');
        if (!(await noteExemptOpening(deps, { requestId: found.bundle.row.id, by }, file))) {
          return renderError(req, res, 404);
        }
      }
      await sendPrivate(req, res, deps.files, file);
    });
    if (area !== 'body') {
      router.get(`${base}/surat/:letter`, requireRole(...roles), async (req, res) => {
        const found = await letterIn(deps, area, req);
        if (!found) return renderError(req, res, 404);
        renderPage(req, res, 'letters/letter', found.view, { title: `${found.doc.title} ${found.doc.number}` });
      });
      router.get(`${base}/surat/:letter/pdf`, requireRole(...roles), async (req, res) => {
        const found = await letterIn(deps, area, req);
        if (!found) return renderError(req, res, 404);
        const content = await letterViewPdf(found.view.letter, found.doc.dated_on);
        sendMade(res, { name: letterFileName(found.doc), media_type: 'application/pdf', content });
      });
    }
  }
  return router;
}

/** A letter of the case, as this area may read it; null when there is none or its text is erased. */
async function letterIn(deps: Deps, area: Area, req: Request) {
  const found = await findCase(deps, area, currentUser(req), String(req.params.number));
  const letter = found?.bundle.letters.find((one) => one.public_id === req.params.letter);
  const { row } = found?.bundle ?? {};
  if (!found || !letter || !row?.case_key_sealed) return null;
  const doc = openLetter(letter, openCaseKey(deps.keys, row.case_key_sealed, row.public_id));
  return { doc, view: letterPage(doc, lettersOf(found.bundle, area), letter, found.identity, area, translate(req)) };
}

async function open(deps: Deps, area: Area, req: Request): Promise<OpenedCase | null> {
  const number = String(req.params.number);
  // The one GET that writes: looking at a case for the first time is what the ladder waits for (`unopened`).
  if (area === 'desk' && req.method === 'GET') return openAtDesk(deps, currentUser(req), number);
  return findCase(deps, area, currentUser(req), number);
}

/** Which form is open on the page: named by the address or by the form that was sent. */
export type OpenStep = { name: FormStep; because: string | null; service: string | null; letter: string | null };

/** `?terbit=` names a published document that answers the request: the form of the answer begins with it. */
async function alreadyPublished(deps: Deps, req: Request): Promise<FormState | undefined> {
  const slug = text(req.query.terbit);
  const row = slug && (await publishedDocument(deps.db, deps.regionId, { slug }));
  if (!row) return undefined;
  const url = `${deps.config.baseUrl}/informasi/${row.slug}`;
  return blankForm({ material: translate(req)('publishing:material', { title: row.title, url }) });
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The step named in the address, when it may be taken. */
function stepOf(found: OpenedCase, query: Request['query']): OpenStep | null {
  const name = FORM_STEPS.find((one) => one === query.langkah);
  if (!name || !mayTake(found, name)) return null;
  const letter = text(query.surat);
  if (name === 'record_letter' && !found.bundle.letters.some((one) => one.public_id === letter)) return null;
  return { name, because: text(query.karena), service: text(query.layanan), letter };
}

/** A button that shows is a button that works; recording letters belongs to the list of letters. */
export function mayTake({ area, steps }: OpenedCase, name: FormStep): boolean {
  return name === 'record_letter' ? area === 'desk' : steps.includes(name);
}

export type Shown = {
  step: OpenStep | null;
  form?: FormState;
  status?: number;
  conflict?: boolean;
  held?: { token: string; name: string; size: number; field: string }[];
  warnings?: { name: string; text: string }[];
};

/** Answers with the page of a case, with the form of a step open or not. */
export async function showCase(
  deps: Deps,
  req: Request,
  res: Response,
  found: OpenedCase,
  shown: Shown,
): Promise<void> {
  const t = translate(req);
  const fmt = formatIn(languageOf(req), t, deps.config.timezone);
  const form = shown.form ?? blankForm();
  const step = shown.step && (await openForm(deps, req, found, shown.step, { ...shown, form }));
  const { area, bundle, identity, steps, cal, today } = found;
  const conflict = shown.conflict ?? false;
  const [risk, publishing] = await Promise.all([riskIn(deps, found), publishingIn(deps, found)]);
  const { timezone } = deps.config;
  const world = { cal, today, timezone, keys: deps.keys, t, fmt };
  const input = { area, bundle, identity, steps, step, conflict, form, risk, publishing, ...world };
  const view = caseView(input);
  renderPage(req, res, 'requests/staff/case', view, {
    title: t('desk:case.title', { number: bundle.row.number }),
    status: shown.status,
    wide: true,
  });
}

const MOST_LIKELY = 5;

/** What is published of the answer, or may answer an open request already: for the desk. */
async function publishingIn(deps: Deps, { area, bundle, facts, steps, user }: OpenedCase) {
  if (area !== 'desk') return null;
  const { row } = bundle;
  const words = isOpenForOffers(facts) ? tellingWords(row.details) : [];
  const [published, likely] = await Promise.all([
    publishedAnswer(deps.db, row.id),
    words.length > 0 ? likelyDocuments(deps.db, deps.regionId, words, MOST_LIKELY * 4) : [],
  ]);
  const open = relevant(likely, words, MOST_LIKELY).filter(({ category }) => category !== 'dikecualikan');
  const mayGrant = steps.includes('grant');
  const path = casePath(area, row.number);
  return publishingPanel({ path, ppid: hasRole(user, 'ppid'), mayGrant, facts, published, likely: open });
}

/** The risk of a dispute is for who can still prevent one: the desk and the superior. */
async function riskIn(deps: Deps, { area, bundle, cal, today }: OpenedCase) {
  if (area !== 'desk' && area !== 'superior') return null;
  const of = { kind: 'request' as const, id: bundle.row.id };
  return riskOfCase(deps.db, deps.regionId, of, { cal, today, timezone: deps.config.timezone });
}

async function openForm(
  deps: Deps,
  req: Request,
  found: OpenedCase,
  open: OpenStep,
  { form, held = [], warnings = [] }: Shown & { form: FormState },
): Promise<StepView> {
  const t = translate(req);
  const { area, bundle, facts, identity, cal, today } = found;
  const { row, files } = bundle;
  const proposal = row.proposal === null ? null : (JSON.parse(row.proposal) as Decision);
  const proposedDays = facts.proposal_kind === 'granted_partly' ? (proposal?.provide_days ?? 3) : null;
  const given = files.map((file) => file.kind);
  return stepView({
    ...{ step: open.name, area, number: row.number, facts, identity, cal, today, files, form, held, warnings, t },
    deliver: row.deliver,
    obtain: row.obtain,
    bodies: open.name === 'assign' ? await listBodies(deps.db, deps.regionId) : [],
    missing: missingPapers(row.requester_kind, identity?.proxy != null, given),
    services: open.name === 'redirect' ? await usualServices(deps.db, deps.regionId) : [],
    letter: bundle.letters.find((one) => one.public_id === open.letter) ?? null,
    proposedDays,
    ...(await decisionsFor(deps, found, open)),
    because: open.because,
    service: open.service,
    fmt: formatIn(languageOf(req), t, deps.config.timezone),
  });
}

/** Decisions in force for the steps that lean on one, those of the body that holds the case first. */
async function decisionsFor(deps: Deps, { facts, today, bundle, user }: OpenedCase, open: OpenStep) {
  const leans = open.name === 'propose_refusal' || (open.name === 'grant_partly' && open.because === 'exempt');
  if (!leans) return { decisions: [], newTest: null };
  const asked = { regionId: deps.regionId, bodyId: holderOf(facts), today, limit: MOST_OFFERED };
  const newTest = `/petugas/pengecualian/baru?permohonan=${bundle.row.number}`;
  return {
    decisions: await citableDecisions(deps.db, asked),
    newTest: hasRole(user, 'ppid') ? newTest : null,
  };
}
