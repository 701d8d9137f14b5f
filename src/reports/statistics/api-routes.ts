import { Router } from 'express';
import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { parseForm } from '../../web/forms';
import { translate } from '../../web/language';
import { sendProblem } from '../../web/problem';
import { limited } from '../../web/rate-limit';
import { answerTo } from './answered-queries';
import { API_NAMES, questionForm, refusedFields } from './forms';

/** `GET /api/v1/stats`, to be mounted at `/api/v1`: the figures of UU 14/2008 Pasal 12 for a year, as of a day. */
export function statsApiRoutes(deps: Deps): Router {
  const router = Router();
  const { clock, config } = deps;
  // Every day of every year is a sum of its own.
  const often = limited(config, { name: 'api-stats', windowSeconds: 60, limit: 60 });
  router.get('/stats', often, async (req, res) => {
    const t = translate(req);
    const parsed = parseForm(questionForm(API_NAMES, localDay(clock.now(), config.timezone)), req.query, t);
    const errors = refusedFields(parsed, req.query, API_NAMES, t);
    if (!parsed.ok || errors.length > 0) {
      const detail = t('statistics:form.check');
      return sendProblem(res, { status: 422, title: t('statistics:form.refused'), detail, errors });
    }
    const { figures, fault } = await answerTo(deps, parsed.data, t);
    if (figures) res.set('Cache-Control', 'no-cache').json(figures.stats);
    else sendProblem(res, { status: 500, title: t('statistics:unsound.title'), detail: fault ?? '' });
  });
  return router;
}
