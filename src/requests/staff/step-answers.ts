import type { z } from 'zod';
import type { Citable } from '../../exemptions/register-queries';
import type { Decision } from '../../letters/facts';
import type { FormResult } from '../../web/forms';
import type { RequestStep } from '../../workflow/steps';

/** What a form is judged by besides what was typed. */
export type StepWorld = {
  /** Public bodies that may be chosen: id by slug. */
  bodies: ReadonlyMap<string, number>;
  /** Names of the fields that brought a file. */
  fileFields: ReadonlySet<string>;
  /** The letter whose sending is recorded. */
  letter: {
    id: number;
    kind: string;
    dated_on: string;
    latest: boolean;
    way: string | null;
    sent_on: string | null;
    reached_on: string | null;
  } | null;
  /** The decision that the form names, when there is one. */
  cited: Citable | null;
  /** What awaits approval is a grant in part: then the days to provide it are asked. */
  partial: boolean;
};

/** A step as typed: for the machine, with what goes into the decision, the log and the letters. */
export type StepAnswer = {
  step: RequestStep;
  decision?: Decision;
  reason?: string;
  letter?: { id: number; way: string };
  /** Public ids of the agency's files that are given to the requester as they are. */
  give: string[];
  /** Delivery to a requester without e-mail: how and when its letter went and arrived. */
  sending?: { way: string; sent_on: string; reached_on: string | null };
  /** The officer has read the warning about text under black boxes and goes on. */
  warningAccepted: boolean;
};

/** What a form gives for its own step; the rest is the same for all. */
export type Rest = Omit<StepAnswer, 'step' | 'give' | 'warningAccepted'>;

/** Reads a form by its schema and makes the step of it. */
export type Read = <S extends z.ZodType>(
  schema: S,
  make: (data: z.output<S>) => Rest & { step: RequestStep },
) => FormResult<StepAnswer>;
