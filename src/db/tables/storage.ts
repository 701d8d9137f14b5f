/** What the virus scanner said of a content, by its digest. */
export type FileScanRow = {
  sha256: string;
  verdict: 'clean' | 'infected';
  signature: string | null;
  scanned_at: string;
};
