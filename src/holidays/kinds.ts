import type { MovableKind } from './movable';

/** Every kind of case that a change of the calendar moves, in the order they are moved. */
export const MOVABLE: readonly MovableKind[] = [];
