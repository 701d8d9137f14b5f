import type { Calendar } from '../../calendar/working-days';
import { type ExplainView, explainView } from '../../cases/explain-pages';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { RequestFacts } from '../../workflow/facts';
import { explainedRequest } from '../explained';
import type { StoredEvent } from './timeline';

type Shown = { facts: RequestFacts; events: readonly StoredEvent[]; cal: Calendar; timezone: string };

/** How each date that a case shows was counted: answer, extension, Perki's outer date, repair, window to object. */
export function caseExplanations({ facts, events, cal, timezone }: Shown, t: Translate, fmt: Format): ExplainView[] {
  return explainedRequest(facts, events, cal, timezone).map((due) =>
    explainView(due, t, fmt, { summary: t('tracking:count.of', { term: t(`workflow:term.${due.term}`) }) }),
  );
}
