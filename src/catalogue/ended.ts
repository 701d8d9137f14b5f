/** When what an item announces was over, seen at `now`; null while it holds, and for what has no end. The end is not in force any more. */
export function endedBy({ valid_until }: { valid_until: string | null }, now: string): string | null {
  return valid_until !== null && valid_until <= now ? valid_until : null;
}
