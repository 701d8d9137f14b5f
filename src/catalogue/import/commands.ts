import { createHash } from 'node:crypto';
import { bodyNamed } from '../../bodies/new-body-commands';
import { isUniqueViolation, type Trx, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { factsOf } from '../document-facts';
import type { KeptFile } from '../file-commands';
import type { DocumentEvent } from '../record-commands';
import { type FoundFile, keepFound } from './files-disk';
import { type BroughtDocument, insertDocuments } from './insert-commands';
import type { ImportedRow } from './row';

type ImportDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

/** A row with its body (an id, or the name of one to be made) and its file. */
export type ReadyRow = {
  row: ImportedRow;
  body: { id: number } | { make: string };
  key: string;
  file: FoundFile | null;
  /** Its only link was refused: with neither file nor link it is a draft, whoever loads it. */
  linkLost: boolean;
  /** What may be personal data was found in it: it is a draft until somebody has looked at that. */
  held: boolean;
};

/** Who loads, and what becomes of a row; `also` runs in the same transaction, with the keys that are new. */
export type Loading = {
  by: DocumentEvent['by'];
  stateOf(row: ReadyRow): BroughtDocument['state'];
  detail?: Record<string, unknown>;
  also?(trx: Trx, loaded: ReadonlySet<string>): Promise<void>;
};

/** How the command line loads: everything is public at once. */
export const BY_COMMAND: Loading = {
  by: { userId: null, actor: { role: 'system', name: 'impor' } },
  stateOf: () => 'published',
};

/** Names a document by what identifies it in a list, so that the same list twice changes nothing. */
export function importKey(row: ImportedRow, slug: string): string {
  const { title, category, year, made_on, made_at, form, file, url } = row;
  const identity = JSON.stringify([title, category, slug, year, made_on, made_at, form, file, url]);
  return `import:${createHash('sha256').update(identity).digest('base64url')}`;
}

/**
 * Makes documents of the rows of a list, each with its first version and event, in one transaction. A row that is there
 * already is left as people have made it since. Gives the keys of those that are new.
 */
export async function loadRows(
  deps: ImportDeps,
  ready: readonly ReadyRow[],
  loading: Loading = BY_COMMAND,
): Promise<ReadonlySet<string>> {
  const kept = new Map<string, KeptFile>();
  let loaded: ReadonlySet<string> = new Set();
  try {
    for (const { file, key } of ready) if (file) kept.set(key, await keepFound(deps.files, file));
    const load = (marked: boolean) => writing(deps.db, (trx) => loadBatch(deps, trx, ready, loading, kept, marked));
    loaded = await load(false).catch((error) => {
      // Somebody published under the same address meanwhile.
      if (!isUniqueViolation(error)) throw error;
      return load(true);
    });
    return loaded;
  } finally {
    await Promise.all(
      [...kept].filter(([key]) => !loaded.has(key)).map(([, file]) => deps.files.remove(file.storedName)),
    );
  }
}

async function loadBatch(
  { regionId, clock }: ImportDeps,
  trx: Trx,
  ready: readonly ReadyRow[],
  { by, stateOf, detail, also }: Loading,
  kept: ReadonlyMap<string, KeptFile>,
  marked: boolean,
): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const at = now.toISOString();
  const there = new Set(
    await trx('documents')
      .where('region_id', regionId)
      .whereIn(
        'import_key',
        ready.map(({ key }) => key),
      )
      .pluck('import_key'),
  );
  const made = new Map<string, number>();
  const bodyId = async (body: ReadyRow['body']): Promise<number> => {
    if ('id' in body) return body.id;
    const known = made.get(body.make) ?? (await bodyNamed(trx, { regionId, name: body.make, by: by.actor, at }));
    made.set(body.make, known);
    return known;
  };
  const documents: BroughtDocument[] = [];
  for (const one of ready) {
    if (there.has(one.key)) continue;
    const { key, row } = one;
    const file = kept.get(key) ?? null;
    documents.push({
      ...{
        facts: factsOf(row),
        bodyId: await bodyId(one.body),
        key,
        state: one.linkLost || one.held ? 'draft' : stateOf(one),
        source: null,
        file,
      },
    });
  }
  const bringing = { regionId, now, by, kind: 'document_imported' as const, ...(detail ? { detail } : {}), marked };
  const loaded = new Set((await insertDocuments(trx, bringing, documents)).keys());
  await also?.(trx, loaded);
  return loaded;
}
