/** A version of a text about the office's own service; without `body` somebody's word that it is still right. */
export type DutyTextRow = {
  id: number;
  region_id: number;
  code: string;
  lang: 'id' | 'en';
  version: number;
  body: string | null;
  note: string | null;
  made_by: number;
  made_at: string;
};
