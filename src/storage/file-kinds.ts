/**
 * What a form field may hold. `identity` papers are read into memory only and kept encrypted; `document` files may be
 * large and pass through a temporary file; a `calendar` is a list of days that is read and not kept; a `list` holds rows
 * that are looked at and loaded, alone or in an archive with the files that it names.
 */
export type UploadKind = 'identity' | 'document' | 'calendar' | 'list';

type Format = { mediaType: string; detected: string | null };

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** Extension → media type, and what the first bytes must say (`null`: plain text, which has no mark of its own). */
const FORMATS: Record<string, Format> = {
  jpg: { mediaType: 'image/jpeg', detected: 'jpg' },
  jpeg: { mediaType: 'image/jpeg', detected: 'jpg' },
  png: { mediaType: 'image/png', detected: 'png' },
  webp: { mediaType: 'image/webp', detected: 'webp' },
  pdf: { mediaType: 'application/pdf', detected: 'pdf' },
  docx: { mediaType: `${OOXML}.wordprocessingml.document`, detected: 'docx' },
  xlsx: { mediaType: `${OOXML}.spreadsheetml.sheet`, detected: 'xlsx' },
  pptx: { mediaType: `${OOXML}.presentationml.presentation`, detected: 'pptx' },
  odt: { mediaType: `${ODF}.text`, detected: 'odt' },
  ods: { mediaType: `${ODF}.spreadsheet`, detected: 'ods' },
  csv: { mediaType: 'text/csv', detected: null },
  txt: { mediaType: 'text/plain', detected: null },
  ics: { mediaType: 'text/calendar', detected: 'ics' },
  json: { mediaType: 'application/json', detected: null },
  zip: { mediaType: 'application/zip', detected: 'zip' },
};

const MEGABYTE = 1024 * 1024;

/**
 * Which formats a kind of field takes, and how large one file may be, in bytes; `larger` names formats that may be more.
 * No SVG, no HTML, and no archive that would be given on as it is.
 */
export const KINDS: Record<
  UploadKind,
  { formats: readonly string[]; maxBytes: number; larger?: Readonly<Record<string, number>> }
> = {
  identity: { formats: ['jpg', 'jpeg', 'png', 'webp', 'pdf'], maxBytes: 5 * 1024 * 1024 },
  document: {
    formats: ['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'csv', 'txt', 'jpg', 'jpeg', 'png'],
    maxBytes: 25 * 1024 * 1024,
  },
  calendar: { formats: ['ics', 'csv', 'txt'], maxBytes: 120_000 },
  list: {
    formats: ['csv', 'xlsx', 'json', 'txt', 'zip'],
    maxBytes: 25 * MEGABYTE,
    larger: { zip: 100 * MEGABYTE },
  },
};

/** For the `accept` attribute of a file field: `.jpg,.png,…`. */
export function acceptOf(kind: UploadKind): string {
  return KINDS[kind].formats.map((format) => `.${format}`).join(',');
}

/** The format of a file by its name, when the kind of field takes it. */
export function formatOf(kind: UploadKind, name: string): (Format & { format: string }) | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const format = KINDS[kind].formats.includes(extension) ? FORMATS[extension] : undefined;
  return format && { ...format, format: extension === 'jpeg' ? 'jpg' : extension };
}

const MAX_NAME = 150;
// Control characters, and those that turn the reading direction and make `fdp.exe` look like `exe.pdf`.
const HIDDEN = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** A file's name as people will see it: the last part of a path, without hidden characters, at most 150 long. */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(HIDDEN, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (plain === '') return 'berkas';
  const letters = Array.from(plain);
  if (letters.length <= MAX_NAME) return plain;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(plain)?.[0] ?? '';
  return letters.slice(0, MAX_NAME - extension.length).join('') + extension;
}

// What a browser or a server might run if it ever met the file under another name.
const RUNNABLE = /^\uFEFF?\s*(<\?|<!doctype|<html|<svg|<script|<head|<body|#!)/i;

/**
 * Judges plain text piece by piece: UTF-8 or Windows-1252, no NUL or other control characters that no text holds, and not
 * the beginning of a script or of a page. `end` gives the verdict.
 */
export function textJudge(): { piece(bytes: Uint8Array): void; end(): boolean } {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let is1252 = true;
  let clean = true;
  let first = true;
  const decode = (bytes?: Uint8Array) => {
    try {
      utf8.decode(bytes, { stream: bytes !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    piece(bytes) {
      if (first) clean &&= !RUNNABLE.test(Buffer.from(bytes.subarray(0, 512)).toString('utf8'));
      first = false;
      for (const byte of bytes) {
        if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) clean = false;
        if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) is1252 = false;
      }
      if (isUtf8) decode(bytes);
    },
    end() {
      if (isUtf8) decode();
      return clean && (isUtf8 || is1252);
    },
  };
}
