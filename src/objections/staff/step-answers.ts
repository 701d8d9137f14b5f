import type { ObjectionAnswer } from '../../letters/objection-facts';
import type { ObjectionStep } from '../../workflow/objection-steps';

/** A step as typed: for the machine, with what goes into the answer, the log and the letters. */
export type ObjectionStepAnswer = {
  /** Null for the objector's response, which moves nothing. */
  step: ObjectionStep | null;
  answer?: Omit<ObjectionAnswer, 'by'>;
  /** What an officer wrote: the agreement, what was done, what the objector said. */
  note?: string;
  letter?: { id: number; way: string };
};
