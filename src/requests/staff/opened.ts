import type { Calendar } from '../../calendar/working-days';
import type { CurrentUser } from '../../web/guards';
import type { RequestFacts } from '../../workflow/facts';
import type { StepName } from '../../workflow/steps';
import type { Identity } from '../identity';
import type { Area } from './areas';
import type { CaseBundle } from './case-queries';

/** A case that this user may open in this area, with what every page and step of it is judged by. */
export type OpenedCase = {
  area: Area;
  user: CurrentUser;
  bundle: CaseBundle;
  facts: RequestFacts;
  identity: Identity | null;
  steps: StepName[];
  cal: Calendar;
  today: string;
};
