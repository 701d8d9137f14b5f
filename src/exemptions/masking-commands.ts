import { createHash } from 'node:crypto';
import { answersOf, letPass, openFindings } from '../catalogue/personal/ask';
import { personalData } from '../catalogue/personal/find';
import { type FileScan, scanFiles, stored } from '../catalogue/personal/scan-disk';
import type { Deps } from '../deps';
import type { Translate } from '../i18n/catalogue';
import { itemOf } from './queries';

// What is not looked through by then counts as unread when the step is taken; the page shows what is known.
const STEP_MS = 60_000;
const SHOW_MS = 4_000;

type MaskingDeps = Pick<Deps, 'db' | 'files'>;
type Item = NonNullable<Awaited<ReturnType<typeof itemOf>>>;

/** What a machine finds in what would go out with an item: its summary as it is written now, then file by file. */
export async function itemScans(
  deps: MaskingDeps,
  { files }: Item,
  summary: string,
  t: Translate,
  ms: number = SHOW_MS,
): Promise<(FileScan | null)[]> {
  const key = createHash('sha256').update(summary).digest('hex').slice(0, 16);
  const findings = personalData([summary], { paged: false });
  const text: FileScan = { key, name: t('personal:summary'), outcome: 'read', findings };
  return [text, ...(await scanFiles(stored(deps, files), ms))];
}

/** Whether everything that was found was said to be open: sentences by field, or what the event keeps of it. */
export async function lookedThrough(
  deps: MaskingDeps,
  documentId: number | null,
  body: Record<string, unknown>,
  t: Translate,
): Promise<{ errors: Record<string, string> } | { passed: Record<string, unknown> }> {
  const item = documentId === null ? null : await itemOf(deps.db, documentId);
  if (!item) return { passed: {} };
  const summary = typeof body.summary === 'string' ? body.summary : (item.document.summary ?? '');
  const scans = await itemScans(deps, item, summary, t, STEP_MS);
  const all = scans.map((scan, i): FileScan => {
    const { name = '', sha256 = '' } = item.files[i - 1] ?? {};
    return scan ?? { key: sha256.slice(0, 16), name, outcome: 'unread', findings: [] };
  });
  const errors = openFindings(all, answersOf(body), t);
  return Object.keys(errors).length > 0 ? { errors } : { passed: letPass(all) };
}
