import { editorOf } from '../../catalogue/editors';
import type { KeptFile } from '../../catalogue/file-commands';
import { ofUploads, standsInTheWay } from '../../catalogue/personal/document-commands';
import { textsOf } from '../../catalogue/personal/texts';
import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { dropStored } from '../../requests/staff/upload-commands';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import { type CarriedOut, carryOut, type Publication } from '../carrying/commands';
import { actingIn } from './acting';
import type { CarryOut } from './carry-out-forms';
import type { OpenedDispute } from './opened';
import type { DisputeAnswer } from './step-forms';

/** Carries out a ruling as typed; files that were stored for a document that did not come to be are taken away again. */
export async function carryOutForm(
  deps: Deps,
  { area, user, bundle }: OpenedDispute,
  version: number,
  { step, note }: DisputeAnswer,
  carrying: CarryOut,
  sent: readonly UploadedFile[],
): Promise<CarriedOut> {
  if (step.do !== 'carry_out') throw new Error(`${step.do} carries nothing out`);
  const kept = carrying.way === 'new' ? await keepDocuments(deps, sent) : [];
  try {
    const done = await carryOut(deps, {
      ...{ dispute: bundle.row, version, on: step.on, note },
      publication: publicationOf(carrying, kept, user),
      ...actingIn(area, user, 'carry_out'),
    });
    if (!done.ok) await dropStored(deps, kept);
    return done;
  } catch (error) {
    await dropStored(deps, kept);
    throw error;
  }
}

// An officer waits for it.
const LOOK_MS = 8_000;

/** Whether something stands in what would be published that somebody has to look at first, on the page of documents. */
export async function mayBePersonal(carrying: CarryOut, sent: readonly UploadedFile[], t: Translate): Promise<boolean> {
  if (carrying.way !== 'new') return false;
  const texts = [...textsOf(carrying.facts), ...sent.map(({ name }) => name)];
  return (await standsInTheWay({ texts, files: await ofUploads(sent) }, t, LOOK_MS)) !== null;
}

function publicationOf(carrying: CarryOut, files: KeptFile[], user: OpenedDispute['user']): Publication {
  if (carrying.way === 'existing') return { way: 'existing', slug: carrying.slug };
  if (carrying.way === 'nothing') return { way: 'nothing' };
  const editor = editorOf(user);
  if (!editor) throw new Error(`user ${user.id} publishes without the role for it`);
  return { way: 'new', editor, bodyId: carrying.bodyId, facts: carrying.facts, files };
}

/** Moves uploaded documents into the store. */
export async function keepDocuments(deps: Deps, files: readonly UploadedFile[]): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const file of files) {
    const { storedName, size, sha256 } = await keepUpload(deps.files, file);
    kept.push({ name: file.name, mediaType: file.mediaType, storedName, size, sha256 });
  }
  return kept;
}
