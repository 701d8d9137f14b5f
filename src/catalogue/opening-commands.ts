import { appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import type { OwnedFile } from './desk-queries';
import { actingFor, type Editor } from './editors';

/** Leaves an event on the document's chain: this editor opened a file of exempt content. */
export async function recordOpening(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  editor: Editor,
  file: Pick<OwnedFile, 'document_id' | 'document_public_id' | 'body_id' | 'public_id' | 'name' | 'sha256'>,
): Promise<void> {
  const at = deps.clock.now().toISOString();
  await writing(deps.db, (trx) =>
    appendEvent(trx, `document:${file.document_id}`, {
      regionId: deps.regionId,
      kind: 'exempt_file_opened',
      occurredAt: at,
      recordedAt: at,
      actor: actingFor(editor, file.body_id).actor,
      detail: { document: file.document_public_id, file: { id: file.public_id, name: file.name, sha256: file.sha256 } },
    }),
  );
}
