import type { Translate } from '../i18n/catalogue';
import { acceptOf, KINDS } from '../storage/file-kinds';

/** What a field for a document's files, or for one file, says: which kinds, and how large. */
export function fileField(t: Translate, { one = false } = {}): { fileHint: string; accept: string } {
  const { formats, maxBytes } = KINDS.document;
  const shown = formats
    .filter((format) => format !== 'jpeg')
    .join(', ')
    .toUpperCase();
  const fileHint = t(`catalogue:desk.${one ? 'oneFileHint' : 'fileHint'}`, {
    formats: shown,
    limit: maxBytes / 1024 / 1024,
  });
  return { fileHint, accept: acceptOf('document') };
}
