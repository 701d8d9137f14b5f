import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDay } from '../calendar/working-days';
import { registerBodies, registerPage } from '../catalogue/register-queries';
import type { Deps } from '../deps';
import { sendPublic } from '../storage/download';
import { renderError } from '../web/errors';
import { renderPage } from '../web/page';
import { decodeCursor, encodeCursor, rowId, withQuery } from '../web/pagination';
import { limited } from '../web/rate-limit';
import { PUBLIC_PATH } from './areas';
import { sendPrint, sendTable, showParts } from './export/send-routes';
import { oneNumber, readDay, readRowsAddress } from './forms';
import { publicVersionsView, publicView } from './public-pages';
import { type DipVersion, decreeFile, enactedPage, newestEnacted, versionNumbered, versionOn } from './queries';
import { placeOf, ROWS, readDifferences, readRows, wordsOf } from './reading-routes';
import { type RowsView, rowsView } from './row-pages';
import { sinceCount } from './since-queries';

const VERSIONS = 25;
const MOST_CHOICES = 100;
const NOW_PLACE = z.object({ at: z.iso.datetime(), id: rowId() });

/** `/daftar-informasi-publik`: the register as enacted, on any day, in any version, beside another, and as files. */
export function publicDipRoutes(deps: Deps): Router {
  const router = Router();
  const today = () => localDay(deps.clock.now(), deps.config.timezone);
  // A whole register is work: some a minute are enough for a person and for a harvester.
  const files = limited(deps.config, { name: 'dip-files', windowSeconds: 60, limit: 20 });
  const one = `${PUBLIC_PATH}/versi/:number`;

  const numbered = async (req: Request, res: Response): Promise<DipVersion | null> => {
    const number = oneNumber(req.params.number);
    const version = number === null ? null : await versionNumbered(deps.db, deps.regionId, number);
    if (!version) renderError(req, res, 404);
    return version;
  };

  router.get(PUBLIC_PATH, async (req, res) => {
    const { t, fmt } = wordsOf(deps, req);
    const newest = await newestEnacted(deps.db, deps.regionId);
    const day = readDay(req.query.tanggal, today(), t);
    const asked = req.query.versi === undefined || req.query.versi === '' ? null : oneNumber(req.query.versi);
    if (asked === null && req.query.versi) return renderError(req, res, 404);
    const shown = await shownVersion(deps, asked, day.day, newest);
    if (asked !== null && !shown) return renderError(req, res, 404);
    const carried: Record<string, string> =
      asked !== null ? { versi: String(asked) } : day.day ? { tanggal: day.day } : {};
    const list = shown
      ? await readRows(deps, req, shown, { action: PUBLIC_PATH, carried })
      : newest
        ? null
        : await publishedNow(deps, req);
    const decree = shown ? await decreeFile(deps.db, shown.id) : undefined;
    const since = shown?.id === newest?.id ? await sinceCount(deps, newest) : 0;
    const view = publicView({ shown, newest, day, today: today(), decree, list, since }, t, fmt);
    const wrong = Object.keys(view.form.errors).length > 0;
    renderPage(req, res, 'dip/public', view, {
      ...{ title: t('dip:public.title'), description: t('dip:public.description'), wide: true },
      ...{ status: wrong ? 422 : 200, noindex: Object.keys(req.query).length > 0 },
    });
  });

  router.get(`${PUBLIC_PATH}/versi`, async (req, res) => {
    const { t, fmt } = wordsOf(deps, req);
    const before = placeOf(req) || null;
    const rows = await enactedPage(deps.db, deps.regionId, { before, limit: VERSIONS + 1 });
    const last = rows.length > VERSIONS ? rows[VERSIONS - 1]?.number : null;
    const here = `${PUBLIC_PATH}/versi`;
    const pages = {
      next: last ? withQuery(here, { sesudah: encodeCursor({ n: last }) }) : null,
      first: before ? here : null,
    };
    const view = publicVersionsView(rows.slice(0, VERSIONS), pages, t, fmt);
    renderPage(req, res, 'dip/versions', view, { title: t('dip:versions.title') });
  });

  router.get(`${PUBLIC_PATH}/banding`, async (req, res) => {
    const { t } = wordsOf(deps, req);
    const numbers = [oneNumber(req.query.lama), oneNumber(req.query.baru)] as const;
    const find = (number: number | null) => (number === null ? null : versionNumbered(deps.db, deps.regionId, number));
    const [before, after] = await Promise.all(numbers.map(find));
    if (!before || !after) return renderError(req, res, 404);
    const versions = await enactedPage(deps.db, deps.regionId, { before: null, limit: MOST_CHOICES });
    const name = (number: number | null) => t('dip:versions.one', { number });
    const view = await readDifferences(deps, req, [before, after], {
      ...{ path: `${PUBLIC_PATH}/banding`, query: { lama: numbers[0], baru: numbers[1] } },
      ...{ before: name(numbers[0]), after: name(numbers[1]) },
      back: { label: t('dip:versions.title'), href: `${PUBLIC_PATH}/versi` },
      choice: {
        ...{ action: `${PUBLIC_PATH}/banding`, lama: String(numbers[0]), baru: String(numbers[1]) },
        versions: versions.map(({ number }) => ({ value: String(number), label: name(number) })),
      },
    });
    renderPage(req, res, 'dip/compare', view, { title: t('dip:compare.title'), noindex: true });
  });

  router.get(`${one}/unduh/:format`, files, async (req, res) => {
    const version = await numbered(req, res);
    if (version) await sendTable(deps, req, res, version);
  });

  router.get(`${one}/cetak`, async (req, res) => {
    const version = await numbered(req, res);
    if (version) showParts(deps, req, res, version, `${PUBLIC_PATH}/versi/${version.number}`);
  });

  router.get(`${one}/cetak/:part`, files, async (req, res) => {
    const version = await numbered(req, res);
    if (version) await sendPrint(deps, req, res, version);
  });

  router.get(`${one}/keputusan`, async (req, res) => {
    const version = await numbered(req, res);
    if (!version) return;
    const file = await decreeFile(deps.db, version.id);
    if (!file) return renderError(req, res, 404);
    await sendPublic(req, res, deps.files, file);
  });

  // The address without anything behind it leads to the version's page.
  router.get(one, async (req, res) => {
    const version = await numbered(req, res);
    if (version) res.redirect(303, withQuery(PUBLIC_PATH, { versi: version.number }));
  });

  return router;
}

