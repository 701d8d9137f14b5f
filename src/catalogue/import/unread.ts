/** Stands in a cell whose formula has no saved result, or a fault for one. No list holds this by itself. */
export const UNREAD = '\u27e6rumus-tanpa-hasil\u27e7';
