import { GENESIS } from '../../audit/chain';
import { chainRows } from '../../audit/commands';
import { atLocal, between, type Calendar, isDate, NoCalendarError } from '../../calendar/working-days';
import { rungsBehind, sendHighest } from '../../cases/catch-up/commands';
import { mailsAbout } from '../../cases/fire/tell';
import type { World } from '../../cases/kind';
import { nextActionOf } from '../../cases/next-action';
import { stepInside } from '../../cases/step/commands';
import { worldHeld } from '../../cases/world';
import { isPostgres, writing } from '../../db/connect';
import { nextSerial } from '../../db/counters';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { writeLetters } from '../../letters/commands';
import { enqueueMails } from '../../mail/outbox';
import { factsOf } from '../../requests/facts';
import { duplicateKey, identityIndex, openIdentity, sealIdentity } from '../../requests/identity';
import { REQUESTS } from '../../requests/kind';
import { caseNumber } from '../../requests/number';
import { accessCode, newCaseKey, newPublicId, sealText } from '../../secrets/keys';
import { overridesOf } from '../../terms/queries';
import { objectionAtFiling } from '../../workflow/objection-machine';
import { type ObjectionWindow, objectionWindow } from '../../workflow/objection-window';
import { termsOn } from '../../workflow/terms';
import { addCaseFiles } from '../files/commands';
import { OBJECTIONS } from '../kind';
import { missingFor } from '../papers';
import type { ObjectionFiling, ObjectionReceipt, ObjectionResult } from './input';
import { filedFromDraft, openTwin } from './repeat-queries';

const DAY_MS = 86_400_000;
const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/** Leaves a transaction without keeping anything of it, with the answer it came to. */
class Undo {
  constructor(readonly result: ObjectionResult) {}
}

/**
 * Registers an objection (UU 14/2008 Pasal 35–36, Perki 1/2021 Pasal 39–43): number, code, dates, event, receipt and
 * outbox entry in one transaction; the request behind it is told in the same. A late objection is flagged, one that
 * objects to nothing is refused with its reason.
 */
export async function fileObjection(deps: Deps, filing: ObjectionFiling): Promise<ObjectionResult> {
  const overrides = await overridesOf(deps.db, deps.regionId);
  try {
    return await writing(deps.db, async (trx) => insert(await worldHeld(deps, trx), filing, overrides));
  } catch (error) {
    if (error instanceof Undo) return error.result;
    if (error instanceof NoCalendarError) return { kind: 'no_calendar', year: error.year };
    throw error;
  }
}

async function insert(
  world: World,
  filing: ObjectionFiling,
  overrides: Awaited<ReturnType<typeof overridesOf>>,
): Promise<ObjectionResult> {
  const { deps, trx, now, today, cal } = world;
  const { keys, regionId } = deps;
  const receivedOn = filing.receivedOn ?? today;
  const refusal = lateEntry(cal, filing, receivedOn, today);
  if (refusal) return { kind: 'refused', code: refusal };
  const serial = await nextSerial(trx, regionId, 'objection', Number(today.slice(0, 4)));
  if (filing.draftId) await stopFiledDraft(world, filing.draftId);
  const request = filing.requestId === null ? null : await lockedRequest(world, filing.requestId);
  const window = await windowOf(world, filing, request, receivedOn);
  if ('code' in window) throw new Undo({ kind: 'refused', code: window.code });
  if (filing.ground === 'b') await stopRepeats(world, filing);

  const kept = termsOn(overrides, receivedOn);
  const facts = objectionAtFiling({
    ...{ ground: filing.ground as 'a', request_id: filing.ground === 'b' ? null : filing.requestId },
    body_id: request ? holderOfRequest(request) : filing.bodyId,
    ...{ received_on: receivedOn, recorded_on: today, ...window, now, cal },
    refusal_proposed_by: request?.proposed_by ?? null,
    terms: kept === null ? null : JSON.stringify(kept),
  });
  const publicId = newPublicId(deps.clock.real());
  const number = caseNumber('K', Number(today.slice(0, 4)), serial);
  const { caseKey, sealed } = newCaseKey(keys, publicId);
  const receivedAt = receivedOn === today ? now : atLocal(receivedOn, '12:00', deps.config.timezone);
  const { identity, details, purpose, position } = filing;
  const entry = {
    regionId,
    kind: 'submitted',
    occurredAt: receivedAt,
    recordedAt: now,
    actor: filing.actor,
    changes: Object.fromEntries(
      Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, [null, value]]])),
    ) as Record<string, [unknown, unknown]>,
    detail: {
      number,
      request: facts.request_id === null ? null : (request?.number ?? null),
      channel: filing.channel,
      requester_kind: filing.requesterKind,
      late_entry_reason: filing.lateEntryReason ?? null,
      files: filing.files.map((file) => ({ kind: file.kind, sha256: file.sha256 })),
      sealed: sealText(
        keys.id,
        caseKey,
        JSON.stringify({ identity, details, purpose, position }),
        `submitted:${publicId}`,
      ),
    },
  };
  const { rows, head } = chainRows(`objection:${publicId}`, { seq: 0, hash: GENESIS }, [entry]);
  const values = {
    public_id: publicId,
    region_id: regionId,
    number,
    channel: filing.channel,
    language: filing.language,
    version: 1,
    seq: head.seq,
    head_hash: head.hash,
    request_number: facts.request_id === null ? null : (request?.number ?? null),
    document_id: filing.documentId ?? null,
    case_key_sealed: sealed,
    requester_kind: filing.requesterKind,
    identity_sealed: sealIdentity(keys, caseKey, publicId, identity),
    identity_index: identityIndex(keys, identity),
    duplicate_key: duplicateKey(keys, identity, details),
    user_id: filing.userId,
    ...{ details, purpose, position },
    received_at: receivedAt,
    recorded_at: now,
    late_entry_reason: filing.lateEntryReason ?? null,
    ...facts,
    ...{ delegation: null, answered_by: null, answer: null, settlement: null, response: null },
    next_action_at: nextActionOf(deps, OBJECTIONS, facts, world),
  };
  const [inserted] = await trx('objections').insert(values).returning('id');
  const row = { ...values, id: inserted.id } as ObjectionRow;
  await trx('audit_events').insert(rows);
  if (filing.draftId) {
    await trx('objection_drafts').where('id', filing.draftId).update({ objection_id: row.id, content_sealed: '' });
  }
  await addCaseFiles(
    trx,
    { kind: 'objection', id: row.id },
    filing.files,
    now,
    filing.actor.userId ?? null,
    deps.clock.real(),
  );
  const code = accessCode(keys, publicId);
  const given = { kind: filing.requesterKind, identity, given: filing.files.map((file) => file.kind) };
  const missing = missingFor(given, facts.request_id !== null && request ? openIdentity(keys, request) : null);
  const party = { identity, key: caseKey, publicId };
  const wish = { kind: 'objection_receipt', dedupeKey: `receipt:${publicId}`, more: { code, missing } };
  const letter = await OBJECTIONS.letter(world, row, facts, party, wish);
  await writeLetters(trx, { keys, config: deps.config, i18n: deps.i18n, now, today }, [letter]);
  const about = { row, facts, tells: 'superior' as const, event: 'submitted', version: 1 };
  await enqueueMails(trx, keys, now, await mailsAbout(world, OBJECTIONS, about));
  // An objection that is entered late finds rungs already behind it.
  const past = rungsBehind(world, OBJECTIONS, facts, '');
  const next = await sendHighest(world, OBJECTIONS, { row, facts, past }, head);
  if (past.length > 0) await trx('objections').where('id', row.id).update({ seq: next.seq, head_hash: next.hash });
  if (facts.request_id !== null) {
    await stepInside(world, REQUESTS, {
      caseId: facts.request_id,
      ...{ version: null, step: { do: 'objection_filed' }, actor: SYSTEM, by: { role: 'system' } },
      detail: { objection: number, ground: facts.ground },
    });
  }
  return { kind: 'filed', receipt: receiptOf(row), code };
}

