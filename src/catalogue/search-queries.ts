import type { Category } from '../db/tables/catalogue';

/** What narrows a list of published documents. `bodyId` is a row of `bodies`; absent and null filter nothing. */
export type Filter = {
  category?: Category | null;
  bodyId?: number | null;
  year?: number | null;
  format?: string | null;
};
