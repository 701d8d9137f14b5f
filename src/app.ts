import express, { type Express } from 'express';
import { adminRoutes } from './accounts/admin-routes';
import { signedInUser } from './accounts/passport';
import { passwordRoutes } from './accounts/password-routes';
import { profileRoutes } from './accounts/profile-routes';
import { signInRoutes } from './accounts/sign-in-routes';
import { staffRoutes } from './accounts/staff-routes';
import { toolRoutes } from './accounts/tools-routes';
import { announcementBanner } from './announcements/banner-routes';
import { announcementRoutes } from './announcements/routes';
import { apiDocsRoutes } from './api/docs-routes';
import { apiDoor, apiEnd, apiRoutes } from './api/routes';
import { auditorRoutes } from './auditor/routes';
import { readOnlySeat } from './auditor/seat-routes';
import { bodyAdminRoutes } from './bodies/admin-routes';
import { trustRoutes } from './bodies/trust-routes';
import { breachRoutes } from './breaches/routes';
import { calendarApiRoutes } from './calendar/api-routes';
import { catalogueApiRoutes } from './catalogue/api-routes';
import { bulkRoutes } from './catalogue/bulk/routes';
import { ckanRoutes } from './catalogue/ckan-routes';
import { deskRoutes } from './catalogue/desk-routes';
import { editRoutes } from './catalogue/edit-routes';
import { fileRoutes } from './catalogue/file-routes';
import { leaveRoutes } from './catalogue/files/leave-routes';
import { replaceRoutes } from './catalogue/files/replace-routes';
import { importRoutes } from './catalogue/import/routes';
import { newRoutes } from './catalogue/new-routes';
import { catalogueRoutes } from './catalogue/public-routes';
import { reviewRoutes } from './catalogue/review/routes';
import { versionRoutes } from './catalogue/versions/routes';
import { waitingRoutes } from './catalogue/waiting-routes';
import type { Deps } from './deps';
import { dipRoutes } from './dip/routes';
import { explainApiRoutes } from './disputes/api/routes';
import { disputeRoutes } from './disputes/routes';
import { dutyDeskRoutes } from './duty/desk-routes';
import { dutyRoutes } from './duty/public-routes';
import { exemptionRoutes } from './exemptions/routes';
import { feedRoutes } from './feeds/routes';
import { freshnessDoor } from './freshness/door';
import { freshnessRoutes } from './freshness/routes';
import { harvestAdminRoutes } from './harvest/admin-routes';
import { harvestRoutes } from './harvest/routes';
import { healthRoutes } from './health/routes';
import { holidayRoutes } from './holidays/routes';
import { ladderRoutes } from './ladder/routes';
import { letterRoutes } from './letters/routes';
import { monevDeskClock } from './monev/desk-clock';
import { monevRoutes } from './monev/routes';
import { objectionDoor } from './objections/public/door';
import { publicObjectionRoutes } from './objections/public/routes';
import { staffObjectionRoutes } from './objections/staff/routes';
import { annualDeskClock } from './reports/annual/desk-clock';
import { annualRoutes } from './reports/annual/routes';
import { registerRoutes } from './reports/registers/routes';
import { statsApiRoutes } from './reports/statistics/api-routes';
import { figureCaseRoutes } from './reports/statistics/case-routes';
import { ownStatisticsRoutes } from './reports/statistics/own-routes';
import { statisticsRoutes } from './reports/statistics/routes';
import { requestApiRoutes } from './requests/api/routes';
import { publicRequestRoutes } from './requests/public/routes';
import { staffRequestRoutes } from './requests/staff/routes';
import { retentionRoutes } from './retention/routes';
import { subscriptionRoutes } from './subscriptions/routes';
import { calculatorRoutes } from './terms/calculator-routes';
import { termRoutes } from './terms/routes';
import { csrfProtection } from './web/csrf';
import { errorHandler, notFound } from './web/errors';
import { languageRoutes } from './web/language';
import { compressed, securityHeaders } from './web/security';
import { sessions } from './web/session';
import { loadAssets } from './web/static';

