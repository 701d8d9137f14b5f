import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { commissionOf } from '../letters/commission-queries';
import { acceptOf } from '../storage/file-kinds';
import { writeZip } from '../storage/zip';
import { renderError } from '../web/errors';
import type { FormState } from '../web/forms';
import { currentUser, hasRole, requireRole } from '../web/guards';
import { renderPage } from '../web/page';
import {
  mayWrite,
  onlyRounds,
  paperWords,
  READERS,
  ROUND,
  rolesIn,
  roundAsked,
  standingNow,
  todayOf,
  wordsOf,
} from './asked-routes';
import { readFrozen } from './frozen';
import { frozenView } from './frozen-pages';
import { indexView } from './index-pages';
import { missingView } from './missing-pages';
import { evidencePack } from './pack/commands';
import { allRounds, freezeOf, freezesOf, frozenBefore, roundEvents } from './queries';
import { resultsOf } from './result-queries';
import { roundView } from './round-pages';
import { PATH } from './rounds';
import { stepsFor } from './steps';

/** Packs that are being made at once; others come again. */
const MOST_AT_ONCE = 2;
let running = 0;

/** What everybody of the office reads: the years, one round, what is missing, what was frozen, and the evidence pack. */
export function monevReadingRoutes(deps: Deps): Router {
  const router = Router();
  onlyRounds(router);
  const guard = requireRole(...READERS);
  router.get(PATH, guard, (req, res) => showIndex(deps, req, res));
  router.get(ROUND, guard, (req, res) => showRound(deps, req, res));
  router.get(`${ROUND}/kurang`, guard, (req, res) => showMissing(deps, req, res));
  router.get(`${ROUND}/beku/:number`, guard, (req, res) => showFrozen(deps, req, res));
  router.get(`${ROUND}/bukti.zip`, guard, (req, res) => sendPack(deps, req, res));
  return router;
}

/** The start, also after the form to begin was refused. */
export async function showIndex(deps: Deps, req: Request, res: Response, form?: FormState): Promise<void> {
  const words = wordsOf(deps, req);
  const { name: provincial } = await commissionOf(deps.db, deps.regionId);
  const given = {
    ...{ rounds: await allRounds(deps.db, deps.regionId), provincial, mayStart: hasRole(req.user, 'ppid') },
    ...{ year: Number(todayOf(deps).slice(0, 4)), ...(form ? { form } : {}) },
  };
  const options = { title: words.t('monev:title'), status: form ? 422 : 200 };
  renderPage(req, res, 'monev/index', indexView(given, words), options);
}

type Shown = { status?: number; form?: FormState; tried?: string; conflict?: boolean };

/** A round, also after a step was refused. */
export async function showRound(
  deps: Deps,
  req: Request,
  res: Response,
  { status = 200, ...again }: Shown = {},
): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const { db, regionId } = deps;
  const user = currentUser(req);
  const { questionnaire, standing } = await standingNow(deps, round);
  const before = await frozenBefore(db, regionId, round);
  const steps = stepsFor(round.state, rolesIn(req));
  const same = steps.includes('approve') && round.proposed_by === user.id;
  const results = await resultsOf(db, round.id);
  const approved = results.length > 0 ? await freezeOf(db, round.id, null) : null;
  const own = approved ? readFrozen(approved).score : standing.score;
  const view = roundView(
    round,
    {
      ...{ questionnaire, standing, today: todayOf(deps), mayAnswer: mayWrite(req, round), ...again },
      ...{ same, steps: steps.filter((step) => !(same && step === 'approve')) },
      before: before && { ...before, score_of: readFrozen(before).score },
      ...{ freezes: await freezesOf(db, round.id), events: await roundEvents(db, round) },
      official: {
        ...{ results, own: { score: own, frozen: approved !== null }, accept: acceptOf('document') },
        mayRecord: hasRole(req.user, 'ppid'),
      },
      section: typeof req.query.bagian === 'string' ? req.query.bagian : null,
    },
    wordsOf(deps, req),
  );
  renderPage(req, res, 'monev/round', view, { title: view.title, wide: true, status });
}

async function showMissing(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const { standing } = await standingNow(deps, round);
  const view = missingView(round, standing, wordsOf(deps, req));
  renderPage(req, res, 'monev/missing', view, { title: view.title, wide: true });
}

async function showFrozen(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  const number = /^[1-9]\d{0,3}$/.test(String(req.params.number)) ? Number(req.params.number) : null;
  const row = number === null ? null : await freezeOf(deps.db, round.id, number);
  if (!row) return renderError(req, res, 404);
  const view = frozenView(round, row, readFrozen(row), wordsOf(deps, req));
  renderPage(req, res, 'monev/frozen', view, { title: view.title, wide: true });
}

async function sendPack(deps: Deps, req: Request, res: Response): Promise<void> {
  const round = await roundAsked(deps, req, res);
  if (!round) return;
  if (running >= MOST_AT_ONCE) {
    res.setHeader('Retry-After', '30');
    return renderError(req, res, 503);
  }
  running += 1;
  try {
    const { name, entries, mtime } = await evidencePack(deps, round, paperWords(deps));
    res.attachment(name);
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cache-Control', 'private, no-store');
    if (req.method === 'HEAD') return void res.end();
    await writeZip(entries, res, { mtime });
  } catch (error) {
    // A reader who went away is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    running -= 1;
  }
}
