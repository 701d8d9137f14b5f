import type { Calendar } from '../../calendar/working-days';
import type { Identity } from '../../requests/identity';
import type { CurrentUser } from '../../web/guards';
import type { DisputeFacts } from '../../workflow/dispute-facts';
import type { DisputeArea } from './areas';
import type { DisputeFormStep } from './form-steps';
import type { DisputeBundle } from './queries';

/** A dispute that this user may open in this area, with what every page and step of it is judged by. */
export type OpenedDispute = {
  area: DisputeArea;
  user: CurrentUser;
  bundle: DisputeBundle;
  facts: DisputeFacts;
  identity: Identity | null;
  steps: DisputeFormStep[];
  cal: Calendar;
  today: string;
};
