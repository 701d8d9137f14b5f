export type CalendarYearRow = {
  region_id: number;
  year: number;
  version: number;
  decree: string;
  confidence: string;
  updated_at: string;
};

export type HolidayRow = {
  id: number;
  region_id: number;
  date: string;
  kind: 'libur_nasional' | 'cuti_bersama' | 'local';
  name: string;
  decree: string | null;
  confidence: string;
  note: string | null;
};
