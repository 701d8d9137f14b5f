import type { DocumentRow } from '../db/tables/catalogue';
import type { Change } from './changing-commands';

/** True where what is changed reaches readers with no further step: it is public, or goes out by itself. */
export const goesPublic = ({ state }: Pick<DocumentRow, 'state'>): boolean =>
  state === 'published' || state === 'scheduled';

/** The same of its files: an exempt item shows none. */
export const showsFiles = (row: Pick<DocumentRow, 'state' | 'category'>): boolean =>
  goesPublic(row) && row.category !== 'dikecualikan';

/** What makes a document public. Its address is made at the first time and never changes; its versions are read from here on. */
export function publication(row: DocumentRow, slug: string, now: string): Change {
  return {
    update: {
      state: 'published',
      slug,
      published_at: now,
      publish_at: null,
      review_note: null,
      withdrawn_at: null,
      withdrawn_reason: null,
      public_from: row.version + 1,
    },
    event: { kind: 'document_published', changes: { state: [row.state, 'published'] }, detail: { slug } },
  };
}

/** What sends a document to the PPID; `publishAt` is the instant it shall go out at, null at once. */
export function sending(row: DocumentRow, publishAt: string | null): Change {
  return {
    update: { state: 'review', publish_at: publishAt, review_note: null },
    event: {
      kind: 'document_sent_for_review',
      changes: { state: [row.state, 'review'], publish_at: [row.publish_at, publishAt] },
    },
  };
}

/** What sets the instant at which a document goes out by itself. */
export function scheduling(row: DocumentRow, publishAt: string): Change {
  return {
    update: { state: 'scheduled', publish_at: publishAt, review_note: null },
    event: {
      kind: 'document_scheduled',
      changes: { state: [row.state, 'scheduled'], publish_at: [row.publish_at, publishAt] },
    },
  };
}

/** The same change with more for its event to keep. */
export const having = ({ update, event }: Change, more: Record<string, unknown>): Change => ({
  update,
  event: { ...event, detail: { ...event.detail, ...more } },
});
