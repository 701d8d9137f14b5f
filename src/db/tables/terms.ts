export type TermOverrideRow = {
  id: number;
  region_id: number;
  code: string;
  length: number;
  reason: string;
  in_force_on: string;
  set_by: number;
  set_at: string;
};
