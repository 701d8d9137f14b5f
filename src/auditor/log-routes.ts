import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { actorOf } from '../accounts/events';
import { chainNamed, numbersOf } from '../audit/case-queries';
import { beginExport, exportStopped } from '../audit/export/commands';
import { EXPORT_FILES } from '../audit/export/manifest';
import { keepHeadAddresses } from '../audit/heads/commands';
import { headAddresses, headHistory } from '../audit/heads/queries';
import { publicKeyOf } from '../audit/signing';
import { listBodies } from '../bodies/queries';
import type { Deps } from '../deps';
import { writeZip } from '../storage/zip';
import { csvOf } from '../web/csv';
import { flash } from '../web/flash';
import { formatIn } from '../web/format';
import { blankForm, type FormState, parseForm, withErrors } from '../web/forms';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { addressesForm, logForm, purposeForm } from './forms';
import { headRows, headsView, logView } from './log-pages';
import { type LogFilter, type LogPerson, logEntries, logKinds, staffNamed } from './log-queries';

const PAGE = 50;
const HEADS = 60;
const TEN_YEARS = 3_660;
const VERIFIER = readFileSync(join(__dirname, '..', 'audit', 'verify', 'verifier.mjs'));
const A_DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * The audit log for those who check it: `/auditor/log` to read and search, `/auditor/log/ekspor` to take it away signed,
 * `/admin/log` to say who is mailed its daily head, `/catatan-audit` for everybody with the key and the verifier.
 */
export function logRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, keys, config } = deps;
  const auditor = requireRole('auditor');
  const admin = requireRole('admin');

  router.get('/auditor/log', auditor, (req, res) => showLog(deps, req, res));

  router.get('/auditor/log/ekspor', auditor, (req, res) => showExport(req, res, blankForm()));

  router.post('/auditor/log/ekspor', auditor, async (req, res) => {
    const parsed = parseForm(purposeForm, req.body, translate(req));
    if (!parsed.ok) return showExport(req, res, parsed.form, 422);
    await sendExport(deps, req, res, parsed.data.purpose);
  });

  router.get('/admin/log', admin, async (req, res) => {
    const kept = await headAddresses(db, regionId);
    await showHeads(deps, req, res, { path: '/admin/log', form: blankForm({ addresses: kept.join('\n') }) });
  });

  router.post('/admin/log', admin, async (req, res) => {
    const parsed = parseForm(addressesForm, req.body, translate(req));
    if (!parsed.ok) return showHeads(deps, req, res, { path: '/admin/log', form: parsed.form, status: 422 });
    await keepHeadAddresses(deps, actorOf(currentUser(req), 'admin'), parsed.data.addresses);
    flash(req, 'good', translate(req)('auditor:head.saved'));
    res.redirect(303, '/admin/log');
  });

  router.get('/catatan-audit', (req, res) => showHeads(deps, req, res, { path: '/catatan-audit', form: null }));

  router.get('/catatan-audit/kunci.pem', (_req, res) => {
    res.type('text/plain').set('Cache-Control', 'public, max-age=300').send(publicKeyOf(keys));
  });

  router.get('/catatan-audit/sidik-jari.csv', async (_req, res) => {
    const heads = await headHistory(db, regionId, { before: null, limit: TEN_YEARS });
    res.attachment('sidik-jari-catatan-audit.csv').type('text/csv');
    res.set('Cache-Control', 'public, max-age=300').send(csvOf(headRows(heads, config.org.region)));
  });

  router.get('/catatan-audit/pemeriksa.mjs', (_req, res) => {
    res.attachment(EXPORT_FILES.verifier).type('text/javascript');
    res.set('Cache-Control', 'public, max-age=300').send(VERIFIER);
  });

  return router;
}

function showExport(req: Request, res: Response, form: FormState, status = 200): void {
  renderPage(req, res, 'auditor/export', { form }, { title: translate(req)('auditor:export.title'), status });
}

