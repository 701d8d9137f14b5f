import { calendarHeld } from '../calendar/queries';
import { addDays } from '../calendar/working-days';
import { publishExempt, releaseFiles } from '../catalogue/exempt-commands';
import { isPostgres, type Trx, writing } from '../db/connect';
import type { ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { overridesOf } from '../terms/queries';
import type { Approval } from '../workflow/exemption-facts';
import { termsOn } from '../workflow/terms';
import { decreeFor } from './decree-commands';
import { tellDelegates, tellHandedIn } from './mail-commands';
import { delegationOf } from './queries';
import type { StepCode, StepInput, StepResult } from './step-input';
import { SYSTEM, type Writing, writeStep, writingNow } from './write-commands';

/** Thrown inside a transaction of which nothing may stay. */
class Refused extends Error {
  constructor(readonly result: StepResult & { ok: false }) {
    super('refused');
  }
}

const refused = (code: StepCode): Refused => new Refused({ ok: false, kind: 'refused', code });

/**
 * Takes one step of an exemption in one transaction: judged by the machine, written with its event, its files, and what
 * follows from it: the decree, the item in the catalogue, the end of the exemption it replaces. Of a refused step nothing
 * is kept.
 */
export async function takeExemptionStep(deps: Deps, input: StepInput): Promise<StepResult> {
  const terms = await termsInForce(deps, input);
  try {
    return await writing(deps.db, async (trx) => {
      const world = writingNow(deps, trx, await calendarHeld(trx, deps.regionId));
      return inTransaction(world, input, terms);
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** A decision keeps the lengths that the office had set on its day. */
async function termsInForce(deps: Deps, { step }: StepInput): Promise<string | null> {
  if (step.do !== 'decide') return null;
  const kept = termsOn(await overridesOf(deps.db, deps.regionId), step.decided_on);
  return kept === null ? null : JSON.stringify(kept);
}

async function inTransaction(world: Writing, input: StepInput, terms: string | null): Promise<StepResult> {
  const { deps, trx, today } = world;
  const row = await locked(trx, deps.regionId, input.number);
  if (!row) return { ok: false, kind: 'not_found' };
  if (row.version !== input.version) return { ok: false, kind: 'stale' };
  const { step } = input;
  switch (step.do) {
    case 'decide':
      return decide(world, row, input, terms);
    case 'approve':
    case 'decline': {
      const found =
        input.actor.userId === null ? null : await delegationOf(trx, deps.regionId, input.actor.userId, today);
      const delegation = found && { userId: found.user_id, from_on: found.from_on, until_on: found.until_on };
      const approval: Approval | null = found && {
        ...{ kind: 'delegate', on: today, name: input.by.name ?? '', office: found.office, number: found.number },
      };
      const columns = step.do === 'approve' ? { approval: JSON.stringify(approval) } : {};
      return plain(world, row, { ...input, step: { ...step, delegation } }, columns);
    }
    case 'confirm_masking':
      return confirmMasking(world, row, input);
    default:
      return plain(world, row, input);
  }
}

async function plain(
  world: Writing,
  row: ExemptionRow,
  input: StepInput,
  columns: Partial<ExemptionRow> = {},
): Promise<StepResult> {
  const all = { ...input.columns, ...columns };
  const { actor, by } = input;
  const detail = { files: (input.files ?? []).map(({ kind, sha256 }) => ({ kind, sha256 })), ...noteOf(input) };
  const written = await writeStep(world, row, input.step, { actor, by, columns: all, detail });
  if (!written.ok) return { ok: false, kind: 'refused', code: written.code };
  await keepFiles(world, { exemption_id: row.id }, input);
  if (input.step.do === 'hand_in') await tellHandedIn(world, written.row);
  if (input.step.do === 'complete_test') await tellDelegates(world, written.row);
  return { ok: true, row: written.row };
}

const noteOf = ({ columns }: StepInput): Record<string, unknown> => (columns?.note ? { note: columns.note } : {});

/** Enacts the test and the others on the same decree; each gets its item, or ends what it replaces. */
async function decide(world: Writing, row: ExemptionRow, input: StepInput, terms: string | null): Promise<StepResult> {
  const { deps, trx } = world;
  if (input.step.do !== 'decide') throw new Error('decide takes its own step only');
  const step = { ...input.step, terms };
  const others: ExemptionRow[] = [];
  for (const number of [...new Set(input.also ?? [])].sort()) {
    const other = number === row.number ? null : await locked(trx, deps.regionId, number);
    if (other?.state !== 'tested' || other.purpose !== row.purpose) throw refused('also_changed');
    others.push(other);
  }
  const approval = row.approval ? (JSON.parse(row.approval) as Approval) : step.approval;
  const decree = await decreeFor(world, row, step, approval, input.by);
  if (!decree) throw refused('number_taken');
  let first: ExemptionRow | null = null;
  for (const one of [row, ...others]) {
    const columns: Partial<ExemptionRow> = {
      decision_id: decree.id,
      ...(one.approval === null && approval ? { approval: JSON.stringify(approval) } : {}),
      document_id: await itemFor(world, one, input),
    };
    const { actor, by } = input;
    const written = await writeStep(world, one, step, { actor, by, columns, detail: { decree: decree.number } });
    if (!written.ok) throw refused(written.code);
    await endReplaced(world, written.row);
    first ??= written.row;
  }
  await keepFiles(world, { exemption_id: row.id, decision_id: decree.id }, input);
  return { ok: true, row: first as ExemptionRow };
}

/** One exemption, one item: a new one, the one chosen at the test, or that of the exemption it changes. */
async function itemFor(world: Writing, row: ExemptionRow, { by }: StepInput): Promise<number | null> {
  const { deps, trx, now } = world;
  if (row.purpose === 'open') return row.document_id;
  if (row.document_id !== null && row.purpose === 'exempt') {
    const taken = await trx('exemptions').where({ document_id: row.document_id, state: 'decided' }).first('id');
    if (taken) throw refused('document_exempt_already');
  }
  const exempting = {
    regionId: deps.regionId,
    bodyId: row.body_id,
    title: row.title,
    documentId: row.document_id,
    now,
  };
  if (row.purpose === 'change') {
    const item = await trx('documents').where('id', row.document_id).first('title');
    if (item?.title === row.title) return row.document_id;
  }
  return (await publishExempt(trx, { userId: by.userId ?? null, actor: by }, exempting)).id;
}

/** What a decision that changes or opens does to the exemption before it. */
async function endReplaced(world: Writing, row: ExemptionRow): Promise<void> {
  if (row.replaces_id === null || row.purpose === 'exempt') return;
  const { trx, today } = world;
  const before = await lockedById(trx, row.replaces_id);
  if (before?.state !== 'decided') throw refused('predecessor_ended');
  const system = { actor: SYSTEM, by: { role: 'system' } };
  const detail = { by: row.number };
  if (row.purpose === 'change') {
    const written = await writeStep(world, before, { do: 'supersede' }, { ...system, detail });
    if (!written.ok) throw refused('predecessor_ended');
    return;
  }
  const opens_on = row.opens_on as string;
  if (before.ends_on !== null && opens_on > addDays(before.ends_on, 1)) throw refused('opens_after_end');
  const early = await writeStep(
    world,
    before,
    { do: 'end_early', opens_on },
    { ...system, columns: { target: row.target }, detail },
  );
  if (!early.ok) throw refused('predecessor_ended');
  if (opens_on > today) return;
  const opened = await writeStep(world, early.row, { do: 'expire' }, { ...system, detail });
  if (!opened.ok) throw refused(opened.code);
}

/** The files go out: only those that the officer has looked at, so the document must be as he saw it. */
async function confirmMasking(world: Writing, row: ExemptionRow, input: StepInput): Promise<StepResult> {
  const { trx, now } = world;
  const { actor, by } = input;
  const masked_by = by.userId ?? null;
  const written = await writeStep(world, row, input.step, { actor, by, columns: { ...input.columns, masked_by } });
  if (!written.ok) return { ok: false, kind: 'refused', code: written.code };
  const released = await releaseFiles(
    trx,
    { userId: masked_by, actor: by },
    {
      ...{ documentId: row.document_id as number, version: input.documentVersion ?? -1, now },
      ...{ summary: input.summary, detail: input.passed },
    },
  );
  if (!released) throw refused('document_changed');
  return { ok: true, row: written.row };
}

async function keepFiles(
  { deps, trx, now }: Writing,
  of: { exemption_id: number; decision_id?: number },
  { files = [], by }: StepInput,
): Promise<void> {
  if (files.length === 0) return;
  await trx('exemption_files').insert(
    files.map((file) => ({
      ...file,
      public_id: newPublicId(deps.clock.real()),
      // The decree belongs to every item it covers; the rest to the test it came with.
      ...(file.kind === 'decree' ? { decision_id: of.decision_id ?? null } : { exemption_id: of.exemption_id }),
      ...{ added_by: by.userId ?? null, added_at: now },
    })),
  );
}

async function locked(trx: Trx, regionId: number, number: string): Promise<ExemptionRow | undefined> {
  const query = trx('exemptions').where({ region_id: regionId, number });
  return (isPostgres(trx) ? query.forUpdate() : query).first();
}

async function lockedById(trx: Trx, id: number): Promise<ExemptionRow | undefined> {
  const query = trx('exemptions').where({ id });
  return (isPostgres(trx) ? query.forUpdate() : query).first();
}
