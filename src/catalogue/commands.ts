import { type Trx, writing } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import { newPublicId } from '../secrets/keys';
import { withAddress } from './address-commands';
import {
  type CatalogueDeps,
  type Changed,
  changing,
  fileNames,
  type Lane,
  type Proposal,
  sentAgain,
  type Version,
} from './changing-commands';
import { type DocumentFacts, factChanges } from './document-facts';
import { actingFor, type Editor, mayPublishExempt, mayPublishFor } from './editors';
import { standsEmpty } from './files/source-queries';
import { formatOf } from './formats';
import { settleUrl } from './links/commands';
import { having, publication, sending } from './publication';
import { recordVersion } from './record-commands';
import type { Revision } from './review/revision';

/**
 * Makes a draft for a body. `formKey` names the page it was typed on: sent twice, the first draft is the answer.
 * `not_found`: the editor may not publish for this body.
 */
export async function createDocument(
  deps: CatalogueDeps,
  editor: Editor,
  { bodyId, formKey, facts }: { bodyId: number; formKey: string; facts: DocumentFacts },
): Promise<Changed> {
  if (!mayPublishFor(editor, bodyId)) return { ok: false, code: 'not_found' };
  const now = deps.clock.now();
  const at = now.toISOString();
  const public_id = newPublicId(now);
  const import_key = `form:${editor.userId}:${formKey}`;
  const row = {
    ...facts,
    public_id,
    import_key,
    region_id: deps.regionId,
    body_id: bodyId,
    // The public address is made of the title at the first publication; until then nobody has it.
    slug: `draf-${public_id}`,
    format: formatOf([], facts.url),
    state: 'draft',
    created_by: editor.userId,
    created_at: at,
    updated_at: at,
  };
  return writing(deps.db, async (trx): Promise<Changed> => {
    const [made]: DocumentRow[] = await trx('documents')
      .insert(row)
      .onConflict(['region_id', 'import_key'])
      .ignore()
      .returning('*');
    if (!made)
      return { ok: true, document: await trx('documents').where({ region_id: deps.regionId, import_key }).first() };
    await recordVersion(trx, made, {
      kind: 'document_created',
      by: actingFor(editor, bodyId),
      at,
      changes: factChanges(NOTHING, facts) ?? {},
    });
    return { ok: true, document: made };
  });
}

/**
 * Changes what a document says. The same values again change nothing, so that a second click is no conflict.
 * `correction` says in a published document what was wrong before; it is shown to readers with its day. `passed`: what was
 * found in what it would tell and let pass, for the event.
 */
export async function editDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  facts: DocumentFacts,
  correction: string | null = null,
  passed: Record<string, unknown> = {},
): Promise<Changed> {
  return changing(deps, editor, at, (row, trx, now, lane) =>
    editing(row, trx, { facts, correction, now, lane, editor, passed }),
  );
}

type Editing = {
  facts: DocumentFacts;
  correction: string | null;
  now: string;
  lane: Lane;
  editor: Editor;
  passed?: Record<string, unknown>;
};

/** What an edit of a locked row comes to: a change, a proposal to the PPID, or a refusal. */
export async function editing(
  row: DocumentRow,
  trx: Trx,
  { facts, correction, now, lane, editor, passed = {} }: Editing,
) {
  const changes = factChanges(row, facts);
  const corrects = row.state === 'published' && correction !== null && correction !== row.correction;
  if (changes && touchesExemption(row, facts) && !mayPublishExempt(editor)) return 'exempt_needs_ppid' as const;
  if (changes?.category && (await heldByDecision(trx, row))) return 'exempt_by_decision' as const;
  if (changes?.url && row.url !== null && facts.url === null) {
    const next = { ...row, category: facts.category };
    if (await standsEmpty(trx, next, lane.proposed, { url: row.url })) return 'last_source' as const;
  }
  if (row.state === 'published' && !lane.trusted) {
    const said = corrects ? correction : lane.proposed.correction;
    return proposing({ ...lane.proposed, changes: newValues(changes), correction: said }, changes, passed);
  }
  if (!changes && !corrects) return 'unchanged' as const;
  const url = await settleUrl(trx, row, facts.url, now);
  const format = formatOf(await fileNames(trx, row.id), url);
  const opened = row.category === 'dikecualikan' && facts.category !== 'dikecualikan';
  const said = corrects ? { correction, corrected_at: now } : {};
  return {
    update: {
      ...facts,
      url,
      format,
      ...sentAgain(row, lane.trusted),
      ...said,
      ...(opened ? { public_from: row.version + 1 } : {}),
    },
    event: {
      kind: 'document_edited' as const,
      changes: { ...changes, ...(corrects ? { correction: [row.correction, correction] as [unknown, unknown] } : {}) },
      detail: passed,
    },
  };
}

const newValues = (changes: Record<string, [unknown, unknown]> | null): Revision['changes'] =>
  Object.fromEntries(Object.entries(changes ?? {}).map(([name, [, to]]) => [name, to]));

function proposing(
  propose: Revision,
  changes: Record<string, [unknown, unknown]> | null,
  passed: Record<string, unknown>,
): Proposal {
  return { propose, event: { changes: changes ?? {}, detail: { correction: propose.correction, ...passed } } };
}

/** Closed by a decision in force: only another decision, a ruling or time opens the item (PP 61/2010 Pasal 10 and 11), no edit does. */
async function heldByDecision(trx: Trx, { id, category }: DocumentRow): Promise<boolean> {
  if (category !== 'dikecualikan') return false;
  return (await trx('exemptions').where({ document_id: id, state: 'decided' }).first('id')) !== undefined;
}

/** True when the edit would touch a public exempt item, make a public one exempt, or open what was public as exempt. */
function touchesExemption(row: DocumentRow, { category }: DocumentFacts): boolean {
  // What is scheduled goes out by itself.
  if (category === 'dikecualikan') return row.state === 'published' || row.state === 'scheduled';
  return row.category === 'dikecualikan' && row.published_at !== null;
}

/**
 * Makes a document public at once; one of an agency that is not trusted goes to the PPID instead, and its state says so.
 * `passed`: what was found in its files and let pass, for the event.
 */
export async function publishDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  passed: Record<string, unknown> = {},
): Promise<Changed> {
  return withAddress((addressOf) =>
    changing(deps, editor, at, async (row, trx, now, { trusted }) => {
      if (row.state === 'published') return 'unchanged';
      if (row.category === 'dikecualikan' && !mayPublishExempt(editor)) return 'exempt_needs_ppid';
      if (trusted) return having(publication(row, await addressOf(row, trx), now), passed);
      return row.state === 'review' && row.publish_at === null ? 'unchanged' : having(sending(row, null), passed);
    }),
  );
}

/** Takes a published document back, or puts a draft away; the reason stays on record. */
export async function withdrawDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  reason: string,
): Promise<Changed> {
  return changing(deps, editor, at, async (row, trx, now) => {
    if (row.state === 'withdrawn') return 'unchanged';
    if (await heldByDecision(trx, row)) return 'exempt_by_decision';
    const update = { state: 'withdrawn' as const, publish_at: null, withdrawn_at: now, withdrawn_reason: reason };
    return {
      update,
      event: { kind: 'document_withdrawn', changes: { state: [row.state, 'withdrawn'] }, detail: { reason } },
    };
  });
}

const NOTHING: DocumentFacts = {
  title: '',
  category: '' as DocumentFacts['category'],
  subkind: null,
  summary: null,
  holder: null,
  publisher: null,
  made_on: null,
  made_at: null,
  year: null,
  form: null,
  retention: null,
  url: null,
};
