import type { BreachRow } from '../db/tables/breaches';
import { type Keys, openCaseKey, openText, sealText } from '../secrets/keys';

/** What the notice must say (UU 27/2022 Pasal 46 ayat (2)), as typed. Kept sealed under the case's key: it may name people. */
export type BreachContent = {
  /** Huruf a: the personal data that was disclosed. */
  data_kinds: string;
  /** Huruf b: when and how. */
  happened: string;
  /** Huruf c: what was and will be done. */
  handling: string;
};

const bound = (publicId: string): string => `breach:${publicId}`;

/** Seals the description of a case. */
export function sealContent(keys: Keys, caseKey: Buffer, publicId: string, content: BreachContent): string {
  return sealText(keys.id, caseKey, JSON.stringify(content), bound(publicId));
}

type Sealed = Pick<BreachRow, 'public_id' | 'case_key_sealed' | 'content_sealed'>;

/** Opens the description; null when it was erased. */
export function openContent(keys: Keys, row: Sealed): BreachContent | null {
  const caseKey = caseKeyOf(keys, row);
  if (!caseKey || !row.content_sealed) return null;
  return JSON.parse(openText(caseKey, row.content_sealed, bound(row.public_id))) as BreachContent;
}

/** The key of a case; null when it was destroyed. */
export function caseKeyOf(keys: Keys, row: Pick<BreachRow, 'public_id' | 'case_key_sealed'>): Buffer | null {
  return row.case_key_sealed === null ? null : openCaseKey(keys, row.case_key_sealed, row.public_id);
}

/** True when everything that the notice must say is there. */
export function isDescribed(content: BreachContent | null): boolean {
  return content !== null && Object.values(content).every((text) => text.trim() !== '');
}

/** Words of an officer for the log, which is read for years: under the case's key. */
export function sealWords(keys: Keys, caseKey: Buffer, publicId: string, words: Record<string, unknown>): string {
  return sealText(keys.id, caseKey, JSON.stringify(words), `event:${publicId}`);
}

/** Opens what `sealWords` made. */
export function openWords(caseKey: Buffer, publicId: string, sealed: string): Record<string, unknown> {
  return JSON.parse(openText(caseKey, sealed, `event:${publicId}`)) as Record<string, unknown>;
}
