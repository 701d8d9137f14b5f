export type BodyRow = {
  id: number;
  region_id: number;
  slug: string;
  name: string;
  short_name: string;
  kind: string;
  parent_id: number | null;
  address: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  head_name: string | null;
  head_title: string | null;
  head_email: string | null;
  note: string | null;
  active: number;
  /** 1: what it publishes is public at once; 0: the PPID reviews it first. */
  trusted: number;
  created_at: string;
};
