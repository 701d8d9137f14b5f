import type { DocumentFileRow, DocumentLinkRow } from '../../db/tables/catalogue';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import type { DeskDocument } from '../desk-queries';
import { type FoundView, foundViews, type Scanned } from '../personal/ask';
import { ERASING, LEAVING, LINK_LEAVING } from './reasons';

/** A page on which one file or link of a document is taken off. */
export type LeaveView = {
  form: FormState;
  heading: string;
  name: string;
  title: string;
  backHref: string;
  action: string;
  intro: string;
  reasons: { value: string; label: string; hint: string | null }[];
  submit: string;
};

export function leaveFileView(row: DeskDocument, file: DocumentFileRow, form: FormState, t: Translate): LeaveView {
  const page = `/opd/informasi/${row.public_id}`;
  const there = file.removed_at === null;
  return {
    form,
    heading: t(there ? 'catalogue:leave.fileTitle' : 'catalogue:leave.eraseTitle'),
    name: file.name,
    title: row.title,
    backHref: page,
    action: `${page}/berkas/${file.public_id}/hapus`,
    intro: t(there ? 'catalogue:leave.fileIntro' : 'catalogue:leave.eraseIntro'),
    reasons: (there ? LEAVING : ERASING).map((value) => ({
      value,
      label: t(`catalogue:leave.why.${value}`),
      hint: t(`catalogue:leave.whyHint.${value}`),
    })),
    submit: t('catalogue:leave.fileSubmit'),
  };
}

export function leaveLinkView(row: DeskDocument, link: DocumentLinkRow, form: FormState, t: Translate): LeaveView {
  const page = `/opd/informasi/${row.public_id}`;
  return {
    form,
    heading: t('catalogue:leave.linkTitle'),
    name: link.label ?? link.url,
    title: row.title,
    backHref: page,
    action: `${page}/tautan/${link.public_id}/hapus`,
    intro: t('catalogue:leave.linkIntro'),
    reasons: LINK_LEAVING.map((value) => ({ value, label: t(`catalogue:leave.why.${value}`), hint: null })),
    submit: t('catalogue:leave.linkSubmit'),
  };
}

/** The page on which a file is put in the place of another. */
export type ReplaceView = {
  form: FormState;
  name: string;
  title: string;
  backHref: string;
  action: string;
  intro: string;
  /** What was wrong is told where the document is public. */
  corrects: boolean;
  fileHint: string;
  accept: string;
  submit: string;
  /** What was found in the file that was sent, which the page holds for the next try. */
  found: FoundView[];
  held: { token: string; name: string; size: string }[];
};

type Field = {
  fileHint: string;
  accept: string;
  reviewed: boolean;
  found: readonly (Scanned | null)[];
  held: readonly { token: string; name: string; size: number }[];
};

export function replaceView(
  row: DeskDocument,
  file: DocumentFileRow,
  form: FormState,
  { reviewed, found, held, ...field }: Field,
  t: Translate,
  fmt: Format,
): ReplaceView {
  const page = `/opd/informasi/${row.public_id}`;
  const live = row.state === 'published';
  return {
    ...field,
    form,
    name: file.name,
    title: row.title,
    backHref: page,
    action: `${page}/berkas/${file.public_id}/ganti`,
    intro: t(live ? 'catalogue:replace.intro' : 'catalogue:replace.introDraft'),
    corrects: live && row.category !== 'dikecualikan',
    submit: t(reviewed && live ? 'catalogue:revision.send' : 'catalogue:replace.submit'),
    found: foundViews(found, t).filter(({ options }) => options.length > 0),
    held: held.map(({ token, name, size }) => ({ token, name, size: fmt.bytes(size) })),
  };
}
