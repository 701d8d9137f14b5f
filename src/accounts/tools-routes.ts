import { Router } from 'express';
import { currentUser, requireRole } from '../web/guards';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import { toolsOf } from './tools';

/** `/alat`: everything an officer can do beside the cases that wait, so that the menu stays short. */
export function toolRoutes(): Router {
  const router = Router();
  router.get('/alat', requireRole('petugas', 'ppid', 'opd', 'atasan', 'auditor'), (req, res) => {
    const view = { tools: toolsOf(currentUser(req)).map(({ href, icon, key }) => ({ href, icon, key })) };
    renderPage(req, res, 'accounts/tools', view, { title: translate(req)('accounts:tools.title') });
  });
  return router;
}