/** Addresses of forms that carry files; each of them reads its token behind multer. */
const FILE_FORMS =
  /^\/(petugas\/(permohonan|keberatan)\/baru|opd\/(informasi|peringatan\/baru)|.+\/(berkas|transitions|terbitkan|berkas\/[^/]+\/ganti))$/;

/** The whole application, and the only one: tests start this one too. */
export function createApp(deps: Deps): Express {
  const app = express();
  const { config } = deps;
  app.locals.deps = deps;
  app.locals.assets = loadAssets(config);
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');

  app.use(securityHeaders(config), compressed());
  app.use(app.locals.assets.routes);
  app.use(healthRoutes(deps, deps.clock.real()));

  // Programs: no cookie is read here.
  app.use('/api', apiDoor(deps));
  app.use(
    '/api/v1',
    apiRoutes(deps),
    calendarApiRoutes(deps),
    catalogueApiRoutes(deps),
    requestApiRoutes(deps),
    explainApiRoutes(deps),
    statsApiRoutes(deps),
  );
  app.use('/api/3/action', ckanRoutes(deps));
  app.use('/api', apiEnd(deps));

  // People: from here on there may be a session and a form.
  app.use(sessions(deps));
  app.use(signedInUser(deps));
  app.use(announcementBanner(deps));
  app.use(express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 500 }));
  app.use(csrfProtection(config, FILE_FORMS));
  app.use(languageRoutes(deps));
  app.use(
    adminRoutes(deps),
    passwordRoutes(deps),
    profileRoutes(deps),
    signInRoutes(deps),
    staffRoutes(deps),
    toolRoutes(),
  );
  // What an auditor reads, he reads through a connection that cannot write.
  app.use(
    readOnlySeat(deps, (seat) => [
      dipRoutes(seat),
      exemptionRoutes(seat),
      staffRequestRoutes(seat),
      staffObjectionRoutes(seat),
      disputeRoutes(seat),
      registerRoutes(seat),
      annualRoutes(seat),
      auditorRoutes(seat),
      retentionRoutes(seat),
      figureCaseRoutes(seat),
    ]),
  );
  app.use(apiDocsRoutes(deps));
  app.use(bodyAdminRoutes(deps), trustRoutes(deps));
  app.use(termRoutes(deps));
  app.use(calculatorRoutes(deps));
  app.use(
    catalogueRoutes(deps, freshnessDoor(deps)),
    versionRoutes(deps),
    deskRoutes(deps),
    newRoutes(deps),
    bulkRoutes(deps),
  );
  app.use(editRoutes(deps), replaceRoutes(deps), leaveRoutes(deps), waitingRoutes(deps));
  app.use(reviewRoutes(deps), fileRoutes(deps));
  app.use(announcementRoutes(deps), subscriptionRoutes(deps));
  app.use(feedRoutes(deps));
  app.use(importRoutes(deps), harvestRoutes(deps), harvestAdminRoutes(deps));
  app.use(dipRoutes(deps));
  app.use(exemptionRoutes(deps));
  app.use(letterRoutes(deps));
  app.use(publicRequestRoutes(deps, [objectionDoor(deps)]));
  app.use(publicObjectionRoutes(deps));
  app.use(staffRequestRoutes(deps, [annualDeskClock(deps), monevDeskClock(deps)]));
  app.use(staffObjectionRoutes(deps));
  app.use(disputeRoutes(deps));
  app.use(breachRoutes(deps));
  app.use(holidayRoutes(deps));
  app.use(ladderRoutes(deps));
  app.use(dutyRoutes(deps), dutyDeskRoutes(deps));
  app.use(annualRoutes(deps));
  app.use(freshnessRoutes(deps), auditorRoutes(deps));
  app.use(statisticsRoutes(deps), figureCaseRoutes(deps), ownStatisticsRoutes(deps));
  app.use(registerRoutes(deps));
  app.use(retentionRoutes(deps));
  app.use(monevRoutes(deps));

  app.use(notFound);
  app.use(errorHandler(deps));
  return app;
}
