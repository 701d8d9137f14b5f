/** A serta-merta announcement. In force while `from_at` <= now and `until_at` is null or later. */
export type AnnouncementRow = {
  id: number;
  public_id: string;
  region_id: number;
  body_id: number;
  /** Its item in the catalogue. */
  document_id: number | null;
  subkind: string;
  title: string;
  happening: string;
  /** The items of Perki 1/2021 Pasal 20(2) by their letter, as JSON. */
  standard: string;
  picture_alt: string | null;
  from_at: string;
  until_at: string | null;
  ended_at: string | null;
  ended_reason: string | null;
  /** When its body is asked whether it still holds; null where it has an end. */
  review_at: string | null;
  version: number;
  form_key: string;
  made_by: number | null;
  made_at: string;
  updated_at: string;
  /** When its item became exempt: nothing of it is shown any more. */
  withdrawn_at: string | null;
};

export type AnnouncementUpdateRow = {
  id: number;
  public_id: string;
  announcement_id: number;
  text: string;
  form_key: string;
  made_by: number | null;
  made_at: string;
};

/** One announcement, or one update of it, on its way to those who asked to hear: written to up to `after_id`. */
export type AnnouncementMailingRow = {
  id: number;
  public_id: string;
  region_id: number;
  announcement_id: number;
  update_id: number | null;
  state: 'going' | 'done';
  after_id: number;
  told: number;
  made_at: string;
  finished_at: string | null;
};
