import { actorOf } from '../accounts/events';
import { localDay } from '../calendar/working-days';
import { somethingRegistered } from '../catalogue/register-queries';
import { isUniqueViolation, type Trx, writing } from '../db/connect';
import type { DipVersionRow } from '../db/tables/dip';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { overridesOf } from '../terms/queries';
import type { CurrentUser } from '../web/guards';
import { type DipRefusal, type DipStep, decideDip } from '../workflow/dip-machine';
import { dipRenewBy } from '../workflow/dip-renewal';
import { termsOn } from '../workflow/terms';
import { fileDecree, type KeptDecree } from './decree-commands';
import { factsOf } from './facts';
import { heldVersion, newestEnacted, nextNumber, OPEN_STATES, versionByPublicId } from './queries';
import { recordDip } from './record-commands';
import { tellSuperior } from './remind/proposal-commands';
import { NO_ROWS } from './row';

type DipDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config' | 'keys' | 'i18n'>;

export type Proposed = { ok: true; publicId: string } | { ok: false; code: 'nothing_in_it' };

/** Begins a proposal of what is published now; its rows are frozen by the sweep. While one is open, it is the answer. */
export async function proposeDip(deps: DipDeps, user: CurrentUser, note: string | null): Promise<Proposed> {
  const at = deps.clock.now();
  const now = at.toISOString();
  return writing(deps.db, async (trx): Promise<Proposed> => {
    if (!(await somethingRegistered(trx, deps.regionId))) return { ok: false, code: 'nothing_in_it' };
    const [made]: DipVersionRow[] = await trx('dip_versions')
      .insert({
        ...{ public_id: newPublicId(at), region_id: deps.regionId, state: 'compiling', note },
        ...{ proposed_by: user.id, proposed_at: now, rows_hash: NO_ROWS },
      })
      .onConflict()
      .ignore()
      .returning('*');
    if (!made) {
      const open = await trx('dip_versions').where('region_id', deps.regionId).whereIn('state', OPEN_STATES).first();
      return { ok: true, publicId: open.public_id };
    }
    const actor = actorOf(user, 'ppid');
    await recordDip(trx, made, { kind: 'dip_compiling', at: now, actor, detail: { note } });
    return { ok: true, publicId: made.public_id };
  });
}

export type DipAsk =
  | Exclude<DipStep, { do: 'freeze' } | { do: 'enact' }>
  | { do: 'enact'; decree_on: string; decree_number: string };

export type DipDone =
  | { ok: true; version: DipVersionRow }
  | { ok: false; code: 'not_found' | 'stale' | 'decree_number_taken' | DipRefusal };

type Asked = { publicId: string; version: number; role: 'ppid' | 'atasan'; ask: DipAsk; decree?: KeptDecree | null };

/**
 * Takes one step of a version: judged by the machine, written with its event in one transaction, guarded by the version
 * the officer saw. A refusal changes nothing.
 */
export async function takeDipStep(deps: DipDeps, user: CurrentUser, asked: Asked): Promise<DipDone> {
  const found = await versionByPublicId(deps.db, deps.regionId, asked.publicId);
  if (!found) return { ok: false, code: 'not_found' };
  try {
    return await writing(deps.db, (trx) => inTransaction(deps, trx, found.id, user, asked));
  } catch (error) {
    if (asked.ask.do === 'enact' && isUniqueViolation(error)) return { ok: false, code: 'decree_number_taken' };
    throw error;
  }
}

async function inTransaction(
  deps: DipDeps,
  trx: Trx,
  id: number,
  user: CurrentUser,
  { version, role, ask, decree }: Asked,
): Promise<DipDone> {
  const row = await heldVersion(trx, id);
  if (!row || row.version !== version) return { ok: false, code: 'stale' };
  const at = deps.clock.now().toISOString();
  const today = localDay(at, deps.config.timezone);
  const last = await newestEnacted(trx, deps.regionId);
  const ctx = { role, userId: user.id, today, last_decree_on: last?.decree_on ?? null };
  const decision = decideDip(factsOf(row), ask, ctx);
  if (!decision.ok) return decision;
  const { to: state, event: kind } = decision;
  const columns = { state, ...(await columnsOf(deps, trx, { ask, user, at, today })) };
  await trx('dip_versions')
    .where({ id })
    .update({ ...columns, version: version + 1 });
  const after = { ...row, ...columns, version: version + 1 } as DipVersionRow;
  await recordDip(trx, row, {
    ...{ kind, at, actor: actorOf(user, role), changes: { state: [row.state, state] } },
    detail: detailOf(ask, after),
  });
  if (state === 'proposed') await tellSuperior(deps, trx, after, at);
  if (ask.do === 'enact' && decree) await fileDecree(trx, after, decree, { at, actor: actorOf(user, role) });
  return { ok: true, version: after };
}

type Acting = { ask: DipAsk; user: CurrentUser; at: string; today: string };

async function columnsOf(deps: DipDeps, trx: Trx, { ask, user, at, today }: Acting): Promise<Partial<DipVersionRow>> {
  switch (ask.do) {
    case 'approve':
      return { decided_by: user.id, decided_at: at, approved_on: today };
    case 'send_back':
      return { decided_by: user.id, decided_at: at, decision_note: ask.note };
    case 'resubmit':
      return { note: ask.note };
    case 'withdraw':
      return { withdrawn_at: at, withdrawn_reason: ask.reason };
    case 'enact': {
      const kept = termsOn(await overridesOf(trx, deps.regionId), ask.decree_on);
      const terms = kept ? JSON.stringify(kept) : null;
      return {
        ...{ number: await nextNumber(trx, deps.regionId), decree_number: ask.decree_number, decree_on: ask.decree_on },
        ...{ enacted_by: user.id, enacted_at: at, renew_by: dipRenewBy(ask.decree_on, terms), terms },
      };
    }
  }
}

/** What the event keeps: the words of the step, and with a decision the hash over the rows it is about. */
function detailOf(ask: DipAsk, row: DipVersionRow): Record<string, unknown> {
  const { do: _, ...words } = ask;
  if (ask.do === 'withdraw' || ask.do === 'resubmit' || ask.do === 'send_back') return words;
  const { row_count: rows, rows_hash, number, renew_by } = row;
  return { ...words, rows, rows_hash, ...(ask.do === 'enact' ? { number, renew_by } : {}) };
}
