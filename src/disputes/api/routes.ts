import { type Request, type Response, Router } from 'express';
import { calendarInForce } from '../../calendar/queries';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { explainedObjection } from '../../objections/explained';
import { objectionFacts } from '../../objections/facts';
import { ownRequest } from '../../requests/api/own';
import { explainedRequest } from '../../requests/explained';
import { factsOf } from '../../requests/facts';
import { limited } from '../../web/rate-limit';
import { explainedDispute } from '../explained';
import { disputeFacts } from '../facts';
import { type ClocksOfCase, explainJson } from './pages';
import { laterCasesOf, movingEventsOf } from './queries';

/** `GET /api/v1/requests/{number}/explain`, to be mounted at `/api/v1`: why each date of a case is what it is. */
export function explainApiRoutes(deps: Deps): Router {
  const router = Router();
  const often = limited(deps.config, { name: 'api-explain', windowSeconds: 600, limit: 120 });
  router.get('/requests/:number/explain', often, (req, res) => explain(deps, req, res));
  return router;
}

async function explain(deps: Deps, req: Request, res: Response): Promise<void> {
  const row = await ownRequest(deps, req, res);
  if (!row) return;
  const { db, regionId, i18n, config } = deps;
  const cal = await calendarInForce(db, regionId);
  const cases = await casesOf(deps, row, cal);
  const { timezone } = config;
  const given = { number: row.number, cases, calendarVersion: cal.version, timezone, wordsOf: i18n.for };
  res.set('Cache-Control', 'no-store').json(explainJson(given));
}

async function casesOf(
  { db, config }: Deps,
  row: RequestRow,
  cal: Parameters<typeof explainedRequest>[2],
): Promise<ClocksOfCase[]> {
  const later = await laterCasesOf(db, row.id);
  const chains = later.flatMap(({ objection, dispute }) => [
    `objection:${objection.public_id}`,
    ...(dispute ? [`dispute:${dispute.public_id}`] : []),
  ]);
  const events = await movingEventsOf(db, [`request:${row.public_id}`, ...chains]);
  const eventsOf = (chain: string) => events.get(chain) ?? [];
  const { timezone } = config;
  return [
    { ...row, clocks: explainedRequest(factsOf(row), eventsOf(`request:${row.public_id}`), cal, timezone) },
    ...later.flatMap(({ objection, dispute }) => {
      const own = eventsOf(`objection:${objection.public_id}`);
      const objected = { ...objection, clocks: explainedObjection(objectionFacts(objection), own, cal, timezone) };
      if (!dispute) return [objected];
      const disputed = eventsOf(`dispute:${dispute.public_id}`);
      return [objected, { ...dispute, clocks: explainedDispute(disputeFacts(dispute), disputed, cal, timezone) }];
    }),
  ];
}
