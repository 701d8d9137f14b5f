/**
 * So many lines are looked through for one page of what is behind a figure, however rare it is: what was not found among
 * them is looked for on the next page, and the page says how far it looked.
 */
export const WALK = 10_000;
