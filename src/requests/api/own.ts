import type { Request, Response } from 'express';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { accessCode, codeMatches } from '../../secrets/keys';
import { translate } from '../../web/language';
import { sendProblem } from '../../web/problem';
import { tidyNumber } from '../number';
import { requestByNumber } from '../queries';
import { codeOf } from './forms';

/**
 * The request in the address (`:number`) for whoever shows its code; null when a problem was answered. A wrong code and
 * an unknown number cost the same work and get the same answer.
 */
export async function ownRequest(deps: Deps, req: Request, res: Response): Promise<RequestRow | null> {
  const t = translate(req);
  const code = codeOf(req.get('Authorization'));
  if (code === null) {
    res.set('WWW-Authenticate', 'Code');
    sendProblem(res, { status: 401, title: t('requests:api.codeNeeded') });
    return null;
  }
  const row = await requestByNumber(deps.db, deps.regionId, tidyNumber(String(req.params.number)));
  const right = codeMatches(accessCode(deps.keys, row?.public_id ?? 'nobody'), code);
  if (row && right) return row;
  sendProblem(res, { status: 404, title: t('requests:api.notFound') });
  return null;
}
