/** A case number as people read it: `P-2026-000123` (request), `R-…` (from an old register), `K-…` (objection), `S-…` (dispute). It carries no slash and is no secret. */
export function caseNumber(prefix: 'P' | 'R' | 'K' | 'S', year: number, serial: number): string {
  return `${prefix}-${year}-${String(serial).padStart(6, '0')}`;
}

/** True for what may be a request's number; blanks and small letters are forgiven by `tidyNumber`. */
export function isRequestNumber(text: string): boolean {
  return /^P-\d{4}-\d{6,}$/.test(text);
}

/** True for the number of a case from an old register, in a series of its own: `R-2023-000075`. */
export const isImportedNumber = (text: string): boolean => /^R-\d{4}-\d{6,}$/.test(text);

/** True for what may be an objection's number. */
export const isObjectionNumber = (text: string): boolean => /^K-\d{4}-\d{6,}$/.test(text);

/** True for what may be a dispute's number. */
export const isDisputeNumber = (text: string): boolean => /^S-\d{4}-\d{6,}$/.test(text);

/** A number as typed by a person, or copied from a printed page with other dashes, in its written form. */
export function tidyNumber(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .slice(0, 40);
}
