import type { AuditActor } from '../audit/commands';
import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import { nextSerial } from '../db/counters';
import type { ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { TestSheet } from '../workflow/exemption-facts';
import { exemptionNumber } from './number';

type NewDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

export type NewTest = {
  bodyId: number;
  sheet: TestSheet;
  documentId: number | null;
  /** The request in whose work the test is begun. */
  requestNumber: string | null;
  /** Names the page it was typed on: sent twice, the first test is the answer. */
  formKey: string;
  by: AuditActor;
};

/** Begins a consequence test. It has its code at once; what the sheet lacks may come later. */
export async function beginTest(deps: NewDeps, test: NewTest): Promise<ExemptionRow> {
  return writing(deps.db, (trx) => store(deps, trx, test, { purpose: 'exempt' }));
}

/**
 * Begins the test of what follows on an exemption in force: another ground or term, or its end (Perki 1/2021 Pasal 53,
 * Lampiran IV). It starts from what the one in force says. One that is under way already is the answer; null when it is
 * not in force any more.
 */
export async function beginFollowing(
  deps: NewDeps,
  { number, purpose, by }: { number: string; purpose: 'change' | 'open'; by: AuditActor },
): Promise<ExemptionRow | null> {
  return writing(deps.db, async (trx) => {
    const of = { region_id: deps.regionId, number };
    const before: ExemptionRow | undefined = await trx('exemptions').where(of).forUpdate().first();
    if (before?.state !== 'decided') return null;
    const under = trx('exemptions').where('replaces_id', before.id).whereIn('state', ['draft', 'tested']);
    const known: ExemptionRow | undefined = await under.first();
    if (known) return known;
    const { title, letter, item, partial, part, legal_basis, statute, term_basis, target } = before;
    const sheet: TestSheet = {
      ...{ title, letter, item, partial, part, legal_basis, statute, term_basis, target },
      // The consequences are weighed anew: that is what the second test is for.
      ...{ if_opened: null, if_closed: null, public_interest: null, until_on: null, opens_on: null, testers: [] },
    };
    const test = {
      bodyId: before.body_id,
      sheet,
      documentId: before.document_id,
      requestNumber: null,
      formKey: '',
      by,
    };
    return store(deps, trx, test, { purpose, replaces_id: before.id });
  });
}

async function store(
  deps: NewDeps,
  trx: Trx,
  { bodyId, sheet, documentId, requestNumber, formKey, by }: NewTest,
  more: Pick<ExemptionRow, 'purpose'> & Partial<ExemptionRow>,
): Promise<ExemptionRow> {
  const now = deps.clock.now();
  const at = now.toISOString();
  const form_key = formKey === '' ? null : `${by.userId ?? ''}:${formKey}`;
  if (form_key) {
    const known: ExemptionRow | undefined = await trx('exemptions')
      .where({ region_id: deps.regionId, form_key })
      .first();
    if (known) return known;
  }
  const year = Number(localDay(now, deps.config.timezone).slice(0, 4));
  const number = exemptionNumber(year, await nextSerial(trx, deps.regionId, 'exemption', year));
  const { testers, ...facts } = sheet;
  const row = {
    ...{ public_id: newPublicId(now), region_id: deps.regionId, number, body_id: bodyId, state: 'draft', form_key },
    ...facts,
    ...{ testers: JSON.stringify(testers), request_number: requestNumber, document_id: documentId, fired: '[]' },
    ...{ prepared_by: by.userId ?? null, created_at: at, updated_at: at },
    ...more,
  };
  const [made]: ExemptionRow[] = await trx('exemptions').insert(row).returning('*');
  if (!made) throw new Error('a consequence test was not stored');
  await appendEvent(trx, `exemption:${made.public_id}`, {
    ...{ regionId: deps.regionId, kind: 'test_begun', occurredAt: at, recordedAt: at, actor: by },
    detail: { number, purpose: made.purpose, body: bodyId, request: requestNumber, title: sheet.title },
  });
  return made;
}
