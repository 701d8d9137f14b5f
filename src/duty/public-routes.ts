import { type Request, type Response, Router } from 'express';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { renderError } from '../web/errors';
import { formatIn } from '../web/format';
import { languageOf, translate } from '../web/language';
import { renderPage } from '../web/page';
import { firstWords } from './defaults-disk';
import { marksOn } from './marks-queries';
import { dutyIndexView, dutyPageView, type Reading, titleOf, type World } from './pages';
import { textVersions, writtenText } from './queries';
import { publishedReports } from './reports-queries';
import { DUTY_TEXTS, type DutyText } from './texts';

/** The back side of Lampiran VI. */
const RIGHTS = ['ask', 'receipt', 'notice', 'fee', 'object', 'dispute'];

/** What the law makes an office say about its own service: `/standar-layanan`, `/profil`, `/laporan`, `/privasi`. */
export function dutyRoutes(deps: Deps): Router {
  const router = Router();
  const { db, regionId, config } = deps;

  router.get('/standar-layanan', (req, res) => {
    const t = translate(req);
    const options = { title: t('duty:index.title'), description: t('duty:index.description') };
    renderPage(req, res, 'duty/index', dutyIndexView(t), options);
  });

  router.get('/standar-layanan/formulir', (req, res) => {
    const t = translate(req);
    renderPage(req, res, 'duty/forms', {}, { title: t('duty:forms.title'), description: t('duty:forms.lead') });
  });

  router.get('/standar-layanan/formulir/permohonan', (req, res) => {
    const t = translate(req);
    const { name, address, email, phone } = config.org;
    const view = { office: name, desk: [address, email, phone].filter(Boolean).join(', '), rights: RIGHTS };
    renderPage(req, res, 'duty/request-form', view, { title: t('duty:form.title') });
  });

  for (const text of DUTY_TEXTS) router.get(text.path, (req, res) => show(text, req, res));

  async function show(text: DutyText, req: Request, res: Response): Promise<void> {
    const lang = languageOf(req);
    const which = { code: text.code, lang };
    const asked = typeof req.query.versi === 'string' ? req.query.versi : null;
    if (asked !== null && !/^[1-9]\d{0,5}$/.test(asked)) return renderError(req, res, 404);
    const present = await writtenText(db, regionId, which);
    const chosen = asked === null ? present : await writtenText(db, regionId, which, Number(asked));
    if (asked !== null && !chosen) return renderError(req, res, 404);
    const reading: Reading = chosen
      ? { body: chosen.body, written_at: chosen.made_at, version: chosen.version }
      : { body: firstWords(config.projectRoot, text.code, lang), written_at: null, version: null };
    const world = worldOf(deps, req);
    const indonesian = lang === 'en' ? await writtenText(db, regionId, { code: text.code, lang: 'id' }) : undefined;
    const shown = {
      past: asked !== null && chosen?.version !== present?.version,
      behind: indonesian !== undefined && indonesian.made_at > (reading.written_at ?? ''),
      editor: req.user?.roles.some(({ role }) => role === 'ppid' || role === 'admin') ?? false,
      lang,
      versions: await textVersions(db, regionId, which),
      reports: text.code === 'laporan' ? await publishedReports(db, regionId) : null,
    };
    const marks = await marksOn(db, { regionId, config, today: world.today }, world.t);
    const view = dutyPageView(text, reading, marks, shown, world);
    const description = world.t(`duty:text.${text.code}.lead`);
    renderPage(req, res, 'duty/page', view, { title: titleOf(text, world.t), description, noindex: asked !== null });
  }

  return router;
}

/** What a page of this slice is told in, and which day it is. */
export function worldOf({ clock, config }: Deps, req: Request): World {
  const t = translate(req);
  const { timezone } = config;
  return { t, fmt: formatIn(languageOf(req), t, timezone), today: localDay(clock.now(), timezone), timezone };
}
