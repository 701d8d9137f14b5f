import { runMailings } from '../announcements/mailing/commands';
import { advanceAnnouncements } from '../announcements/time-commands';
import { publishHead } from '../audit/heads/commands';
import { lostHead } from '../audit/heads/lost-queries';
import { sealEvents } from '../audit/seal/commands';
import { remindOfFindings } from '../auditor/finding-commands';
import { advanceBreaches } from '../breaches/advance-commands';
import { calendarInForce } from '../calendar/queries';
import { noteMailLeft } from '../cases/mailed/commands';
import { storeCounts } from '../catalogue/counts/commands';
import { dropErased } from '../catalogue/files/erase-commands';
import { tellOfArrivals } from '../catalogue/review/notify/commands';
import { publishDue } from '../catalogue/schedule-commands';
import { workIndexQueue } from '../catalogue/search/index-commands';
import type { Deps } from '../deps';
import { compileDip } from '../dip/compile/commands';
import { remindOfRenewal } from '../dip/remind/commands';
import { remindOfTexts } from '../duty/remind/commands';
import { advanceExemptions } from '../exemptions/sweep-commands';
import { reckonFreshness } from '../freshness/reckon-commands';
import { remindOfItems } from '../freshness/remind/commands';
import { announceMissingYear } from '../holidays/announce/commands';
import { runMoves } from '../holidays/move/commands';
import { runRecounts } from '../ladder/recount/commands';
import { deliverOutbox } from '../mail/deliver';
import { remindOfRounds } from '../monev/remind/commands';
import { OBJECTION_DRAFTS } from '../objections/public/draft';
import { remindOfReport } from '../reports/annual/remind/commands';
import { REQUEST_DRAFTS } from '../requests/public/draft';
import { expireDrafts } from '../requests/public/draft-commands';
import { runErasures } from '../retention/run-commands';
import { keepSetting } from '../settings/commands';
import { removeOldUploads } from '../storage/disk';
import { endUnreachable } from '../subscriptions/bounce-commands';
import { forgetOld } from '../subscriptions/commands';
import { runDigests } from '../subscriptions/digest/commands';
import { advanceAll } from './advance';
import { LATE_LETTERS } from './late-letters';
import { scanNewFiles } from './scan-files';

const DAY_MS = 86_400_000;
// A hundred thousand warnings should be out within the hour; how long one pass sends is bounded by its time.
const MOST_LETTERS = 5_000;
const INDEX_MS = 10_000;

export type SweepResult = { advanced: number; sent: number; retried: number; failed: number };

/**
 * One pass over everything that time has made due: cases first, then the outbox, expired drafts, and the seal over the
 * log. Safe to run twice, at once, on several machines: each case moves under its own version, each letter under a claim.
 */
export async function sweep(deps: Deps): Promise<SweepResult> {
  // Warnings first: they must not be delayed (Perki 1/2021 Pasal 25).
  const announcements = await advanceAnnouncements(deps);
  await runMailings(deps);
  const advanced = await advanceAll(deps);
  // After the cases: what was due before the calendar changed is done by the old dates.
  await runMoves(deps);
  await runRecounts(deps);
  await announceMissingYear(deps);
  await remindOfRenewal(deps);
  await compileDip(deps);
  await remindOfTexts(deps);
  await remindOfReport(deps);
  await remindOfRounds(deps);
  await reckonFreshness(deps);
  await remindOfItems(deps);
  await remindOfFindings(deps);
  await publishHead(deps);
  const breaches = await advanceBreaches(deps);
  const exemptions = await advanceExemptions(deps);
  const published = await publishDue(deps);
  await tellOfArrivals(deps);
  await workIndexQueue(deps.db, INDEX_MS);
  await runDigests(deps);
  const cal = await calendarInForce(deps.db, deps.regionId);
  const mail = await deliverOutbox(deps, {
    limit: MOST_LETTERS,
    onSent: (trx, sent) => noteMailLeft(deps, trx, cal, sent, LATE_LETTERS),
    onNoSuchAddress: async (trx, letter) => void (await endUnreachable(trx, deps, letter)),
  });
  await scanNewFiles(deps);
  await storeCounts(deps.db);
  await removeOldUploads(deps.config.dataDir, new Date(deps.clock.real().getTime() - DAY_MS));
  await expireDrafts(deps, REQUEST_DRAFTS);
  await expireDrafts(deps, OBJECTION_DRAFTS);
  await forgetOld(deps);
  await runErasures(deps);
  await dropErased(deps);
  await sealEvents(deps.db, deps.clock.real().toISOString());
  const lost = await lostHead(deps.db);
  if (lost) deps.log.error({ day: lost.day, seal: lost.seal_id }, 'a seal of the audit log is gone: nothing is sealed');
  await noteSweep(deps);
  return { advanced: announcements + advanced + breaches + exemptions + published, ...mail };
}

/** Leaves the time of this pass where `/readyz` and the administrator look for it. Real time. */
async function noteSweep({ db, regionId, clock }: Deps): Promise<void> {
  const at = clock.real().toISOString();
  await keepSetting(db, regionId, { key: 'last_sweep_at', value: at, now: at });
}
