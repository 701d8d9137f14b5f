/** How far a list is counted for a number beside it: what is more is said as more than a thousand. */
export const MOST_COUNTED = 1_001;
