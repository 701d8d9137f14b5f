/** How far one run may go with a source that comes in pages, and where the run before it stopped. */
export type Pace = {
  /** The page to go on with, as the reader of the kind named it; null: from the beginning. */
  from: string | null;
  /** True once this run has taken as long as it may. */
  late: () => boolean;
};

/** From the beginning to the end in one go. */
export const AT_ONCE: Pace = { from: null, late: () => false };
