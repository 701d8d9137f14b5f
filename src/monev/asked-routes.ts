import type { Request, Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { MonevRoundRow } from '../db/tables/monev';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { currentUser, hasRole, type Role } from '../web/guards';
import { languageOf, translate } from '../web/language';
import { evidenceNow } from './evidence-queries';
import { answersOf, roundOf, type Which } from './queries';
import { CODE, type Questionnaire } from './questionnaire';
import { COMMISSIONS, PATH, readQuestionnaire } from './rounds';
import { type Standing, standingOf } from './standing';
import type { Words } from './words';

export const ROUND = `${PATH}/:year/:commission`;
export const READERS: readonly Role[] = ['petugas', 'opd', 'ppid', 'atasan', 'auditor', 'admin'];

/** A round with everything that is known of it now. */
export type Asked = { round: MonevRoundRow; questionnaire: Questionnaire; standing: Standing };

/** Answers 404 where a part of the address cannot be ours: PostgreSQL would call a NUL character a fault. */
export function onlyRounds(router: Router): void {
  const ours = (name: string, fits: (value: string) => boolean) =>
    router.param(name, (req, res, next, value) => (fits(String(value)) ? next() : renderError(req, res, 404)));
  ours('year', (value) => /^20\d\d$/.test(value));
  ours('commission', (value) => COMMISSIONS.some((one) => one === value));
  ours('code', (value) => CODE.test(value));
}

export const whichOf = (req: Request): Which => ({
  year: Number(req.params.year),
  commission: COMMISSIONS.find((one) => one === req.params.commission) ?? 'pusat',
});

export const wordsOf = (deps: Deps, req: Request): Words => {
  const t = translate(req);
  return { t, fmt: formatIn(languageOf(req), t, deps.config.timezone) };
};

/** The words of what leaves the portal. */
export const paperWords = (deps: Deps): Words => {
  const t = deps.i18n.for('id');
  return { t, fmt: formatIn('id', t, deps.config.timezone) };
};

export const todayOf = (deps: Deps): string => localDay(deps.clock.now(), deps.config.timezone);

/** The round in the address; null when an error page was answered. */
export async function roundAsked(deps: Deps, req: Request, res: Response): Promise<MonevRoundRow | null> {
  const round = await roundOf(deps.db, deps.regionId, whichOf(req));
  if (!round) renderError(req, res, 404);
  return round;
}

export async function standingNow(deps: Deps, round: MonevRoundRow): Promise<Asked> {
  const questionnaire = readQuestionnaire(round);
  const [answers, evidence] = [await answersOf(deps.db, round.id), await evidenceNow(deps, round.service_year)];
  return { round, questionnaire, standing: standingOf(questionnaire, answers, evidence) };
}

/** Only the PPID answers and edits, and only in a draft. */
export const mayWrite = (req: Request, round: MonevRoundRow): boolean =>
  round.state === 'draft' && hasRole(req.user, 'ppid');

export const rolesIn = (req: Request): Role[] => currentUser(req).roles.map(({ role }) => role);
