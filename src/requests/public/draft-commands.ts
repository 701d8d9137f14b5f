import { isPostgres, type Trx, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { newPublicId, newToken } from '../../secrets/keys';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import type { PaperKind } from '../papers';
import { DRAFT_MS, type Draft, type DraftKind, type DraftPaper, type Kept, MOST_PAPERS, sealDraft } from './draft';
import { type DraftRow, opened } from './draft-queries';

const BATCH = 100;

/** The instant before which a draft is forgotten. Real time. */
export function freshSince({ clock }: Pick<Deps, 'clock'>): string {
  return new Date(clock.real().getTime() - DRAFT_MS).toISOString();
}

/** Begins a draft and gives the token that opens it. Only the token's hash is stored. */
export async function startDraft<C extends Kept>(deps: Deps, kind: DraftKind<C>, content: C): Promise<string> {
  const { token, hash } = newToken();
  const at = deps.clock.real().toISOString();
  await writing(deps.db, (trx) =>
    trx(kind.table).insert({
      token_hash: hash,
      region_id: deps.regionId,
      content_sealed: sealDraft(deps.keys, hash, content),
      [kind.caseColumn]: null,
      created_at: at,
      updated_at: at,
    }),
  );
  return token;
}

/**
 * Changes a draft under a lock, so that two open tabs do not lose each other's answers. Gives the content as it is now;
 * null when the draft was filed, thrown away or forgotten meanwhile.
 */
export async function changeDraft<C extends Kept>(
  deps: Deps,
  draft: Pick<Draft<C>, 'id' | 'kind'>,
  change: (content: C) => C,
): Promise<C | null> {
  const at = deps.clock.real().toISOString();
  return writing(deps.db, async (trx) => {
    const row = await locked(trx, deps, draft);
    if (!row) return null;
    const content = change(opened(draft.kind, deps.keys, row).content);
    const content_sealed = sealDraft(deps.keys, row.token_hash, content);
    await trx(draft.kind.table).where('id', row.id).update({ content_sealed, updated_at: at });
    return content;
  });
}

type Place = { id: number; kind: Pick<DraftKind<Kept>, 'table' | 'caseColumn'> };

async function locked(trx: Trx, deps: Deps, { id, kind }: Place): Promise<DraftRow | undefined> {
  const query = trx(kind.table)
    .where({ id, region_id: deps.regionId, [kind.caseColumn]: null })
    .where('updated_at', '>=', freshSince(deps));
  return isPostgres(trx) ? query.forUpdate().first() : query.first();
}

/**
 * Keeps uploaded identity papers with a draft, sealed before they reach a disk. Papers beyond what a draft may hold are
 * refused; gives the kinds of those.
 */
export async function keepPapers<C extends Kept>(
  deps: Deps,
  draft: Draft<C>,
  files: readonly UploadedFile[],
): Promise<{ refused: PaperKind[] }> {
  if (files.length === 0) return { refused: [] };
  const papers: DraftPaper[] = [];
  for (const file of files) {
    const { storedName, size, sha256 } = await keepUpload(deps.files, file);
    const { name, mediaType } = file;
    papers.push({
      id: newPublicId(deps.clock.real()),
      kind: file.field as PaperKind,
      storedName,
      name,
      mediaType,
      size,
      sha256,
    });
  }
  let unused = papers;
  const changed = await changeDraft(deps, draft, (content) => {
    const room = Math.max(0, MOST_PAPERS - content.papers.length);
    unused = papers.slice(room);
    return { ...content, papers: [...content.papers, ...papers.slice(0, room)] };
  });
  if (changed === null) unused = papers;
  for (const paper of unused) await deps.files.remove(paper.storedName);
  return { refused: unused.map((paper) => paper.kind) };
}

/** Takes one paper out of a draft and out of the store. */
export async function dropPaper<C extends Kept>(deps: Deps, draft: Draft<C>, paperId: string): Promise<void> {
  let dropped: DraftPaper | undefined;
  await changeDraft(deps, draft, (content) => {
    dropped = content.papers.find((paper) => paper.id === paperId);
    return { ...content, papers: content.papers.filter((paper) => paper.id !== paperId) };
  });
  if (dropped) await deps.files.remove(dropped.storedName);
}

/** Throws a draft away with its papers. One that was filed is only forgotten: its papers belong to the case. */
export async function throwAway<C extends Kept>(deps: Deps, draft: Draft<C>): Promise<void> {
  const row = await writing(deps.db, async (trx) => {
    const found = await locked(trx, deps, draft);
    // Out of everybody's reach first: a crash from here on leaves the rest to `expireDrafts`.
    if (found) await trx(draft.kind.table).where('id', draft.id).update({ updated_at: FORGOTTEN });
    return found;
  });
  if (row) await removeForgotten(deps, draft.kind, [row]);
}

const FORGOTTEN = '1970-01-01T00:00:00.000Z';

/**
 * Deletes drafts that nobody touched for seven days, their papers before them: a crash in between leaves a row whose
 * papers are removed by the next run, never a paper without a row. Gives how many went.
 */
export async function expireDrafts<C extends Kept>(deps: Deps, kind: DraftKind<C>): Promise<number> {
  for (let gone = 0; ; ) {
    const rows: DraftRow[] = await deps
      .db(kind.table)
      .where('region_id', deps.regionId)
      .where('updated_at', '<', freshSince(deps))
      .orderBy(['updated_at', 'id'])
      .limit(BATCH);
    if (rows.length === 0) return gone;
    await removeForgotten(deps, kind, rows);
    gone += rows.length;
  }
}

async function removeForgotten<C extends Kept>(
  deps: Deps,
  kind: DraftKind<C>,
  rows: readonly DraftRow[],
): Promise<void> {
  for (const row of rows) {
    for (const paper of opened(kind, deps.keys, row).content.papers) await deps.files.remove(paper.storedName);
  }
  const ids = rows.map((row) => row.id);
  await writing(deps.db, (trx) => trx(kind.table).whereIn('id', ids).delete());
}
