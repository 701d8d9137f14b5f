import { actorOf } from '../../accounts/events';
import { localDay } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { AnnualReportRow } from '../../db/tables/reports';
import type { Deps } from '../../deps';
import { newPublicId } from '../../secrets/keys';
import type { CurrentUser } from '../../web/guards';
import { type AnnualStep, mayTakeAnnual } from '../../workflow/annual-report';
import type { Point } from './checks';
import { NO_TEXTS, type Texts } from './narrative';
import { newestReport, reportBefore } from './queries';
import { recordAnnual } from './record-commands';

export type AnnualDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

export type AnnualRefusal =
  | 'future_year'
  | 'not_in_this_state'
  | 'points_open'
  | 'no_such_point'
  /** Something recorded before came to light: the figures are read again. Nobody outside hears of it. */
  | 'overtaken';

export type AnnualDone =
  | { ok: true; report: AnnualReportRow }
  | { ok: false; code: 'not_found' | 'stale' | AnnualRefusal; points?: Point[] };

/** Begins the report of a year, or goes on with what there is of it. `withTexts`: from the texts of the report before. */
export async function startReport(
  deps: AnnualDeps,
  user: CurrentUser,
  { year, withTexts }: { year: number; withTexts: boolean },
): Promise<AnnualDone> {
  const at = deps.clock.now();
  const now = at.toISOString();
  if (year > Number(localDay(now, deps.config.timezone).slice(0, 4))) return { ok: false, code: 'future_year' };
  return writing(deps.db, async (trx): Promise<AnnualDone> => {
    const there = await newestReport(trx, deps.regionId, year);
    if (there) return { ok: true, report: there };
    const before = withTexts ? await reportBefore(trx, deps.regionId, year) : null;
    const texts = before?.texts ?? JSON.stringify(NO_TEXTS);
    const row = newRow(deps, user, at, { year, number: 1, texts });
    const [made]: AnnualReportRow[] = await trx('annual_reports')
      .insert(row)
      .onConflict(['region_id', 'year', 'number'])
      .ignore()
      .returning('*');
    if (!made) return { ok: true, report: (await newestReport(trx, deps.regionId, year)) as AnnualReportRow };
    await keepTexts(trx, made, user, now);
    const detail = { texts_of: before?.year ?? null };
    await recordAnnual(trx, made, { kind: 'annual_report_started', at: now, actor: actorOf(user, 'ppid'), detail });
    return { ok: true, report: made };
  });
}

type Begun = Pick<AnnualReportRow, 'year' | 'number' | 'texts'> & Partial<AnnualReportRow>;

function newRow(deps: AnnualDeps, user: CurrentUser, at: Date, begun: Begun): Omit<AnnualReportRow, 'id'> {
  return {
    ...{
      public_id: newPublicId(at),
      region_id: deps.regionId,
      state: 'draft',
      version: 1,
      correction: null,
      reasons: '{}',
    },
    ...{ figures: null, figures_hash: null, frozen_at: null, started_by: user.id, started_at: at.toISOString() },
    ...{ published_by: null, published_at: null, body_id: null, full_document: null, summary_document: null },
    ...{ copied_on: null, copied_way: null, copied_to: null, copied_note: null },
    ...begun,
  };
}

/** One more state of the texts, which is never changed. */
async function keepTexts(trx: Trx, report: AnnualReportRow, user: CurrentUser, at: string): Promise<number> {
  const last = await trx('annual_report_texts').where('report_id', report.id).max({ n: 'number' }).first();
  const number = Number(last?.n ?? 0) + 1;
  const row = { report_id: report.id, number, texts: report.texts, saved_by: user.id, saved_at: at };
  await trx('annual_report_texts').insert(row);
  return number;
}

/** Which report and the version the officer saw of it. */
export type Seen = { publicId: string; version: number };

export type Taken = { columns: Partial<AnnualReportRow>; kind: string; detail?: Record<string, unknown> } | 'unchanged';
export type Refused = { refused: AnnualRefusal; points?: Point[] };
type Take = (row: AnnualReportRow, trx: Trx, now: string) => Promise<Taken | Refused> | Taken | Refused;

/** One step of a report in one transaction, under its version, with its event. A refusal changes nothing. */
export async function takeStep(
  deps: AnnualDeps,
  user: CurrentUser,
  { publicId, version }: Seen,
  step: AnnualStep,
  take: Take,
): Promise<AnnualDone> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<AnnualDone> => {
    const row: AnnualReportRow | undefined = await trx('annual_reports')
      .where({ region_id: deps.regionId, public_id: publicId })
      .forUpdate()
      .first();
    if (!row) return { ok: false, code: 'not_found' };
    if (row.version !== version) return { ok: false, code: 'stale' };
    if (!mayTakeAnnual(row.state, step)) return { ok: false, code: 'not_in_this_state' };
    const taken = await take(row, trx, now);
    if (taken === 'unchanged') return { ok: true, report: row };
    if ('refused' in taken) return { ok: false, code: taken.refused, points: taken.points ?? [] };
    const report = { ...row, ...taken.columns, version: version + 1 };
    await trx('annual_reports')
      .where('id', row.id)
      .update({ ...taken.columns, version: version + 1 });
    const detail = taken.detail ?? {};
    await recordAnnual(trx, row, { kind: taken.kind, at: now, actor: actorOf(user, 'ppid'), detail });
    return { ok: true, report };
  });
}

/** Keeps what the officer wrote, and every state of it before. The same texts again change nothing. */
export async function writeTexts(deps: AnnualDeps, user: CurrentUser, seen: Seen, texts: Texts): Promise<AnnualDone> {
  return takeStep(deps, user, seen, 'write', async (row, trx, now) => {
    const stored = JSON.stringify(texts);
    if (stored === row.texts) return 'unchanged';
    const number = await keepTexts(trx, { ...row, texts: stored }, user, now);
    return { columns: { texts: stored }, kind: 'annual_report_written', detail: { texts: number } };
  });
}

/** A new version of a published report, with its texts and for a reason that readers are told. */
export async function correctReport(
  deps: AnnualDeps,
  user: CurrentUser,
  seen: Seen,
  reason: string,
): Promise<AnnualDone> {
  const at = deps.clock.now();
  const now = at.toISOString();
  return writing(deps.db, async (trx): Promise<AnnualDone> => {
    const row: AnnualReportRow | undefined = await trx('annual_reports')
      .where({ region_id: deps.regionId, public_id: seen.publicId })
      .first();
    if (!row) return { ok: false, code: 'not_found' };
    if (row.version !== seen.version) return { ok: false, code: 'stale' };
    const newest = (await newestReport(trx, deps.regionId, row.year)) as AnnualReportRow;
    // A second click, or somebody was quicker: the correction that is being made is the answer.
    if (newest.id !== row.id && newest.state !== 'published') return { ok: true, report: newest };
    if (newest.id !== row.id || !mayTakeAnnual(row.state, 'correct')) return { ok: false, code: 'not_in_this_state' };
    const { year, texts, body_id, full_document, summary_document } = row;
    const begun = { year, number: row.number + 1, texts, correction: reason, body_id, full_document, summary_document };
    const [made]: AnnualReportRow[] = await trx('annual_reports')
      .insert(newRow(deps, user, at, begun))
      .returning('*');
    const report = made as AnnualReportRow;
    await keepTexts(trx, report, user, now);
    const actor = actorOf(user, 'ppid');
    await recordAnnual(trx, report, { kind: 'annual_report_correcting', at: now, actor, detail: { reason } });
    return { ok: true, report };
  });
}
