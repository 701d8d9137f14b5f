import type { UploadKind } from '../../storage/file-kinds';

/** What a file of a step becomes by the field it came in. */
const FIELDS = {
  answer_files: 'answer',
  decision_file: 'decision',
  signed_file: 'signed',
} as const;

/** The file fields of an area's steps, as the upload middleware wants them. */
export const STEP_FILES: Readonly<Record<'desk' | 'superior', Readonly<Record<string, UploadKind>>>> = {
  desk: { answer_files: 'document', signed_file: 'document' },
  superior: { decision_file: 'document' },
};

/** The kind that a case keeps the file of a field as. */
export const fileKind = (field: string): string => FIELDS[field as keyof typeof FIELDS];
