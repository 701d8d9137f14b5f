import { NoCalendarError } from '../calendar/working-days';
import { UnsoundFigures } from '../reports/statistics/stats';

/** Figures that do not add up, or days that cannot be counted: they prove nothing, and the page of figures says why. */
export const proveNothing = (error: unknown): boolean =>
  error instanceof UnsoundFigures || error instanceof NoCalendarError;