function shownVersion(deps: Deps, asked: number | null, day: string | null, newest: DipVersion | null) {
  if (asked !== null) return versionNumbered(deps.db, deps.regionId, asked);
  return day === null ? newest : versionOn(deps.db, deps.regionId, day);
}

/** Before the first enactment: what is published now, in the columns of the register. */
async function publishedNow(deps: Deps, req: Request): Promise<RowsView> {
  const { t, fmt } = wordsOf(deps, req);
  const bodies = await registerBodies(deps.db, deps.regionId);
  const asked = readRowsAddress(
    { ...req.query, q: '' },
    bodies.map(({ id }) => String(id)),
    t,
  );
  const after = decodeCursor(NOW_PLACE, req.query.sesudah);
  const filter = { bodyId: asked.typed.badan ? Number(asked.typed.badan) : null, category: asked.category };
  const found = asked.wrong
    ? []
    : await registerPage(deps.db, deps.regionId, filter, {
        after: after && { published_at: after.at, id: after.id },
        limit: ROWS + 1,
      });
  const shown = found.slice(0, ROWS);
  // No number: numbers are given by the register.
  const rows = shown.map((row) => ({
    ...row,
    version_id: 0,
    document_id: row.id,
    number: 0,
    hash: '',
    covered: false,
    held: row.held_files === 1,
  }));
  const context = {
    ...{ action: PUBLIC_PATH, carried: {}, beyondFirst: after !== null, searchable: false },
    bodies: bodies.map(({ id, name }) => ({ value: String(id), label: name })),
  };
  const view = rowsView(asked, { rows, next: null }, context, t, fmt);
  const last = found.length > ROWS ? shown.at(-1) : undefined;
  const next =
    last && withQuery(PUBLIC_PATH, { ...asked.typed, sesudah: encodeCursor({ at: last.published_at, id: last.id }) });
  return { ...view, pages: { ...view.pages, next: next ?? null } };
}
