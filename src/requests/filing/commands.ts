import { GENESIS } from '../../audit/chain';
import { chainRows } from '../../audit/commands';
import { atLocal, between, type Calendar, isDate, localDay, NoCalendarError } from '../../calendar/working-days';
import { sendHighest } from '../../cases/catch-up/commands';
import { worldAt, worldHeld } from '../../cases/world';
import { type Trx, writing } from '../../db/connect';
import { nextSerial } from '../../db/counters';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { accessCode, newCaseKey, newPublicId, sealText } from '../../secrets/keys';
import { overridesOf } from '../../terms/queries';
import { type Rung, rungsBetween } from '../../workflow/escalations';
import { nextActionAt, requestLadder } from '../../workflow/request-clocks';
import { factsAtFiling } from '../../workflow/request-effects';
import { termsOn } from '../../workflow/terms';
import { duplicateKey, identityIndex, openIdentity, sealIdentity } from '../identity';
import { REQUESTS } from '../kind';
import { writeCaseLetter } from '../letters/commands';
import { caseNumber } from '../number';
import { missingPapers } from '../papers';
import { filesOf } from '../queries';
import type { Filing, FilingResult, Receipt, StoredFile } from './input';

const DAY_MS = 86_400_000;

/** Leaves a transaction without keeping anything of it, with the answer it came to. */
class Undo {
  constructor(readonly result: FilingResult) {}
}

/**
 * Registers a request: number, code, dates, event, receipt letter and outbox entry in one transaction (UU 14/2008
 * Pasal 22 ayat (4): the number comes at the moment of acceptance). The counter's row is the lock that lets only one of
 * several identical filings become a case.
 */
export async function fileRequest(deps: Deps, filing: Filing): Promise<FilingResult> {
  const now = deps.clock.now();
  const nowIso = now.toISOString();
  const recordedOn = localDay(now, deps.config.timezone);
  const receivedOn = filing.receivedOn ?? recordedOn;
  const kept = termsOn(await overridesOf(deps.db, deps.regionId), receivedOn);
  try {
    return await writing(deps.db, async (trx) => {
      const { cal, ladder } = await worldHeld(deps, trx);
      const refusal = lateEntry(cal, filing, receivedOn, recordedOn);
      if (refusal) throw new Undo({ kind: 'refused', code: refusal });
      const facts = factsAtFiling({
        received_on: receivedOn,
        recorded_on: recordedOn,
        now: nowIso,
        body_id: filing.bodyId,
        opened: filing.channel !== 'web' && filing.channel !== 'api',
        cal,
        terms: kept === null ? null : JSON.stringify(kept),
      });
      return insert(deps, trx, filing, { now, recordedOn, receivedOn, cal, ladder, facts });
    });
  } catch (error) {
    if (error instanceof Undo) return error.result;
    if (error instanceof NoCalendarError) return { kind: 'no_calendar', year: error.year };
    throw error;
  }
}

/** More than one working day between receipt and entry needs a reason and the scanned letter. */
function lateEntry(cal: Calendar, filing: Filing, receivedOn: string, recordedOn: string) {
  if (!isDate(receivedOn) || receivedOn > recordedOn) return 'received_after_recorded' as const;
  if (between(cal, receivedOn, recordedOn) <= 1) return null;
  if (!filing.lateEntryReason?.trim()) return 'late_entry_needs_reason' as const;
  return filing.files.some((file) => file.kind === 'scan') ? null : ('late_entry_needs_scan' as const);
}

type Moment = {
  now: Date;
  recordedOn: string;
  receivedOn: string;
  cal: Calendar;
  ladder: readonly Rung[];
  facts: ReturnType<typeof factsAtFiling>;
};

