import { staffWithRole } from '../accounts/queries';
import type { AuditActor } from '../audit/commands';
import { appendEvent } from '../audit/commands';
import { addDays, localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import type { AuditFindingNoteRow, AuditFindingRow } from '../db/tables/auditor';
import type { Deps } from '../deps';
import { enqueueMails, type Mail } from '../mail/outbox';
import { newPublicId } from '../secrets/keys';
import { decideFinding, type FindingSide, type FindingStep, REMIND_EVERY_DAYS } from './finding';
import { findingByPublicId, type ListedFinding } from './finding-queries';

export type FindingDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config' | 'keys' | 'i18n'>;

export type FindingOrder = {
  title: string;
  text: string;
  caseNumber: string | null;
  figure: string | null;
  bodyId: number | null;
  answerBy: string;
};

/** Who takes a step: his key, and how the log names him. */
export type By = { userId: number; actor: AuditActor };

/** Leaves a finding; whoever is to answer hears of it. The case it is about is not touched. */
export async function openFinding(deps: FindingDeps, by: By, order: FindingOrder): Promise<string> {
  const { db, clock, regionId } = deps;
  const at = clock.now();
  const now = at.toISOString();
  const { title, caseNumber, figure, bodyId, answerBy } = order;
  const row = {
    ...{ public_id: newPublicId(at), region_id: regionId, title, case_number: caseNumber, figure, body_id: bodyId },
    ...{ state: 'open' as const, version: 1, answer_by: answerBy, remind_on: addDays(answerBy, 1) },
    ...{ created_by: by.userId, created_at: now, updated_at: now },
  };
  await writing(db, async (trx) => {
    const [{ id }] = await trx('audit_findings').insert(row).returning('id');
    await note(trx, id, 'opened', order.text, by, now);
    await record(deps, trx, row.public_id, 'finding_opened', by, now, {
      ...{ title, case: caseNumber, figure, body: bodyId, answer_by: answerBy },
    });
    const finding = await findingByPublicId(trx, regionId, row.public_id);
    if (finding) await tellBody(deps, trx, finding, 'opened', `opened:${1}`);
  });
  return row.public_id;
}

export type StepTaken = { ok: true } | { ok: false; reason: 'gone' | 'stale' | 'refused' };

/** Answers, asks again or closes; guarded by the version that the page showed. */
export async function stepFinding(
  deps: FindingDeps,
  by: By & { side: FindingSide },
  publicId: string,
  { step, text, answerBy, version }: { step: FindingStep; text: string; answerBy: string | null; version: number },
): Promise<StepTaken> {
  const { db, clock, regionId } = deps;
  const now = clock.now().toISOString();
  return writing(db, async (trx): Promise<StepTaken> => {
    const finding = await findingByPublicId(trx, regionId, publicId);
    if (!finding) return { ok: false, reason: 'gone' };
    if (finding.version !== version) return { ok: false, reason: 'stale' };
    const decided = decideFinding(finding.state, step, by.side);
    if (!decided) return { ok: false, reason: 'refused' };
    const due = decided.to === 'open' && answerBy ? answerBy : finding.answer_by;
    const next: Partial<AuditFindingRow> = {
      ...{ state: decided.to, version: version + 1, answer_by: due, updated_at: now },
      remind_on: decided.to === 'open' ? addDays(due, 1) : null,
    };
    const changed = await trx('audit_findings').where({ id: finding.id, version }).update(next);
    if (changed !== 1) return { ok: false, reason: 'stale' };
    await note(trx, finding.id, decided.note, text, by, now);
    const kind = `finding_${decided.note}`;
    await record(
      deps,
      trx,
      publicId,
      kind,
      by,
      now,
      {},
      { state: [finding.state, decided.to], answer_by: [finding.answer_by, due] },
    );
    const occasion = `${decided.note}:${version + 1}`;
    if (by.side === 'body') await tellAuditor(deps, trx, finding, occasion);
    else await tellBody(deps, trx, { ...finding, answer_by: due }, decided.note, occasion);
    return { ok: true };
  });
}

/** Most reminders that one pass sends. */
const A_PASS = 100;

/** Reminds whoever has not answered by the day, and every week from then on; each once, also with two sweeps at once. */
export async function remindOfFindings(deps: FindingDeps): Promise<number> {
  const { db, clock, regionId, config } = deps;
  const now = clock.now().toISOString();
  const today = localDay(now, config.timezone);
  const due: { id: number; public_id: string; remind_on: string }[] = await db('audit_findings')
    .where('region_id', regionId)
    .where('remind_on', '<=', today)
    .orderBy(['remind_on', 'id'])
    .limit(A_PASS)
    .select('id', 'public_id', 'remind_on');
  let reminded = 0;
  for (const { id, public_id, remind_on } of due) {
    reminded += await writing(db, async (trx) => {
      const mine = await trx('audit_findings')
        .where({ id, remind_on, state: 'open' })
        .update({ remind_on: addDays(today, REMIND_EVERY_DAYS) });
      const finding = mine === 1 ? await findingByPublicId(trx, regionId, public_id) : null;
      if (!finding) return 0;
      const by = { userId: 0, actor: { role: 'system' } };
      await record(deps, trx, public_id, 'finding_reminded', by, now, { answer_by: finding.answer_by });
      await tellBody(deps, trx, finding, 'reminded', `reminded:${today}`);
      return 1;
    });
  }
  return reminded;
}

async function note(
  trx: Trx,
  finding_id: number,
  kind: AuditFindingNoteRow['kind'],
  text: string,
  by: By,
  now: string,
) {
  const row = { finding_id, kind, text, user_id: by.userId, role: by.actor.role, made_at: now };
  await trx('audit_finding_notes').insert(row);
}

async function record(
  { regionId }: FindingDeps,
  trx: Trx,
  publicId: string,
  kind: string,
  { actor }: By,
  now: string,
  detail: Record<string, unknown>,
  changes: Record<string, [unknown, unknown]> = {},
): Promise<void> {
  const entry = { regionId, kind, occurredAt: now, recordedAt: now, actor, detail, changes };
  await appendEvent(trx, `finding:${publicId}`, entry);
}

type Told = AuditFindingNoteRow['kind'] | 'reminded';

async function tellBody(
  deps: FindingDeps,
  trx: Trx,
  finding: ListedFinding,
  told: Told,
  occasion: string,
): Promise<void> {
  const today = localDay(deps.clock.now().toISOString(), deps.config.timezone);
  const own = finding.body_id === null ? [] : await staffWithRole(trx, deps.regionId, 'opd', finding.body_id, today);
  // Who has nobody to answer has the PPID.
  const ppid = own.length > 0 ? [] : await staffWithRole(trx, deps.regionId, 'ppid', null, today);
  const area = own.length > 0 ? 'opd' : 'petugas';
  await send(deps, trx, finding, { people: [...own, ...ppid], area, told, occasion });
}

async function tellAuditor(deps: FindingDeps, trx: Trx, finding: ListedFinding, occasion: string): Promise<void> {
  const people = await trx('users')
    .where('id', finding.created_by)
    .whereNull('disabled_at')
    .select('id', 'name', 'email');
  await send(deps, trx, finding, { people, area: 'auditor', told: 'answered', occasion });
}

async function send(
  { clock, config, keys, i18n, regionId }: FindingDeps,
  trx: Trx,
  finding: ListedFinding,
  {
    people,
    area,
    told,
    occasion,
  }: { people: readonly { id: number; name: string; email: string }[]; area: string; told: Told; occasion: string },
): Promise<void> {
  const t = i18n.for('id');
  const url = `${config.baseUrl}/${area}/temuan/${finding.public_id}`;
  const mails = people.map(({ id, name, email }): Mail => {
    const vars = { name, title: finding.title, url, due: finding.answer_by };
    const text = ['greeting', told, 'open'].map((key) => t(`auditor:findingMail.${key}`, vars)).join('\n\n');
    const dedupeKey = `finding:${finding.public_id}:${occasion}:${id}`;
    // A title may say what the matter is: it stays inside the letter.
    return { regionId, dedupeKey, kind: 'staff', to: email, subject: t(`auditor:findingMail.subject.${told}`), text };
  });
  await enqueueMails(trx, keys, clock.now().toISOString(), mails);
}
