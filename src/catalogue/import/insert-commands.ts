import { beginChains } from '../../audit/commands';
import type { Trx } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { DocumentRow } from '../../db/tables/catalogue';
import { newPublicId } from '../../secrets/keys';
import { type DocumentFacts, versionContent } from '../document-facts';
import { fileRow, type KeptFile } from '../file-commands';
import { formatOf } from '../formats';
import { linksShown } from '../links/links';
import type { DocumentEvent } from '../record-commands';
import { slugOf } from '../slugs';

/** A document that a list or another system brings. `key` names it there: a second one with this key is not made. */
export type BroughtDocument = {
  facts: DocumentFacts;
  bodyId: number;
  key: string;
  state: 'published' | 'review' | 'draft';
  source: string | null;
  file: KeptFile | null;
};

export type Bringing = {
  regionId: number;
  now: Date;
  by: DocumentEvent['by'];
  kind: DocumentEvent['kind'];
  detail?: Record<string, unknown>;
  /** Every address gets a mark of its own: somebody took one between the look and the write. */
  marked?: boolean;
};

export type Brought = Pick<DocumentRow, 'id' | 'public_id' | 'version'>;

/**
 * Makes many documents in a handful of statements, each with its file, its first version and the event that begins its
 * chain; the search index follows by its triggers. Gives those that are new, by their key.
 */
export async function insertDocuments(
  trx: Trx,
  { regionId, now, by, kind, detail, marked = false }: Bringing,
  documents: readonly BroughtDocument[],
): Promise<Map<string, Brought>> {
  const at = now.toISOString();
  const taken = marked ? null : await takenSlugs(trx, regionId, documents);
  const rows = documents.map(({ facts, bodyId, key, state, source, file }) => {
    const public_id = newPublicId(now);
    const plain = slugOf(facts.title);
    const mark = taken === null || taken.has(plain);
    taken?.add(plain);
    return {
      ...facts,
      public_id,
      region_id: regionId,
      body_id: bodyId,
      // As for a draft that is typed: nobody has an address of it before it is public.
      slug: state !== 'published' ? `draf-${public_id}` : mark ? `${plain}-${public_id.slice(-6)}` : plain,
      format: formatOf(file ? [file.name] : [], facts.url),
      state,
      published_at: state === 'published' ? at : null,
      source,
      import_key: key,
      version: 1,
      example: 0,
      created_by: by.userId,
      created_at: at,
      updated_at: at,
    };
  });
  const made = await insertMany<Brought & { import_key: string }>(trx, 'documents', rows, {
    returning: ['id', 'public_id', 'version', 'import_key'],
    unless: ['region_id', 'import_key'],
  });
  const given = new Map(documents.map((one, i) => [one.key, { file: one.file, row: rows[i] }]));
  const files = made.flatMap(({ id, import_key }) => {
    const file = given.get(import_key)?.file;
    return file ? [fileRow(file, id, at)] : [];
  });
  await insertMany(trx, 'document_files', files);
  const fileOf = new Map(files.map((file) => [file.document_id, file]));
  await insertMany(
    trx,
    'document_versions',
    made.map(({ id, import_key }) => {
      const file = fileOf.get(id);
      const row = given.get(import_key)?.row as unknown as DocumentRow;
      const content = versionContent(row, file ? [file] : [], linksShown(row.url, []));
      return { document_id: id, version: 1, content, changed_by: by.userId, changed_at: at };
    }),
  );
  await beginChains(
    trx,
    made.map(({ id, public_id }) => ({
      chain: `document:${id}`,
      entry: {
        ...{ regionId, kind, occurredAt: at, recordedAt: at, actor: by.actor },
        detail: { document: public_id, version: 1, ...detail },
      },
    })),
  );
  return new Map(made.map(({ import_key, ...row }) => [import_key, row]));
}

async function takenSlugs(trx: Trx, regionId: number, documents: readonly BroughtDocument[]): Promise<Set<string>> {
  const slugs = documents.filter(({ state }) => state === 'published').map(({ facts }) => slugOf(facts.title));
  return new Set(
    await trx('documents')
      .where('region_id', regionId)
      .whereIn('slug', [...new Set(slugs)])
      .pluck('slug'),
  );
}
