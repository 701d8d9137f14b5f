import { createHash } from 'node:crypto';
import type { DocumentFileRow, DocumentRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { bytesOf, type UploadedFile } from '../../storage/upload';
import { deskDocument, deskFiles, deskLinks } from '../desk-queries';
import type { DocumentFacts } from '../document-facts';
import { type Editor, mayPublishFor } from '../editors';
import { goesPublic } from '../publication';
import { answersOf, letPass, openFindings, type Scanned } from './ask';
import { type FileScan, type Scannable, scanFiles, stored } from './scan-disk';
import { tellingUrl, textScan, textsChanged, textsOf } from './texts';

// Publishing must not take long: what is not looked through by then is gone on with when the form is sent again.
const PUBLISH_MS = 8_000;

type DeskDeps = Pick<Deps, 'db' | 'regionId' | 'files'>;

/** What anyone would read or open once a step is taken. */
export type GoingOut = { texts: readonly (string | null | undefined)[]; files: readonly Scannable[] };

/** Either a sentence for each field, with what is to be shown there, or what the event keeps of what was let pass. */
export type Looked =
  | { errors: Record<string, string>; scans: readonly (Scanned | null)[] }
  | { passed: Record<string, unknown> };

export const NOTHING_GOES: GoingOut = { texts: [], files: [] };

/** A document as anyone would read it: its texts, the names of its files and links, and the files. Of an exempt one its title. */
export async function goingOut(deps: DeskDeps, row: DocumentRow): Promise<GoingOut> {
  if (row.category === 'dikecualikan') return { texts: textsOf(row), files: [] };
  const [files, links] = await Promise.all([deskFiles(deps.db, row.id), deskLinks(deps.db, row.id)]);
  const names = [...files.map(({ name }) => name), ...links.flatMap(({ label, url }) => [label, tellingUrl(url)])];
  return { texts: [...textsOf(row), row.correction, ...names], files: ofRows(deps, files) };
}

/** The same without its texts. */
export const filesAlone = async (deps: DeskDeps, row: DocumentRow): Promise<GoingOut> => ({
  ...(await goingOut(deps, row)),
  texts: [],
});

/**
 * What an edit would tell readers with no further step: the texts that it changes, or everything where it opens what was
 * closed.
 */
export async function goingOutByEdit(
  deps: DeskDeps,
  row: DocumentRow,
  facts: DocumentFacts,
  correction: string | null,
): Promise<GoingOut> {
  if (!goesPublic(row)) return NOTHING_GOES;
  const opens = row.category === 'dikecualikan' && facts.category !== 'dikecualikan';
  if (opens) return goingOut(deps, { ...row, ...facts, correction });
  return { texts: textsChanged(row, facts, correction), files: [] };
}

/** Files of the store as they are looked through. */
export const ofRows = (deps: Pick<Deps, 'files'>, rows: readonly DocumentFileRow[]): Scannable[] => stored(deps, rows);

/** The files of a form. */
export async function ofUploads(files: readonly UploadedFile[]): Promise<Scannable[]> {
  return Promise.all(
    files.map(async (file) => {
      const sha256 = createHash('sha256')
        .update(await bytesOf(file))
        .digest('hex');
      return { name: file.name, sha256, load: () => bytesOf(file) };
    }),
  );
}

/**
 * Looks through what would go out, file by file and then its texts; null in the place of what was not looked at within `ms`.
 * That a file cannot be read by a machine asks nothing of an agency: most are scans.
 */
export async function scansOf({ texts, files }: GoingOut, t: Translate, ms: number): Promise<(Scanned | null)[]> {
  const scans = (await scanFiles(files, ms)).map(asWarning);
  return [...scans, textScan(texts, t('personal:texts'))];
}

/**
 * The one door through which files and texts become public by somebody's hand: whatever is found must have been ticked, and
 * nothing goes that was not looked at. `from`: where the fields of this form begin.
 */
export async function beforePublic(
  out: GoingOut,
  body: Record<string, unknown>,
  t: Translate,
  from = 0,
): Promise<Looked> {
  const scans = await scansOf(out, t, PUBLISH_MS);
  const late = out.files.filter((_, i) => scans[i] === null).map(({ name }) => name);
  const errors = {
    ...openFindings(scans, answersOf(body), t, from),
    ...(late.length > 0 ? { form: t('personal:error.late', { names: late.join(', ') }) } : {}),
  };
  return Object.keys(errors).length > 0 ? { errors, scans } : { passed: letPass(scans) };
}

/** The same for a document of the desk. One that is not this editor's is refused by the step itself. */
export async function beforeDocument(
  deps: DeskDeps,
  editor: Editor,
  publicId: string,
  body: Record<string, unknown>,
  t: Translate,
  from = 0,
): Promise<Looked> {
  const row = await deskDocument(deps.db, deps.regionId, publicId);
  if (!row || !mayPublishFor(editor, row.body_id)) return { passed: {} };
  return beforePublic(await goingOut(deps, row), body, t, from);
}

/** What stands in the way where nobody is asked: something was found, or not everything was looked at within `ms`. */
export async function standsInTheWay(out: GoingOut, t: Translate, ms: number): Promise<'personal' | 'late' | null> {
  const scans = await scansOf(out, t, ms);
  if (scans.some((scan) => scan !== null && scan.findings.length > 0)) return 'personal';
  return scans.includes(null) ? 'late' : null;
}

const asWarning = (scan: FileScan | null): FileScan | null => scan && { ...scan, outcome: 'read' };
