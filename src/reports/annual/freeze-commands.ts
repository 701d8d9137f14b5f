import type { AnnualReportRow } from '../../db/tables/reports';
import type { CurrentUser } from '../../web/guards';
import { mayTakeAnnual } from '../../workflow/annual-report';
import { openPoints, readReasons, reasonFor } from './checks';
import { type AnnualDeps, type AnnualDone, type Refused, type Seen, type Taken, takeStep } from './commands';
import { hashOf } from './figures';
import { reportByPublicId } from './queries';
import { readAhead, type Standing, type StandingAt, standingOf, writtenBy } from './standing-queries';

/** Why a point stands and the report may leave all the same; for the cases it names now, and no others. */
export async function explainPoint(
  deps: AnnualDeps,
  user: CurrentUser,
  seen: Seen,
  { key, reason }: { key: string; reason: string },
): Promise<AnnualDone> {
  const there = await reportByPublicId(deps.db, deps.regionId, seen.publicId);
  const points = there ? (await readAhead(deps.db, whereNow(deps), there)).standing.points : [];
  return takeStep(deps, user, seen, 'explain', (row, _trx, now) => {
    const found = points.find((one) => one.key === key && one.explainable);
    if (!found) return { refused: 'no_such_point' };
    const { mark, count, vars, cases } = found;
    const reasons = { ...readReasons(row.reasons), [key]: { mark, count, vars, reason, by: user.name, at: now } };
    const detail = { point: key, reason, count, cases };
    return { columns: { reasons: JSON.stringify(reasons) }, kind: 'annual_report_explained', detail };
  });
}

const whereNow = ({ regionId, config, clock }: AnnualDeps): StandingAt => ({
  ...{ regionId, timezone: config.timezone, at: clock.now().toISOString() },
});

/** How often the figures are read ahead, when others keep writing what was recorded before, until nobody may. */
const READINGS = 3;

/**
 * Freezes the figures of an instant, when everything reconciles or has its reason; the log keeps their hash. They are read
 * ahead, so that nobody waits for a large year, and kept only if nothing of that instant has come to light since.
 */
export async function freezeReport(deps: AnnualDeps, user: CurrentUser, seen: Seen): Promise<AnnualDone> {
  const there = await reportByPublicId(deps.db, deps.regionId, seen.publicId);
  // The step itself says that it is gone, stale or not to be frozen: nothing is read for that.
  const worth = there !== null && there.version === seen.version && mayTakeAnnual(there.state, 'freeze');
  for (let reading = 1; worth && reading <= READINGS; reading++) {
    const ahead = await readAhead(deps.db, whereNow(deps), there);
    const done = await takeStep(deps, user, seen, 'freeze', async (row, trx) =>
      (await writtenBy(trx, { regionId: deps.regionId, at: ahead.at })) === ahead.written
        ? freezing(row, ahead.standing, ahead.at)
        : { refused: 'overtaken' },
    );
    if (done.ok || done.code !== 'overtaken') return done;
  }
  return takeStep(deps, user, seen, 'freeze', async (row, trx, at) => {
    const { regionId, config } = deps;
    return freezing(row, await standingOf(trx, { regionId, timezone: config.timezone, at }, row), at);
  });
}

function freezing(row: AnnualReportRow, { figures, points }: Standing, at: string): Taken | Refused {
  const reasons = readReasons(row.reasons);
  const open = openPoints(points, reasons);
  if (!figures || open.length > 0) return { refused: 'points_open', points: open };
  const stored = JSON.stringify(figures);
  // What was explained and has vanished since is no longer said.
  const kept = Object.fromEntries(points.map((one) => [one.key, reasonFor(reasons, one)]));
  const hash = hashOf(stored);
  return {
    columns: { state: 'frozen', figures: stored, figures_hash: hash, frozen_at: at, reasons: JSON.stringify(kept) },
    kind: 'annual_report_frozen',
    detail: { hash, explained: Object.keys(kept) },
  };
}

/** Back to work before anything left: the figures will be taken anew. */
export async function thawReport(deps: AnnualDeps, user: CurrentUser, seen: Seen): Promise<AnnualDone> {
  return takeStep(deps, user, seen, 'thaw', () => ({
    columns: { state: 'draft', figures: null, figures_hash: null, frozen_at: null },
    kind: 'annual_report_thawed',
  }));
}
