/** Which disputes a list shows: windows still open, those at the commission or in court or waiting to be carried out, all. */
export const DISPUTE_TABS = ['jendela', 'berjalan', 'semua'] as const;
export type DisputeTab = (typeof DISPUTE_TABS)[number];
