import { localDay } from '../../calendar/working-days';
import { createDocument, editDocument, publishDocument } from '../../catalogue/commands';
import { deskDocument, deskFiles } from '../../catalogue/desk-queries';
import { type DocumentFacts, factsOf } from '../../catalogue/document-facts';
import { type Editor, editorOf } from '../../catalogue/editors';
import { attachKept, type KeptFile } from '../../catalogue/file-commands';
import { removeFile } from '../../catalogue/files/leave-commands';
import { SUBKINDS } from '../../catalogue/subkinds';
import type { AnnualReportRow } from '../../db/tables/reports';
import type { Deps } from '../../deps';
import type { CurrentUser } from '../../web/guards';
import { type AnnualDone, type Seen, takeStep } from './commands';
import { type Content, FORMS, type ReportForm } from './content';
import { frozenContent } from './frozen';
import { type FileFacts, FORMATS, fileName, MEDIA_TYPE, makeFile, reportTitle } from './made-files';

/** The kinds of document of Perki 1/2021: the full form (Pasal 21 ayat (1) j), and the summary (Pasal 14 ayat (2) e). */
const SUBKIND: Record<ReportForm, string> = { full: 'layanan-informasi', summary: 'akses-informasi' };
const COLUMN = { full: 'full_document', summary: 'summary_document' } as const;

type PublishDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config' | 'files' | 'i18n'>;
export type PublishWords = Pick<FileFacts, 't' | 'fmt'>;

/**
 * Publishes both forms of a frozen report as documents of the catalogue. First the report is held, so that it cannot be
 * changed any more; each further step changes nothing when it is done again, so that a second click, or a try after a
 * broken line, ends in the same two documents.
 */
export async function publishReport(
  deps: PublishDeps,
  user: CurrentUser,
  seen: Seen,
  { bodyId, words }: { bodyId: number; words: PublishWords },
): Promise<AnnualDone> {
  const editor = editorOf(user);
  if (!editor) return { ok: false, code: 'not_found' };
  const held = await takeStep(deps, user, seen, 'publish', (row) =>
    row.state === 'publishing'
      ? 'unchanged'
      : { columns: { state: 'publishing', body_id: bodyId }, kind: 'annual_report_publishing' },
  );
  if (!held.ok) return held;
  let { report } = held;
  for (const form of FORMS) report = await publishForm(deps, editor, report, form, words);
  const at = { publicId: report.public_id, version: report.version };
  return takeStep(deps, user, at, 'publish', (row, _trx, now) => ({
    columns: { state: 'published', published_by: user.id, published_at: now },
    kind: 'annual_report_published',
    detail: { hash: row.figures_hash, full: row.full_document, summary: row.summary_document },
  }));
}

/** One form as a document; gives the report with the document's id on it. */
async function publishForm(
  deps: PublishDeps,
  editor: Editor,
  report: AnnualReportRow,
  form: ReportForm,
  words: PublishWords,
): Promise<AnnualReportRow> {
  const content = frozenContent(report) as Content;
  const facts = documentFacts(deps, report, form, words);
  const column = COLUMN[form];
  let publicId = report[column];
  if (publicId === null) {
    const formKey = `annual-${report.public_id}-${form}`;
    const made = await createDocument(deps, editor, { bodyId: report.body_id as number, formKey, facts });
    publicId = documentOf(made).public_id;
    await deps
      .db('annual_reports')
      .where('id', report.id)
      .update({ [column]: publicId });
  } else {
    const there = await deskDocument(deps.db, deps.regionId, publicId);
    const kept = there ? { ...factsOf(there), summary: facts.summary, made_on: facts.made_on } : facts;
    documentOf(await editDocument(deps, editor, { publicId, version: null }, kept, report.correction));
  }
  await replaceFiles(deps, editor, publicId, { report, form, content, words });
  documentOf(await publishDocument(deps, editor, { publicId, version: null }));
  return { ...report, [column]: publicId };
}

/** A refusal here is no officer's mistake: who publishes for every body may write what he made. */
function documentOf(done: Awaited<ReturnType<typeof createDocument>>) {
  if (!done.ok) throw new Error(`the report's document: ${done.code}`);
  return done.document;
}

type Making = { report: AnnualReportRow; form: ReportForm; content: Content; words: PublishWords };

/** The files of this version in place of those before it, which stay with the versions of the document. */
async function replaceFiles(
  deps: PublishDeps,
  editor: Editor,
  publicId: string,
  { report, form, content, words }: Making,
): Promise<void> {
  const { org, timezone } = deps.config;
  const { number, year, figures_hash: hash } = report;
  const kept: KeptFile[] = [];
  const used = new Set<string>();
  try {
    for (const format of FORMATS) {
      const bytes = await makeFile(form, format, content, { org, timezone, ...words, number, hash });
      const name = fileName(form, format, year, number);
      kept.push({ name, mediaType: MEDIA_TYPE[format], ...(await deps.files.put(bytes)) });
    }
    documentOf((await attachKept(deps, editor, publicId, kept, used)) as Awaited<ReturnType<typeof createDocument>>);
  } finally {
    const left = kept.filter(({ storedName }) => !used.has(storedName));
    await Promise.all(left.map(({ storedName }) => deps.files.remove(storedName)));
  }
  const document = await deskDocument(deps.db, deps.regionId, publicId);
  const ours = new Set(kept.map(({ sha256 }) => sha256));
  for (const file of document ? await deskFiles(deps.db, document.id) : []) {
    const replaced = { why: 'outdated', note: null } as const;
    if (!ours.has(file.sha256)) await removeFile(deps, editor, publicId, file.public_id, replaced);
  }
}

function documentFacts(
  { config }: PublishDeps,
  { year, frozen_at }: AnnualReportRow,
  form: ReportForm,
  { t }: PublishWords,
): DocumentFacts {
  const kind = SUBKINDS.find(({ code }) => code === SUBKIND[form]);
  if (!kind) throw new Error(`no kind ${SUBKIND[form]}`);
  const { name, region } = config.org;
  return {
    ...{
      title: reportTitle(form, year, t),
      category: kind.category,
      subkind: kind.code,
      year,
      url: null,
      retention: null,
    },
    summary: t(`annual:document.${form}`, { year, region }),
    ...{ holder: name, publisher: name, made_at: region, form: t('annual:document.form') },
    made_on: frozen_at ? localDay(frozen_at, config.timezone) : null,
  };
}
