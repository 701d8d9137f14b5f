import type { Db } from '../../db/connect';
import { writing } from '../../db/connect';
import type { DipVersionRow } from '../../db/tables/dip';
import type { Deps } from '../../deps';

export type Print = { stored_name: string; size: number; sha256: string; covered: string };

// One part at a time: printing is work for the processor, and everybody may ask for it.
let turn: Promise<unknown> = Promise.resolve();

/**
 * A printed part of an enacted version as it was printed before; `print` is asked only when there is none, or when other
 * rows are `covered` since. What is frozen needs no second printing.
 */
export async function printOnce(
  deps: Pick<Deps, 'db' | 'files'>,
  version: Pick<DipVersionRow, 'id'>,
  { part, covered, print }: { part: number; covered: string; print: () => Promise<Buffer> },
): Promise<Print> {
  return inTurn(async () => {
    const known = await printed(deps.db, version.id, part);
    if (known?.covered === covered && (await deps.files.exists(known.stored_name))) return known;
    const { storedName: stored_name, size, sha256 } = await deps.files.put(await print());
    const made = { stored_name, size, sha256, covered };
    await writing(deps.db, (trx) =>
      trx('dip_prints')
        .insert({ version_id: version.id, part, ...made })
        .onConflict(['version_id', 'part'])
        .merge(),
    );
    if (known) await deps.files.remove(known.stored_name);
    return made;
  });
}

/** Waits for the prints that were asked for before. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

async function printed(db: Db, versionId: number, part: number): Promise<Print | undefined> {
  return db('dip_prints').where({ version_id: versionId, part }).first('stored_name', 'size', 'sha256', 'covered');
}
