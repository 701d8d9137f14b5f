import { localDay } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import { type Content, type ReportForm, reportBlocks } from './content';
import { reportDocx } from './docx';
import { letterheadOf, type Org, type Printed, reportPdf } from './print';

export const FORMATS = ['pdf', 'docx'] as const;
export type FileFormat = (typeof FORMATS)[number];

export const MEDIA_TYPE: Record<FileFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export type FileFacts = { org: Org; timezone: string; t: Translate; fmt: Format; number: number; hash: string | null };

/** What a report is called: `Laporan Layanan Informasi Publik Tahun 2026`. */
export const reportTitle = (form: ReportForm, year: number, t: Translate): string =>
  t(`annual:title.${form}`, { year });

/** A form of a report as a file. Its words are Indonesian: it is the official paper. */
export async function makeFile(
  form: ReportForm,
  format: FileFormat,
  content: Content,
  facts: FileFacts,
): Promise<Buffer> {
  const { org, timezone, t, fmt, number, hash } = facts;
  const { year, at } = content.figures;
  const printed: Printed = {
    title: reportTitle(form, year, t),
    subtitle: t('annual:content.subtitle', { region: org.region, number }),
    dated_on: localDay(at, timezone),
    letterhead: letterheadOf(org, t),
    blocks: reportBlocks(form, content, { t, fmt }),
    proof: hash ? t('annual:content.proof', { hash, at: fmt.dayTime(at) }) : t('annual:content.draft'),
  };
  return format === 'pdf' ? reportPdf(printed) : reportDocx(printed);
}

/** `laporan-layanan-informasi-2026.pdf`; a later version says so. */
export function fileName(form: ReportForm, format: FileFormat, year: number, number: number): string {
  const name = form === 'full' ? 'laporan-layanan-informasi' : 'laporan-akses-informasi';
  return `${name}-${year}${number > 1 ? `-versi-${number}` : ''}.${format}`;
}