const holderOfRequest = (request: RequestRow): number | null => REQUESTS.holder(factsOf(request));

async function lockedRequest({ deps, trx }: World, id: number): Promise<RequestRow> {
  const query = trx('requests').where({ id, region_id: deps.regionId });
  const row: RequestRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
  if (!row) throw new Undo({ kind: 'refused', code: 'request_needed' });
  // Nothing is left of it that could be objected to.
  if (row.erased_at !== null) throw new Undo({ kind: 'refused', code: 'request_erased' });
  return row;
}

async function windowOf({ trx, cal }: World, filing: ObjectionFiling, request: RequestRow | null, receivedOn: string) {
  const openGrounds: string[] =
    request === null
      ? []
      : await trx('objections').where({ request_id: request.id, state: 'registered' }).limit(50).pluck('ground');
  const judged = objectionWindow(cal, {
    ground: filing.ground,
    receivedOn,
    request: request && filing.ground !== 'b' ? factsOf(request) : null,
    foundOn: filing.foundOn ?? null,
    openGrounds,
  });
  return judged.ok ? (judged.window as ObjectionWindow) : { code: judged.code };
}

/** More than one working day between receipt and entry needs a reason and the scanned letter, as with a request. */
function lateEntry(cal: Calendar, filing: ObjectionFiling, receivedOn: string, recordedOn: string) {
  if (!isDate(receivedOn) || receivedOn > recordedOn) return 'received_after_recorded' as const;
  if (between(cal, receivedOn, recordedOn) <= 1) return null;
  if (!filing.lateEntryReason?.trim()) return 'late_entry_needs_reason' as const;
  return filing.files.some((file) => file.kind === 'scan') ? null : ('late_entry_needs_scan' as const);
}

/** The counter's row is locked by now: of two clicks on one draft only the first makes an objection. */
async function stopFiledDraft({ trx }: World, draftId: number): Promise<void> {
  const row = await filedFromDraft(trx, draftId);
  if (row) throw new Undo({ kind: 'repeated', receipt: receiptOf(row), own: true });
}

/** The same person with the same words again within a day, while the first is open: he gets the number of the first. */
async function stopRepeats({ deps, trx, now }: World, filing: ObjectionFiling): Promise<void> {
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const twin = await openTwin(trx, deps.regionId, duplicateKey(deps.keys, filing.identity, filing.details), since);
  if (twin) throw new Undo({ kind: 'repeated', receipt: receiptOf(twin), own: false });
}

function receiptOf(row: ObjectionRow): ObjectionReceipt {
  const { id, public_id: publicId, number, received_on, due_on, late, object_by } = row;
  return { id, publicId, number, received_on, due_on, late: late === 1, object_by };
}
