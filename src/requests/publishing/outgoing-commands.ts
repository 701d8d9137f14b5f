import { createHash } from 'node:crypto';
import type { KeptFile } from '../../catalogue/file-commands';
import type { Scannable } from '../../catalogue/personal/scan-disk';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { forgetHeld, type HeldFile, heldUploads, holdUploads } from '../../storage/held-disk';
import { bytesOf, keepUpload, type UploadedFile } from '../../storage/upload';

/** A file that goes out with an answer: the one of the case, or the masked copy that takes its place. */
export type Outgoing = Scannable & {
  mediaType: string;
  /** Puts its bytes into the store once more: the document has bytes of its own. */
  keep: () => Promise<KeptFile>;
  /** The copy takes the place of this file of the case. */
  replaces: Pick<RequestFileRow, 'public_id' | 'sha256'> | null;
};

/** Masked copies by the field they were chosen in: sent now, or held from the try before. */
export type Copies = { now: readonly UploadedFile[]; held: readonly HeldFile[] };

/** How many files of an answer can be given a masked copy, which is all that an answer has. */
export const MOST_COPIES = 30;
export const COPY_FIELDS = Object.fromEntries(
  Array.from({ length: MOST_COPIES }, (_, i) => [`copy_${i + 1}`, 'document' as const]),
);

/** The files as they would go out, in the order of the case's files. */
export async function outgoing(
  { files: store }: Pick<Deps, 'files'>,
  rows: readonly RequestFileRow[],
  copies: Copies,
): Promise<Outgoing[]> {
  return Promise.all(
    rows.map(async (row, i): Promise<Outgoing> => {
      const copy = copyFor(copies, i);
      if (copy) return ofCopy(store, row, copy);
      const { name, media_type: mediaType, stored_name, sha256 } = row;
      return {
        ...{ name, mediaType, sha256, replaces: null },
        load: () => store.read(stored_name),
        keep: async () => ({ name, mediaType, ...(await store.put(store.stream(stored_name))) }),
      };
    }),
  );
}

/** The copy that was chosen for the file in this place; what was sent now wins over what was held. */
export function copyFor({ now, held }: Copies, place: number): UploadedFile | null {
  const field = `copy_${place + 1}`;
  return now.find((one) => one.field === field) ?? held.find(({ file }) => file.field === field)?.file ?? null;
}

async function ofCopy(store: Deps['files'], row: RequestFileRow, copy: UploadedFile): Promise<Outgoing> {
  const { name, mediaType } = copy;
  const sha256 = createHash('sha256')
    .update(await bytesOf(copy))
    .digest('hex');
  return {
    ...{ name, mediaType, sha256, replaces: { public_id: row.public_id, sha256: row.sha256 } },
    load: () => bytesOf(copy),
    keep: async () => ({ name, mediaType, ...(await keepUpload(store, copy)) }),
  };
}

type Place = Pick<Deps, 'config' | 'keys'>;
const place = ({ config, keys }: Place, owner: string) => ({ dataDir: config.dataDir, keys, owner });

/** Brings back what the form held. */
export async function copiesOf(
  deps: Place,
  owner: string,
  now: readonly UploadedFile[],
  tokens: unknown,
): Promise<Copies> {
  const sent = [tokens].flat().filter((one): one is string => typeof one === 'string' && one.length < 4000);
  const held = await heldUploads(place(deps, owner), sent);
  return { now, held: held.filter(({ file }) => !now.some(({ field }) => field === file.field)) };
}

/** Holds the copies for the next try. */
export async function holdCopies(
  deps: Place & Pick<Deps, 'clock'>,
  owner: string,
  { now, held }: Copies,
): Promise<Copies> {
  const fresh = await holdUploads({ ...place(deps, owner), real: deps.clock.real() }, now);
  return { now: [], held: [...held, ...fresh] };
}

/** The form was accepted: what was held for it goes. */
export const endCopies = (deps: Place, owner: string, { held }: Copies): Promise<void> =>
  forgetHeld(place(deps, owner), held);
