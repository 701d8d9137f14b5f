import { type Request, type Response, Router } from 'express';
import { listBodies } from '../../bodies/queries';
import { addDays, localDay } from '../../calendar/working-days';
import type { DocumentFacts } from '../../catalogue/document-facts';
import { editorOf } from '../../catalogue/editors';
import type { Deps } from '../../deps';
import type { Decision } from '../../letters/facts';
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
import { canBePublished, publishView, subjectsView } from './pages';
import { answerFiles, askedSince, publishedAnswer } from './queries';
import { frequentSubjects } from './subjects';

const MOST_SUBJECTS = 20;
const YEAR = 365;

type Again = { form?: FormState; liveText?: readonly string[] };

/** From answer to publication: the form of one case, and what is asked again and again. For the PPID. */
export function publishingRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, clock, config } = deps;
  const guard = requireRole('ppid');
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

  router.post(path, guard, async (req, res) => {
    const t = translate(req);
    const found = await given(req);
    if (!found) return renderError(req, res, 404);
    const parsed = parseForm(publishForm, req.body, t);
    if (!parsed.ok) return show(found, req, res, 422, { form: parsed.form });
    const { body: slug, files: chosen, knowingly, title, summary, category, subkind } = parsed.data;
    const body = (await listBodies(db, regionId)).find((one) => one.slug === slug);
    if (!body) return show(found, req, res, 422, { form: withErrors(parsed.form, { body: t('web:form.choose') }) });
    const { row } = found.bundle;
    const files = (await answerFiles(db, row.id)).filter(({ public_id }) => chosen.includes(public_id));
    const facts: DocumentFacts = {
      ...{ title, category, subkind: subkind || null, summary: summary || null },
      ...{ holder: body.name, publisher: body.name, made_on: found.facts.notified_on, made_at: null },
      ...{ year: Number(found.today.slice(0, 4)), form: null, retention: null, url: null },
    };
    const editor = editorOf(currentUser(req));
    if (!editor) return renderError(req, res, 404);
    const done = await publishAnswer(deps, editor, row, {
      bodyId: body.id,
      facts,
      files,
      knowingly: knowingly === '1',
    });
    if (!done.ok && done.code === 'live_text') {
      return show(found, req, res, 422, { form: parsed.form, liveText: done.names });
    }
    if (!done.ok) return renderError(req, res, 404);
    flash(req, 'good', t('publishing:done'));
    res.redirect(303, casePath('desk', row.number));
  });

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
    { form, liveText = [] }: Again = {},
  ): Promise<void> {
    const t = translate(req);
    const { row } = bundle;
    const bodies = await listBodies(db, regionId);
    const decision = row.decision === null ? null : (JSON.parse(row.decision) as Decision);
    const holder = holderOf(facts);
    const input = {
      ...{ number: row.number, path: casePath('desk', row.number), bodies, liveText },
      material: decision?.material ?? null,
      bodySlug: bodies.find(({ id }) => id === holder)?.slug ?? null,
      files: await answerFiles(db, row.id),
      form: form ?? null,
    };
    const view = publishView(input, t, formatIn(languageOf(req), t, config.timezone));
    renderPage(req, res, 'requests/publishing/form', view, { title: t('publishing:form.title'), status });
  }

  return router;
}
