/** What a published item can be opened as. `link` is an address elsewhere. */
export const FORMATS = [
  'pdf',
  'docx',
  'doc',
  'xlsx',
  'xls',
  'csv',
  'pptx',
  'odt',
  'ods',
  'jpeg',
  'png',
  'zip',
  'json',
  'txt',
  'link',
] as const;
export type Format = (typeof FORMATS)[number];

const SAME: Record<string, Format> = { jpg: 'jpeg', htm: 'link', html: 'link' };

/** The format that a file's name tells, or null when it is none that the portal knows. */
export function formatOfName(name: string): Format | null {
  const ending = name.toLowerCase().match(/\.([a-z0-9]+)$/)?.[1] ?? '';
  const format = SAME[ending] ?? ending;
  return isFormat(format) ? format : null;
}

/** True for a format that a filter may name. */
export function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** The format a document is listed under: its first file's, else `link` where it points elsewhere, else null. */
export function formatOf(fileNames: readonly string[], url: string | null): Format | null {
  const [first] = fileNames;
  return (first === undefined ? null : formatOfName(first)) ?? (url ? 'link' : null);
}