async function insert(deps: Deps, trx: Trx, filing: Filing, at: Moment): Promise<FilingResult> {
  const { keys, config, regionId } = deps;
  const nowIso = at.now.toISOString();
  const serial = await nextSerial(trx, regionId, 'request', Number(at.recordedOn.slice(0, 4)));
  await stopRepeats(deps, trx, filing, at.now);

  const publicId = newPublicId(deps.clock.real());
  const number = caseNumber('P', Number(at.recordedOn.slice(0, 4)), serial);
  const { caseKey, sealed } = newCaseKey(keys, publicId);
  const receivedAt = at.receivedOn === at.recordedOn ? nowIso : atLocal(at.receivedOn, '12:00', config.timezone);
  const missing = missingPapers(
    filing.requesterKind,
    filing.identity.proxy !== null,
    filing.files.map((f) => f.kind),
  );

  const content = JSON.stringify({ identity: filing.identity, details: filing.details, purpose: filing.purpose });
  const entry = {
    regionId,
    kind: 'submitted',
    occurredAt: receivedAt,
    recordedAt: nowIso,
    actor: filing.actor,
    changes: Object.fromEntries(
      Object.entries(at.facts).flatMap(([k, v]) => (v === null ? [] : [[k, [null, v]]])),
    ) as Record<string, [unknown, unknown]>,
    detail: {
      number,
      channel: filing.channel,
      requester_kind: filing.requesterKind,
      obtain: filing.obtain,
      deliver: filing.deliver,
      missing,
      late_entry_reason: filing.lateEntryReason ?? null,
      sealed: sealText(keys.id, caseKey, content, `submitted:${publicId}`),
    },
  };
  const { rows, head } = chainRows(`request:${publicId}`, { seq: 0, hash: GENESIS }, [entry]);

  const row = {
    public_id: publicId,
    region_id: regionId,
    number,
    source: 'live' as const,
    channel: filing.channel,
    language: filing.language,
    version: 1,
    seq: head.seq,
    head_hash: head.hash,
    case_key_sealed: sealed,
    requester_kind: filing.requesterKind,
    identity_sealed: sealIdentity(keys, caseKey, publicId, filing.identity),
    identity_index: identityIndex(keys, filing.identity),
    duplicate_key: duplicateKey(keys, filing.identity, filing.details),
    user_id: filing.userId,
    details: filing.details,
    purpose: filing.purpose,
    obtain: filing.obtain,
    deliver: filing.deliver,
    received_at: receivedAt,
    recorded_at: nowIso,
    late_entry_reason: filing.lateEntryReason ?? null,
    ...at.facts,
    next_action_at: nextActionAt(at.facts, at.ladder, at.cal, config.timezone, nowIso),
  };
  const [inserted] = await trx('requests').insert(row).returning('id');
  const id = inserted.id as number;
  await trx('audit_events').insert(rows);
  await addFiles(trx, id, filing.files, nowIso, filing.actor.userId ?? null, deps.clock.real());
  if (filing.idempotency) {
    const { key, bodyHash } = filing.idempotency;
    await trx('idempotency_keys').insert({
      region_id: regionId,
      key,
      body_hash: bodyHash,
      request_id: id,
      created_at: nowIso,
    });
  }
  if (filing.draftId)
    await trx('request_drafts').where('id', filing.draftId).update({ request_id: id, content_sealed: '' });

  const code = accessCode(keys, publicId);
  const stored = { ...row, id } as unknown as RequestRow;
  const world = worldAt(deps, trx, at.cal, at.ladder);
  await writeCaseLetter(world, {
    ...{ row: stored, facts: at.facts, identity: filing.identity, kind: 'receipt' },
    ...{ dedupeKey: `receipt:${publicId}`, more: { code, missing } },
  });
  // A case that is entered late finds rungs already behind it.
  const past = rungsBetween(requestLadder(at.facts), at.ladder, at.cal, config.timezone, '', nowIso);
  if (past.length > 0) {
    const next = await sendHighest(world, REQUESTS, { row: stored, facts: at.facts, past }, head);
    await trx('requests').where('id', id).update({ seq: next.seq, head_hash: next.hash });
  }
  const receipt: Receipt = { id, publicId, number, received_at: receivedAt, due_on: at.facts.due_on, missing };
  return { kind: 'filed', receipt, code };
}

/** Ends the transaction when this filing already is a case: same key, same draft, or same identity and text within a day. */
async function stopRepeats(deps: Deps, trx: Trx, filing: Filing, now: Date): Promise<void> {
  const { regionId, keys } = deps;
  if (filing.idempotency) {
    const used = await trx('idempotency_keys').where({ region_id: regionId, key: filing.idempotency.key }).first();
    if (used && used.body_hash !== filing.idempotency.bodyHash) throw new Undo({ kind: 'key_reused' });
    if (used) throw new Undo(repeated(deps, await receiptOf(deps, trx, used.request_id)));
  }
  if (filing.draftId) {
    const draft = await trx('request_drafts').where('id', filing.draftId).first('request_id');
    if (draft?.request_id) throw new Undo(repeated(deps, await receiptOf(deps, trx, draft.request_id)));
  }
  const twin = await trx('requests')
    .where({ region_id: regionId, duplicate_key: duplicateKey(keys, filing.identity, filing.details) })
    .where('recorded_at', '>', new Date(now.getTime() - DAY_MS).toISOString())
    .orderBy('recorded_at')
    .first('id');
  if (twin) throw new Undo({ kind: 'duplicate', receipt: await receiptOf(deps, trx, twin.id) });
}

function repeated(deps: Deps, receipt: Receipt): FilingResult {
  return { kind: 'repeated', receipt, code: accessCode(deps.keys, receipt.publicId) };
}

async function receiptOf(deps: Deps, trx: Trx, requestId: number): Promise<Receipt> {
  const row: RequestRow = await trx('requests').where('id', requestId).first();
  const given = (await filesOf(trx, requestId)).map((file) => file.kind);
  const byProxy = Boolean(openIdentity(deps.keys, row)?.proxy);
  return {
    id: row.id,
    publicId: row.public_id,
    number: row.number,
    received_at: row.received_at,
    due_on: row.due_on,
    missing: missingPapers(row.requester_kind, byProxy, given),
  };
}

/** Adds files that already lie in the store to a case. Gives their ids, in order. */
export async function addFiles(
  trx: Trx,
  requestId: number,
  files: readonly (StoredFile & { originalId?: number | null; warning?: string | null })[],
  now: string,
  userId: number | null,
  real: Date,
): Promise<number[]> {
  if (files.length === 0) return [];
  const rows = files.map((file) => ({
    public_id: newPublicId(real),
    request_id: requestId,
    kind: file.kind,
    stored_name: file.storedName,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    sealed: file.sealed ? 1 : 0,
    original_id: file.originalId ?? null,
    letter_id: null,
    warning: file.warning ?? null,
    added_by: userId,
    added_at: now,
  }));
  const ids: { id: number }[] = await trx('request_files').insert(rows).returning('id');
  return ids.map((row) => row.id);
}
