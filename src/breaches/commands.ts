import { GENESIS } from '../audit/chain';
import { type AuditActor, appendEvent, appendToCase } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type DbOrTrx, type Trx, writing } from '../db/connect';
import { nextSerial } from '../db/counters';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import { newCaseKey, newPublicId } from '../secrets/keys';
import { keepSetting } from '../settings/commands';
import { overridesOf } from '../terms/queries';
import type { BreachRefusal } from '../workflow/breach-facts';
import { decideBreach } from '../workflow/breach-machine';
import type { Role } from '../workflow/facts';
import { termsOn } from '../workflow/terms';
import { AGENCY_SETTING, type Agency, readAgency } from './agency';
import { type BreachContent, openContent, sealContent, sealWords } from './content';
import { catchUpBreach } from './escalate-commands';
import { changedBreachFacts, UNRECORDED } from './facts';
import { nextBreachAction } from './next-action';
import { breachNumber } from './number';
import { tallyOf } from './queries';

/** In which role somebody acts, and how the log names him. */
export type Acting = { role: Role; by: AuditActor };

export type BreachReport = { discovered_at: string; people_count: number | null; content: BreachContent };

export type Recorded = { ok: true; number: string } | { ok: false; code: BreachRefusal };

/** Terms in force on the day of an instant, as a case keeps them. */
export async function termsKept(deps: Deps, db: DbOrTrx, instant: string): Promise<string | null> {
  const kept = termsOn(await overridesOf(db, deps.regionId), localDay(instant, deps.config.timezone));
  return kept && JSON.stringify(kept);
}

/**
 * Records a breach: its number, its clock and its first event in one transaction. Recorded late, it meets the highest rung
 * that lies behind at once. The same report sent twice answers the first number.
 */
export async function recordBreach(deps: Deps, { role, by }: Acting, report: BreachReport): Promise<Recorded> {
  return writing(deps.db, async (trx) => {
    // Two clicks at once follow each other here.
    await trx('regions').where('id', deps.regionId).forUpdate().first('id');
    const now = deps.clock.now().toISOString();
    const { timezone } = deps.config;
    const step = { do: 'record' as const, discovered_at: report.discovered_at };
    const terms = await termsKept(deps, trx, report.discovered_at);
    const tally = NOBODY;
    const decision = decideBreach(UNRECORDED, step, { now, role, tally, described: true, agency_email: true, terms });
    if (!decision.ok) return decision;
    const twin = await sameReport(deps, trx, report);
    if (twin) return { ok: true, number: twin };

    const public_id = newPublicId(new Date(now));
    const number = await nextNumber(trx, deps.regionId, Number(localDay(now, timezone).slice(0, 4)));
    const { caseKey, sealed: case_key_sealed } = newCaseKey(deps.keys, public_id);
    const { after } = decision;
    const [stored]: BreachRow[] = await trx('breaches')
      .insert({
        ...after,
        ...{ public_id, region_id: deps.regionId, number, version: 1, seq: 0, head_hash: GENESIS, case_key_sealed },
        content_sealed: sealContent(deps.keys, caseKey, public_id, report.content),
        ...{ people_count: report.people_count, recorded_by: by.userId ?? null, next_action_at: null },
      })
      .returning('*');
    const row = stored as BreachRow;
    const first = {
      ...{ regionId: deps.regionId, kind: decision.row.event, occurredAt: now, recordedAt: now, actor: by },
      changes: changedBreachFacts(UNRECORDED, after),
      detail: {
        ...{ number, people_count: report.people_count },
        sealed: sealWords(deps.keys, caseKey, public_id, { content: report.content }),
      },
    };
    const behind = await catchUpBreach(deps, trx, { row, facts: after, now });
    const head = await appendToCase(trx, `breach:${public_id}`, { seq: 0, hash: GENESIS }, [first, ...behind]);
    await trx('breaches')
      .where({ id: row.id })
      .update({
        ...{ seq: head.seq, head_hash: head.hash },
        next_action_at: nextBreachAction(after, await tallyOf(trx, row), timezone, now),
      });
    return { ok: true, number };
  });
}

const NOBODY = {
  ...{ addressees: 0, waiting_email: 0, waiting_post: 0, last_told_at: null },
  ...{ unsent: 0, agency_unsent: false },
};

async function nextNumber(trx: Trx, regionId: number, year: number): Promise<string> {
  return breachNumber(year, await nextSerial(trx, regionId, 'breach', year));
}

async function sameReport(deps: Deps, trx: Trx, report: BreachReport): Promise<string | null> {
  const { discovered_at, people_count } = report;
  const rows: BreachRow[] = await trx('breaches')
    .where({ region_id: deps.regionId, state: 'open', discovered_at })
    .limit(50);
  const same = rows.find(
    (row) =>
      row.people_count === people_count &&
      JSON.stringify(openContent(deps.keys, row)) === JSON.stringify(report.content),
  );
  return same?.number ?? null;
}

/** Sets the agency that must be told; old and new value go to the settings' chain. */
export async function setAgency(deps: Deps, by: AuditActor, agency: Agency): Promise<void> {
  const { regionId, clock, db } = deps;
  const now = clock.now().toISOString();
  await writing(db, async (trx) => {
    const kept = await trx('settings').where({ region_id: regionId, key: AGENCY_SETTING }).forUpdate().first('value');
    const value = JSON.stringify(agency);
    if (kept?.value === value) return;
    await keepSetting(trx, regionId, { key: AGENCY_SETTING, value, now });
    const changes = { [AGENCY_SETTING]: [readAgency(kept?.value), agency] as [unknown, unknown] };
    const event = { regionId, kind: 'agency_set', occurredAt: now, recordedAt: now, actor: by, changes };
    await appendEvent(trx, 'settings', event);
  });
}
