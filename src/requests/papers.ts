import type { RequesterKind } from './identity';

/** Papers that prove who asks: Perki 1/2021 Pasal 27 ayat (3)–(7). */
export type PaperKind = 'ktp' | 'akta' | 'surat_kuasa' | 'ktp_grantor';

export const PAPER_KINDS: readonly PaperKind[] = ['ktp', 'akta', 'surat_kuasa', 'ktp_grantor'];

const BY_KIND: Readonly<Record<RequesterKind, readonly PaperKind[]>> = {
  individual: ['ktp'],
  group: ['surat_kuasa', 'ktp_grantor'],
  legal_body: ['akta'],
};

/** The papers a requester must attach; a proxy adds a special power of attorney with stamp duty. */
export function requiredPapers(kind: RequesterKind, byProxy: boolean): PaperKind[] {
  const papers = [...BY_KIND[kind]];
  if (byProxy && !papers.includes('surat_kuasa')) papers.push('surat_kuasa');
  return papers;
}

/** Which required papers are not there yet. Missing papers stop nothing: the number comes at once. */
export function missingPapers(kind: RequesterKind, byProxy: boolean, given: readonly string[]): PaperKind[] {
  return requiredPapers(kind, byProxy).filter((paper) => !given.includes(paper));
}
