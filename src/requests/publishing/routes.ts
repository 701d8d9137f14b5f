import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import { addDays, localDay } from '../../calendar/working-days';
import type { DocumentFacts } from '../../catalogue/document-facts';
import { editorOf } from '../../catalogue/editors';
import { answersOf, openFindings, type Scanned } from '../../catalogue/personal/ask';
import { scanFiles } from '../../catalogue/personal/scan-disk';
import { textScan, textsOf } from '../../catalogue/personal/texts';
import type { Deps } from '../../deps';
import type { Decision } from '../../letters/facts';
import { uploadErrors } from '../../storage/problems';
import { upload } from '../../storage/upload';
import { csrfAfterUpload } from '../../web/csrf';
import { renderError } from '../../web/errors';
import { flash } from '../../web/flash';
import { formatIn } from '../../web/format';
import { type FormState, parseForm, withErrors } from '../../web/forms';
import { currentUser, requireRole } from '../../web/guards';
import { languageOf, translate } from '../../web/language';
import { renderPage } from '../../web/page';
import { holderOf } from '../../workflow/facts';
import { casePath } from '../staff/areas';
import { findCase } from '../staff/case-commands';
import type { OpenedCase } from '../staff/opened';
import { publishAnswer } from './commands';
import { publishForm } from './forms';
import {
  COPY_FIELDS,
  type Copies,
  copiesOf,
  copyFor,
  endCopies,
  holdCopies,
  MOST_COPIES,
  outgoing,
} from './outgoing-commands';
import { canBePublished, publishView, subjectsView, TEXT_FIELDS_FROM } from './pages';
import { answerFiles, askedSince, publishedAnswer } from './queries';
import { frequentSubjects } from './subjects';

const MOST_SUBJECTS = 20;
const YEAR = 365;

// So long a page waits for what was not looked through before; the rest is looked through when the form is sent.
const SHOW_MS = 4_000;
const NO_COPIES: Copies = { now: [], held: [] };

type Again = { form?: FormState; liveText?: readonly string[]; copies?: Copies; said?: Scanned };

/** From answer to publication: the form of one case, and what is asked again and again. For the PPID. */
export function publishingRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const guard = requireRole('ppid');
  const receive = upload({ dataDir: config.dataDir, fields: COPY_FIELDS, maxFiles: MOST_COPIES });
  const path = '/petugas/permohonan/:number/terbitkan';

  router.get('/petugas/usulan-terbit', guard, async (req, res) => {
    const t = translate(req);
    const since = addDays(localDay(clock.now(), config.timezone), -YEAR);
    const subjects = frequentSubjects(await askedSince(db, regionId, since), MOST_SUBJECTS);
    renderPage(req, res, 'requests/publishing/subjects', subjectsView(subjects, t), {
      title: t('publishing:subjects.title'),
    });
  });

  router.get(path, guard, async (req, res) => {
    const found = await given(req);
    return found ? show(found, req, res, 200) : renderError(req, res, 404);
  });

  router.post(path, guard, receive, csrfAfterUpload, async (req, res) => {
    const t = translate(req);
    const found = await given(req);
    if (!found) return renderError(req, res, 404);
    const { row } = found.bundle;
    if (await publishedAnswer(db, row.id)) return done(req, res, row.number);
    const owner = ownerOf(req, found);
    const copies = await copiesOf(deps, owner, req.uploads?.files ?? [], req.body?.held);
    const parsed = parseForm(publishForm, req.body, t);
    const form = withErrors(parsed.form, uploadErrors(req.uploads?.problems ?? [], t));
    const again = (more: Again) => show(found, req, res, 422, { copies, form, ...more });
    if (!parsed.ok || Object.keys(form.errors).length > 0) return again({});
    const { body: slug, files: chosen, knowingly, title, summary, category, subkind } = parsed.data;
    const body = (await listBodies(db, regionId)).find((one) => one.slug === slug);
    if (!body) return again({ form: withErrors(form, { body: t('web:form.choose') }) });
    const rows = await answerFiles(db, row.id);
    const all = await outgoing(deps, rows, copies);
    const files = all.filter((_, i) => chosen.includes(rows[i]?.public_id ?? ''));
    const facts: DocumentFacts = {
      ...{ title, category, subkind: subkind || null, summary: summary || null },
      ...{ holder: body.name, publisher: body.name, made_on: found.facts.notified_on, made_at: null },
      ...{ year: Number(found.today.slice(0, 4)), form: null, retention: null, url: null },
    };
    const editor = editorOf(currentUser(req));
    if (!editor) return renderError(req, res, 404);
    let errors: Record<string, string> = {};
    const said = textScan(textsOf(facts), t('personal:texts'));
    const published = await publishAnswer(deps, editor, row, {
      bodyId: body.id,
      facts,
      files,
      knowingly: knowingly === '1',
      said,
      answered: (scans) => {
        // Fields are numbered by the case's files, whichever of them go out.
        const placed = all.map((one) => scans[files.indexOf(one)] ?? null);
        const answers = answersOf(req.body ?? {});
        errors = { ...openFindings(placed, answers, t), ...openFindings([said], answers, t, TEXT_FIELDS_FROM) };
        return Object.keys(errors).length === 0;
      },
    });
    if (!published.ok && published.code === 'live_text') return again({ liveText: published.names });
    if (!published.ok && published.code === 'personal') return again({ form: withErrors(form, errors), said });
    if (!published.ok) return renderError(req, res, 404);
    await endCopies(deps, owner, copies);
    done(req, res, row.number);
  });

  function done(req: Request, res: Response, number: string): void {
    flash(req, 'good', translate(req)('publishing:done'));
    res.redirect(303, casePath('desk', number));
  }

  const ownerOf = (req: Request, { bundle }: OpenedCase): string =>
    `${currentUser(req).id}:${bundle.row.public_id}:publish`;

  /** The case, when its answer may be published and is not yet. */
  async function given(req: Request): Promise<OpenedCase | null> {
    const found = await findCase(deps, 'desk', currentUser(req), String(req.params.number));
    if (!found || !canBePublished(found.facts)) return null;
    return (await publishedAnswer(db, found.bundle.row.id)) && req.method === 'GET' ? null : found;
  }

  async function show(
    { bundle, facts }: OpenedCase,
    req: Request,
    res: Response,
    status: number,
    { form, liveText = [], copies = NO_COPIES, said }: Again = {},
  ): Promise<void> {
    const t = translate(req);
    const { row } = bundle;
    const files = await answerFiles(db, row.id);
    const kept = await holdCopies(deps, `${currentUser(req).id}:${row.public_id}:publish`, copies);
    const bodies = await listBodies(db, regionId);
    const decision = row.decision === null ? null : (JSON.parse(row.decision) as Decision);
    const holder = holderOf(facts);
    const input = {
      ...{ number: row.number, path: casePath('desk', row.number), bodies, liveText },
      material: decision?.material ?? null,
      bodySlug: bodies.find(({ id }) => id === holder)?.slug ?? null,
      files,
      copies: files.map((_, i) => copyFor(kept, i)),
      scans: await scanFiles(await outgoing(deps, files, kept), SHOW_MS),
      said: said ?? null,
      held: kept.held.map(({ token }) => token),
      form: form ?? null,
    };
    const view = publishView(input, t, formatIn(languageOf(req), t, config.timezone));
    renderPage(req, res, 'requests/publishing/form', view, { title: t('publishing:form.title'), status });
  }

  return router;
}
