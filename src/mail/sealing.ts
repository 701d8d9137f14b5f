import { type Keys, openText } from '../secrets/keys';

/** What the sealed parts of an outbox row are bound to: a value moved to another row does not open. */
export function boundTo(dedupeKey: string, part: 'to' | 'content'): string {
  return `outbox:${dedupeKey}:${part}`;
}

/** What is sealed of a letter beside its recipient. `unsubscribe` is the address of the one-click end of an alert. */
export type LetterContent = { text: string; html?: string; unsubscribe?: string };

/** The recipient and the text of an outbox row. Throws when the data key is another one. */
export function openLetter(
  keys: Keys,
  row: { dedupe_key: string; recipient_sealed: string; content_sealed: string },
): { to: string } & LetterContent {
  const to = openText(keys.seal, row.recipient_sealed, boundTo(row.dedupe_key, 'to'));
  const content = openText(keys.seal, row.content_sealed, boundTo(row.dedupe_key, 'content'));
  return { to, ...(JSON.parse(content) as LetterContent) };
}

/** `w•••@contoh.test`: enough to recognise an address that one knows. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}•••${at > 0 ? address.slice(at) : ''}`;
}
