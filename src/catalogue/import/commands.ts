import { createHash } from 'node:crypto';
import { bodyNamed } from '../../bodies/new-body-commands';
import { isUniqueViolation, type Trx, writing } from '../../db/connect';
import type { DocumentRow } from '../../db/tables';
import type { Deps } from '../../deps';
import { newPublicId } from '../../secrets/keys';
import { fileRow, type KeptFile } from '../file-commands';
import { formatOf } from '../formats';
import { recordVersion } from '../record-commands';
import { slugOf } from '../slugs';
import { type FoundFile, keepFound } from './files-disk';
import type { ImportedRow } from './row';

type ImportDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

const BY = { userId: null, actor: { role: 'system', name: 'impor' } };

/** A row with its body (an id, or the name of one to be made) and its file. */
export type ReadyRow = {
  row: ImportedRow;
  body: { id: number } | { make: string };
  key: string;
  file: FoundFile | null;
};

/** Names a document by what identifies it in a list, so that the same list twice changes nothing. */
export function importKey(row: ImportedRow, slug: string): string {
  const { title, category, year, made_on, made_at, form, file, url } = row;
  const identity = JSON.stringify([title, category, slug, year, made_on, made_at, form, file, url]);
  return `import:${createHash('sha256').update(identity).digest('base64url')}`;
}

/**
 * Publishes rows of a list, each with its first version and event, in one transaction. A row that is there already is
 * left as people have made it since. Gives how many were new.
 */
export async function publishRows(deps: ImportDeps, ready: readonly ReadyRow[]): Promise<number> {
  const kept = new Map<string, KeptFile>();
  const used = new Set<string>();
  try {
    for (const { file, key } of ready) if (file) kept.set(key, await keepFound(deps.files, file));
    const publish = (marked: boolean) =>
      writing(deps.db, async (trx) => {
        used.clear();
        let loaded = 0;
        for (const one of ready) loaded += await publishRow(deps, trx, one, kept.get(one.key) ?? null, marked, used);
        return loaded;
      });
    return await publish(false).catch((error) => {
      // Somebody published under the same address meanwhile.
      if (!isUniqueViolation(error)) throw error;
      return publish(true);
    });
  } catch (error) {
    used.clear();
    throw error;
  } finally {
    await Promise.all(
      [...kept].filter(([key]) => !used.has(key)).map(([, file]) => deps.files.remove(file.storedName)),
    );
  }
}

async function publishRow(
  deps: ImportDeps,
  trx: Trx,
  { row, body, key, file }: ReadyRow,
  kept: KeptFile | null,
  marked: boolean,
  used: Set<string>,
): Promise<0 | 1> {
  const there = await trx('documents').where({ region_id: deps.regionId, import_key: key }).first('id');
  if (there) return 0;
  const now = deps.clock.now();
  const at = now.toISOString();
  const public_id = newPublicId(now);
  const { body: _, file: _file, ...facts } = row;
  const slug = slugOf(row.title);
  const taken = marked || (await trx('documents').where({ region_id: deps.regionId, slug }).first('id')) !== undefined;
  const [made]: DocumentRow[] = await trx('documents')
    .insert({
      ...facts,
      public_id,
      region_id: deps.regionId,
      body_id:
        'id' in body ? body.id : await bodyNamed(trx, { regionId: deps.regionId, name: body.make, by: BY.actor, at }),
      slug: taken ? `${slug}-${public_id.slice(-6)}` : slug,
      format: formatOf(file ? [file.name] : [], row.url),
      state: 'published',
      published_at: at,
      import_key: key,
      created_at: at,
      updated_at: at,
    })
    .returning('*');
  const document = made as DocumentRow;
  if (kept) {
    await trx('document_files').insert(fileRow(kept, document.id, at));
    used.add(key);
  }
  await recordVersion(trx, document, { kind: 'document_imported', by: BY, at });
  return 1;
}
