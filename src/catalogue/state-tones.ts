import type { DocumentRow } from '../db/tables/catalogue';

/** The states of a document in the order of its life. */
export const STATES: readonly DocumentRow['state'][] = ['draft', 'review', 'scheduled', 'published', 'withdrawn'];

/** How each is coloured in the desk. */
export const STATE_TONE: Record<DocumentRow['state'], string> = {
  draft: 'progress',
  review: 'progress',
  scheduled: 'progress',
  published: 'good',
  withdrawn: 'ended',
};
