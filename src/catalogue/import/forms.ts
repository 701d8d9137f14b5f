import { z } from 'zod';
import { oneOf } from '../../web/fields';
import type { RowsShown } from './queries';

/** What becomes of the rows: public as the body's trust allows, or drafts to be finished by hand. */
export const WAYS = ['publish', 'draft'] as const;

/** Beside the file: whose the rows are that name no body, and what becomes of them. */
export const importForm = z.object({
  badan: z.string().max(100).default(''),
  cara: oneOf(WAYS),
});

const SHOWN: Readonly<Record<string, RowsShown>> = {
  baru: 'fresh',
  'sudah-ada': 'unchanged',
  ditolak: 'refused',
  ditandai: 'flagged',
};

/** The words of the address for what a page of rows shows, and back. */
export const shownIn = (text: unknown): RowsShown => (typeof text === 'string' ? (SHOWN[text] ?? null) : null);
export const wordOf = (shown: RowsShown): string | null =>
  Object.keys(SHOWN).find((word) => SHOWN[word] === shown) ?? null;
