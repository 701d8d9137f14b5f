import { type Request, type Response, Router } from 'express';
import { rowKey } from '../accounts/row-key';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { currentUser, requireRole } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { OFFICERS, READERS } from './acting';
import { breachView, type Shown } from './case-pages';
import { type Contact, maskedContact, openContact } from './contact';
import { caseKeyOf } from './content';
import { NOTICES, type Notice, noticeView, PRINT_PAGE, printView } from './letter-pages';
import { agencyLetter, noticeFacts, subjectLetter } from './notice-commands';
import { openBreach } from './open-commands';
import { BREACHES_PATH, type OpenedBreach } from './opened';
import { PEOPLE_FORMS, PEOPLE_PAGE, type PeopleShown, peopleView } from './people-pages';
import { addresseePage, breachEvents } from './queries';
import { CASE_FORMS } from './step-pages';

const BASE = `${BREACHES_PATH}/:number`;

/** Reading one breach: its page, its two notices, the people concerned, and letters to print. */
export function breachCaseRoutes(deps: Deps): Router {
  const router = Router();
  const readers = requireRole(...READERS);
  const officers = requireRole(...OFFICERS);
  const find = (req: Request) => openBreach(deps, currentUser(req), String(req.params.number));

  router.get(BASE, readers, async (req, res) => {
    const opened = await find(req);
    if (!opened) return renderError(req, res, 404);
    const step = CASE_FORMS.find((name) => name === req.query.langkah && opened.steps.includes(name)) ?? null;
    await showBreach(deps, req, res, opened, { step, form: null, problems: [], conflict: false }, 200);
  });

  router.get(`${BASE}/surat/:notice`, readers, async (req, res) => {
    const opened = await find(req);
    const notice = (Object.keys(NOTICES) as Notice[]).find((name) => name === req.params.notice);
    if (!opened || !notice) return renderError(req, res, 404);
    await showNotice(deps, req, res, opened, notice, { form: null, conflict: false }, 200);
  });

  router.get(`${BASE}/penerima`, readers, async (req, res) => {
    const opened = await find(req);
    if (!opened) return renderError(req, res, 404);
    const step = PEOPLE_FORMS.find((name) => name === req.query.langkah && opened.steps.includes(name)) ?? null;
    await showPeople(deps, req, res, opened, { step, form: null, after: rowKey(req.query.sesudah) || null }, 200);
  });

  router.get(`${BASE}/penerima/:addressee/surat`, officers, async (req, res) => {
    const opened = await find(req);
    const ids = [rowKey(req.params.addressee)];
    const [one] = opened ? await addresseePage(deps.db, opened.row, { filter: 'all', after: null, limit: 1, ids }) : [];
    if (!opened || !one) return renderError(req, res, 404);
    await showPrint(deps, req, res, opened, { people: [one], next: null, after: null });
  });

  router.get(`${BASE}/cetak`, officers, async (req, res) => {
    const opened = await find(req);
    if (!opened) return renderError(req, res, 404);
    const after = rowKey(req.query.sesudah) || null;
    const found = await addresseePage(deps.db, opened.row, { filter: 'post', after, limit: PRINT_PAGE + 1 });
    const people = found.slice(0, PRINT_PAGE);
    const next = found.length > PRINT_PAGE ? (people.at(-1)?.id ?? null) : null;
    await showPrint(deps, req, res, opened, { people, next, after });
  });
  return router;
}

const worldOf = (deps: Deps, req: Request) => {
  const t = translate(req);
  const { timezone } = deps.config;
  return {
    t,
    fmt: formatIn(languageOf(req), t, timezone),
    today: localDay(deps.clock.now(), timezone),
    keys: deps.keys,
  };
};

/** Answers with the page of a breach, with the form of a step open or not. */
export async function showBreach(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedBreach,
  shown: Shown,
  status: number,
): Promise<void> {
  const world = worldOf(deps, req);
  const view = breachView(opened, await breachEvents(deps.db, opened.row.public_id), shown, world);
  const title = world.t('breaches:case.title', { number: opened.row.number });
  renderPage(req, res, 'breaches/case', view, { title, status, wide: true });
}

/** Answers with the people concerned, with a form for chosen ones or not. */
export async function showPeople(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedBreach,
  shown: PeopleShown,
  status: number,
): Promise<void> {
  const filters = { record_sending: 'sendable', drop_addressees: 'waiting' } as const;
  const filter = shown.step === null ? 'all' : filters[shown.step];
  const people = await addresseePage(deps.db, opened.row, { filter, after: shown.after, limit: PEOPLE_PAGE + 1 });
  const world = worldOf(deps, req);
  const view = peopleView(opened, people, shown, world);
  renderPage(req, res, 'breaches/people', view, { title: world.t('breaches:people.title'), status, wide: true });
}

/** Answers with a notice as it reads now, and the form that sends it. */
export async function showNotice(
  deps: Deps,
  req: Request,
  res: Response,
  opened: OpenedBreach,
  notice: Notice,
  shown: Parameters<typeof noticeView>[3],
  status: number,
): Promise<void> {
  const world = worldOf(deps, req);
  const doc = notice === 'lembaga' ? await agencyLetter(deps, deps.db, opened.row) : await sample(deps, req, opened);
  if (!doc) return renderError(req, res, 404);
  renderPage(req, res, 'breaches/notice', noticeView(notice, opened, doc, shown, world), { title: doc.title, status });
}

/** The letter as one of the people will read it; to nobody where there is nobody yet. */
async function sample(deps: Deps, req: Request, { row, names }: OpenedBreach) {
  const t = translate(req);
  const [facts, caseKey] = [await noticeFacts(deps, deps.db, row), caseKeyOf(deps.keys, row)];
  if (!facts || !caseKey) return null;
  const [waiting] = await addresseePage(deps.db, row, { filter: 'waiting', after: null, limit: 1 });
  const [first] = waiting ? [waiting] : await addresseePage(deps.db, row, { filter: 'all', after: null, limit: 1 });
  const nobody: Contact = { name: t('breaches:preview.sample'), email: null, address: null };
  const contact = first ? openContact(caseKey, row.public_id, first.contact_sealed) : nobody;
  return subjectLetter(deps, facts, names || !first ? contact : maskedContact(contact));
}

type Print = { people: { contact_sealed: string }[]; next: number | null; after: number | null };

async function showPrint(deps: Deps, req: Request, res: Response, { row }: OpenedBreach, print: Print): Promise<void> {
  const t = translate(req);
  const [facts, caseKey] = [await noticeFacts(deps, deps.db, row), caseKeyOf(deps.keys, row)];
  if (!facts || !caseKey) return renderError(req, res, 404);
  const docs = print.people.map((one) =>
    subjectLetter(deps, facts, openContact(caseKey, row.public_id, one.contact_sealed)),
  );
  renderPage(req, res, 'breaches/print', printView(row.number, docs, print, t), { title: t('breaches:print.title') });
}
