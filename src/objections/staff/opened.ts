import type { Calendar } from '../../calendar/working-days';
import type { Identity } from '../../requests/identity';
import type { Area } from '../../requests/staff/areas';
import type { CurrentUser } from '../../web/guards';
import type { ObjectionFacts } from '../../workflow/objection-facts';
import type { ObjectionFormStep } from './form-steps';
import type { ObjectionBundle } from './queries';

/** An objection that this user may open in this area, with what every page and step of it is judged by. */
export type OpenedObjection = {
  area: Area;
  user: CurrentUser;
  bundle: ObjectionBundle;
  facts: ObjectionFacts;
  identity: Identity | null;
  steps: ObjectionFormStep[];
  cal: Calendar;
  today: string;
};