/** As a ZIP that is made while it is read: the log, its manifest, and what checks both. */
async function sendExport(deps: Deps, req: Request, res: Response, purpose: string): Promise<void> {
  const by = actorOf(currentUser(req), 'auditor');
  const { pieces, manifest } = await beginExport(deps, { by, purpose });
  res.attachment('catatan-audit.zip').type('application/zip').set('Cache-Control', 'private, no-store');
  const entries = [
    { name: EXPORT_FILES.log, content: async () => Readable.from(pieces) },
    { name: EXPORT_FILES.manifest, content: async () => Buffer.from(`${JSON.stringify(manifest(), null, 2)}\n`) },
    { name: EXPORT_FILES.verifier, content: VERIFIER },
  ];
  // Somebody who goes away leaves half a ZIP, which nothing takes for a whole one.
  await writeZip(entries, res, { mtime: deps.clock.now() }).catch(async (error) => {
    deps.log.warn({ err: error }, 'an export of the log was not taken to its end');
    await exportStopped(deps, by);
  });
}

async function showLog(deps: Deps, req: Request, res: Response): Promise<void> {
  const { db, regionId, config } = deps;
  const t = translate(req);
  const parsed = parseForm(logForm, req.query, t);
  const typed = parsed.ok ? parsed.data : { orang: '', kasus: '', jenis: '' };
  const found = await filterOf(deps, typed);
  const errors = Object.fromEntries(found.unknown.map((name) => [name, t(`auditor:log.unknown.${name}`)]));
  const form = withErrors(parsed.form, errors);
  const wrong = Object.keys(form.errors).length > 0;
  const before = decodeCursor(rowId(), req.query.sesudah);
  const rows = wrong ? [] : await logEntries(db, regionId, found.filter, { before, limit: PAGE + 1 });
  const entries = rows.slice(0, PAGE);
  const chains = [...new Set(entries.map(({ chain }) => chain))];
  const view = logView(
    {
      ...{ form, query: typed, entries, people: found.people, beyondFirst: before !== null },
      kinds: await logKinds(db, regionId),
      numbers: await numbersOf(db, chains),
      next: rows.length > PAGE ? (entries[PAGE - 1]?.[found.filter.chain ? 'seq' : 'id'] ?? null) : null,
    },
    { t, fmt: formatIn(languageOf(req), t, config.timezone), bodies: await bodyNames(db, regionId) },
  );
  renderPage(req, res, 'auditor/log', view, { title: t('auditor:log.title'), status: wrong ? 422 : 200, wide: true });
}

async function bodyNames(db: Deps['db'], regionId: number): Promise<Map<number, { name: string }>> {
  const bodies = await listBodies(db, regionId, { inactiveToo: true });
  return new Map(bodies.map((body) => [body.id, body]));
}

type Found = { filter: LogFilter; people: LogPerson[]; unknown: ('orang' | 'kasus')[] };

/** What the typed words mean. Several people of a name are offered to choose from. */
async function filterOf(
  { db, regionId }: Deps,
  { orang, kasus, jenis }: { orang: string; kasus: string; jenis: string },
): Promise<Found> {
  const people = orang ? await staffNamed(db, regionId, orang) : [];
  const chain = kasus ? await chainNamed(db, regionId, kasus) : null;
  const unknown: Found['unknown'] = [];
  if (orang && people.length !== 1) unknown.push('orang');
  if (kasus && !chain) unknown.push('kasus');
  return {
    filter: { chain, person: people[0]?.id ?? null, kind: jenis || null },
    people: people.length > 1 ? people : [],
    unknown,
  };
}

/** The history of the daily heads, for everybody; with a form, for the administrator. */
async function showHeads(
  deps: Deps,
  req: Request,
  res: Response,
  { path, form, status = 200 }: { path: string; form: FormState | null; status?: number },
): Promise<void> {
  const t = translate(req);
  const before = decodeCursor(A_DAY, req.query.sesudah);
  const rows = await headHistory(deps.db, deps.regionId, { before, limit: HEADS + 1 });
  const heads = rows.slice(0, HEADS);
  const next = rows.length > HEADS ? (heads[HEADS - 1]?.day ?? null) : null;
  const given = {
    heads,
    key: publicKeyOf(deps.keys),
    region: deps.config.org.region,
    path,
    next,
    beyondFirst: before !== null,
  };
  const view = headsView(given, t, formatIn(languageOf(req), t, deps.config.timezone));
  const template = form ? 'auditor/addresses' : 'auditor/heads';
  renderPage(req, res, template, form ? { ...view, form } : view, {
    ...{ title: t(form ? 'auditor:head.settings' : 'auditor:head.title'), status, wide: true },
  });
}
