import { z } from 'zod';
import { rowId } from '../web/pagination';

/** Where a page of published documents ended, as it travels in addresses (`Place` of the queries). */
export const placeSchema = z.object({
  tier: z.literal([0, 1, 2]),
  publishedAt: z.iso.datetime(),
  id: rowId(),
});

/** Where a page of an editor's own list ended. */
export const deskPlaceSchema = z.object({ updatedAt: z.iso.datetime(), id: rowId() });
