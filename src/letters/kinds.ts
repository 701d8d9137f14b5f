/** Every letter a case can bring forth. Pure data. */
export type LetterKind =
  | 'receipt'
  | 'incomplete'
  | 'lapsed'
  | 'extension'
  | 'granted'
  | 'granted_partly'
  | 'refused'
  | 'not_held'
  | 'not_documented'
  | 'redirected'
  | 'delivered'
  | 'withdrawn'
  | 'overdue'
  | 'window_reminder'
  | 'repair_reminder'
  | 'code_again'
  | 'date_moved';

export const LETTER_KINDS: readonly LetterKind[] = [
  'receipt',
  'incomplete',
  'lapsed',
  'extension',
  'granted',
  'granted_partly',
  'refused',
  'not_held',
  'not_documented',
  'redirected',
  'delivered',
  'withdrawn',
  'overdue',
  'window_reminder',
  'repair_reminder',
  'code_again',
  'date_moved',
];

/** True for a kind of letter that a request brings forth. */
export const isLetterKind = (kind: string): kind is LetterKind => (LETTER_KINDS as readonly string[]).includes(kind);
