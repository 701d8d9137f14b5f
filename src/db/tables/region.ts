/** Rows as stored, those of each slice in a file: snake_case, instants as fixed-width ISO UTC text, dates as `YYYY-MM-DD`, booleans as 0 or 1. */

export type RegionRow = { id: number; slug: string; name: string; timezone: string; created_at: string };

export type SettingRow = { region_id: number; key: string; value: string; updated_at: string };
