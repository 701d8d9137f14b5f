export type AuditEventRow = {
  id: number;
  region_id: number;
  chain: string;
  seq: number;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  payload: string;
  prev_hash: string;
  hash: string;
};

export type AuditSealRow = {
  id: number;
  first_event: number;
  last_event: number;
  root: string;
  prev_seal: string;
  seal: string;
  sealed_at: string;
};

/** The newest seal of a day, kept with its signature; see `audit/heads`. */
export type AuditHeadRow = {
  region_id: number;
  day: string;
  seal_id: number;
  seal: string;
  last_event: number;
  signature: string;
  public_key: string;
  mailed: number;
  made_at: string;
};
