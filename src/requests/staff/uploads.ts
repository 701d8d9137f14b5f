import type { RequestFileKind } from '../../db/tables/requests';
import type { UploadKind } from '../../storage/file-kinds';
import { REDACTED_PAIRS } from './decision-fields';

const PAIRS = Array.from({ length: REDACTED_PAIRS }, (_, i) => i + 1);

/** What a file becomes by the field it came in. Identity papers are kept sealed and never touch a disk readable. */
export const FILE_FIELDS: Readonly<Record<string, { upload: UploadKind; kind: RequestFileKind }>> = {
  ktp: { upload: 'identity', kind: 'ktp' },
  akta: { upload: 'identity', kind: 'akta' },
  surat_kuasa: { upload: 'identity', kind: 'surat_kuasa' },
  ktp_grantor: { upload: 'identity', kind: 'ktp_grantor' },
  // A scanned letter carries name and address, often the signature: kept sealed like a paper.
  scan: { upload: 'identity', kind: 'scan' },
  material_files: { upload: 'document', kind: 'material' },
  answer_files: { upload: 'document', kind: 'answer' },
  signed_file: { upload: 'document', kind: 'signed' },
  ...Object.fromEntries(
    PAIRS.flatMap((n) => [
      [`original_${n}`, { upload: 'document' as const, kind: 'original' as const }],
      [`redacted_${n}`, { upload: 'document' as const, kind: 'redacted' as const }],
    ]),
  ),
};

/** The fields that a form of each area may fill with files, as the upload middleware wants them. */
export const uploadFields = (...names: string[]): Record<string, UploadKind> =>
  Object.fromEntries(names.map((name) => [name, (FILE_FIELDS[name] as { upload: UploadKind }).upload]));

export const DESK_FILES = Object.keys(FILE_FIELDS).filter((name) => name !== 'material_files' && name !== 'scan');
export const PAPER_FILES = ['ktp', 'akta', 'surat_kuasa', 'ktp_grantor', 'scan'];
