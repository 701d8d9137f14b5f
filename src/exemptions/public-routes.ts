import { Router } from 'express';
import { z } from 'zod';
import { bodyChoices } from '../accounts/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { decodeCursor, rowId } from '../web/pagination';
import { csvHead, csvRow, REGISTER_PAGE, REGISTER_PATH, registerView } from './register-pages';
import { bodyIdOf, exemptionsInForce } from './register-queries';
import { undecidedItems } from './undecided-queries';

const CSV_PAGE = 500;
const undecidedPlace = z.object({ publishedAt: z.iso.datetime(), id: rowId() });

/** `/informasi-dikecualikan`: which items are closed and why, for anyone; the same as CSV. */
export function publicExemptionRoutes(deps: Deps): Router {
  const router = Router();
  const today = () => localDay(deps.clock.now(), deps.config.timezone);
  const asked = async (badan: unknown) => {
    const body = typeof badan === 'string' && /^[a-z0-9-]{1,100}$/.test(badan) ? badan : null;
    return { body, bodyId: body === null ? null : ((await bodyIdOf(deps.db, deps.regionId, body)) ?? 0) };
  };

  router.get(REGISTER_PATH, async (req, res) => {
    const t = translate(req);
    const { body, bodyId } = await asked(req.query.badan);
    const after = rowId().safeParse(Number(req.query.sesudah)).data ?? null;
    const query = { regionId: deps.regionId, bodyId, today: today(), after, limit: REGISTER_PAGE + 1 };
    const rows = await exemptionsInForce(deps.db, query);
    const afterUndecided = decodeCursor(undecidedPlace, req.query.lanjut);
    const undecided = await undecidedItems(deps.db, {
      ...{ regionId: deps.regionId, bodyId, after: afterUndecided, limit: REGISTER_PAGE + 1 },
    });
    const bodies = await bodyChoices(deps.db, deps.regionId);
    const view = registerView(
      { rows, undecided, bodies, body, after, afterUndecided },
      t,
      formatIn(languageOf(req), t, deps.config.timezone),
    );
    renderPage(req, res, 'exemptions/register', view, {
      title: t('exemptions:public.title'),
      description: t('exemptions:public.lead'),
      noindex: after !== null || afterUndecided !== null || body !== null,
    });
  });

  // Written page by page: however long the list grows, little of it is ever in memory.
  router.get(`${REGISTER_PATH}.csv`, async (req, res) => {
    const t = translate(req);
    const { bodyId } = await asked(req.query.badan);
    const query = { regionId: deps.regionId, bodyId, today: today(), limit: CSV_PAGE };
    res.attachment('informasi-dikecualikan.csv').type('text/csv').setHeader('Cache-Control', 'no-cache');
    res.write(`\ufeff${csvHead(t)}`);
    for (let after: number | null = null; ; ) {
      const rows: Awaited<ReturnType<typeof exemptionsInForce>> = await exemptionsInForce(deps.db, { ...query, after });
      if (rows.length > 0) res.write(rows.map((row) => csvRow(row, t)).join(''));
      if (rows.length < CSV_PAGE || res.destroyed) break;
      after = rows.at(-1)?.id ?? null;
    }
    res.end();
  });
  return router;
}
