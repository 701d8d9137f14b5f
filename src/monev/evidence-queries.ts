import { officesHeld } from '../accounts/office-queries';
import { newestAnnouncements } from '../announcements/queries';
import { localDay } from '../calendar/working-days';
import { publishedDocument } from '../catalogue/queries';
import type { DbOrTrx } from '../db/connect';
import type { Deps } from '../deps';
import { newestEnacted } from '../dip/queries';
import { lastChecked } from '../duty/queries';
import { waitingForMasking } from '../exemptions/queries';
import { exemptionsInForce } from '../exemptions/register-queries';
import { bodyScores } from '../freshness/queries';
import { newestReport } from '../reports/annual/queries';
import { annualTerms } from '../reports/annual/term-queries';
import { registerCount } from '../reports/registers/queries';
import { figuresNow } from '../reports/statistics/cached-queries';
import type { Stats } from '../reports/statistics/stats';
import { annualDueBy } from '../workflow/annual-report';
import { type Evidence, evidenceOf } from './evidence';
import type { AnnualFacts, Facts, OfficeFacts } from './facts';
import { SOURCES } from './sources';
import { proveNothing } from './unsound';

export type FactDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

/** Exemptions are counted up to here: that there are some is the proof. */
const COUNTED = 1_000;
/** Public bodies of their own: they answer for themselves. */
const SEPARATE = ['desa', 'bumd'];

/** What the portal knows now about everything that is asked, from the slices that keep it. */
export async function evidenceNow(deps: FactDeps, year: number): Promise<ReadonlyMap<string, Evidence>> {
  return evidenceOf(SOURCES, await factsNow(deps, year));
}

async function factsNow(deps: FactDeps, year: number): Promise<Facts> {
  const { db, regionId, clock, config } = deps;
  const { timezone } = config;
  const today = localDay(clock.now(), timezone);
  const held = (name: 'permohonan' | 'keberatan') =>
    registerCount(db, name, { regionId, year, bodyId: null, state: null, imported: null, withIdentity: false });
  const asked = { regionId, bodyId: null, today, after: null, limit: COUNTED };
  const [texts, dip, annual, stats, scores, permohonan, keberatan, inForce, waiting, announced, offices] =
    await Promise.all([
      lastChecked(db, regionId),
      newestEnacted(db, regionId),
      annualFacts(db, regionId, { year, timezone }),
      statsOf(deps, year, today),
      bodyScores(db, regionId),
      held('permohonan'),
      held('keberatan'),
      exemptionsInForce(db, asked),
      waitingForMasking(db, regionId, null, COUNTED),
      newestAnnouncements(db, regionId, 1),
      officeFacts(db, regionId, today),
    ]);
  return {
    ...{ today, timezone, year, texts, dip, annual, stats, offices, registers: { permohonan, keberatan } },
    scores: scores.filter(({ kind }) => !SEPARATE.includes(kind)),
    exemptions: { in_force: inForce.length, waiting: waiting.length },
    announced: announced[0] ?? null,
  };
}

async function annualFacts(
  db: DbOrTrx,
  regionId: number,
  { year, timezone }: { year: number; timezone: string },
): Promise<AnnualFacts> {
  const report = await newestReport(db, regionId, year, { published: true });
  const first = report && (await firstPublished(db, regionId, year));
  const document = report?.full_document
    ? await publishedDocument(db, regionId, { public_id: report.full_document })
    : undefined;
  return {
    due_by: annualDueBy(year, await annualTerms(db, regionId, year)),
    // A correction that came later does not make the report late.
    published_on: first ? localDay(first, timezone) : null,
    copied_on: report?.copied_on ?? null,
    document: document?.slug ?? null,
  };
}

async function firstPublished(db: DbOrTrx, regionId: number, year: number): Promise<string | null> {
  const row = await db('annual_reports')
    .where({ region_id: regionId, year, state: 'published' })
    .orderBy('number')
    .first('published_at');
  return row?.published_at ?? null;
}

async function statsOf(deps: FactDeps, year: number, today: string): Promise<Stats | null> {
  try {
    return (await figuresNow(deps, { year, asOf: today, source: null })).stats;
  } catch (error) {
    if (proveNothing(error)) return null;
    throw error;
  }
}

/** Active agencies with nobody who holds the office of PPID Pelaksana today. */
async function officeFacts(db: DbOrTrx, regionId: number, today: string): Promise<OfficeFacts> {
  const held: { id: number; role: string; body_id: number | null }[] = await officesHeld(db, regionId, today)
    .whereIn('r.role', ['ppid', 'atasan', 'petugas', 'opd'])
    .select('u.id', 'r.role', 'r.body_id');
  const people = (role: string) => new Set(held.filter((one) => one.role === role).map(({ id }) => id)).size;
  const served = new Set(held.filter(({ role }) => role === 'opd').map(({ body_id }) => body_id));
  const agencies: { id: number; short_name: string }[] = await db('bodies')
    .where({ region_id: regionId, active: 1 })
    .whereNotIn('kind', SEPARATE)
    .orderBy('name')
    .select('id', 'short_name');
  return {
    ...{ ppid: people('ppid'), atasan: people('atasan'), petugas: people('petugas'), agencies: agencies.length },
    without: agencies.filter(({ id }) => !served.has(id)).map(({ short_name }) => short_name),
  };
}
