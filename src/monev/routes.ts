import { Router } from 'express';
import type { Deps } from '../deps';
import { monevAnswerRoutes } from './answer-routes';
import { monevEditRoutes } from './edit-routes';
import { monevFileRoutes } from './file-routes';
import { monevReadingRoutes } from './reading-routes';
import { monevResultRoutes } from './result-routes';
import { monevStepRoutes } from './step-routes';

/** `/monev`: readiness for the yearly appraisal by an information commission (Perki 1/2022). */
export function monevRoutes(deps: Deps): Router {
  return Router().use(
    monevReadingRoutes(deps),
    monevAnswerRoutes(deps),
    monevEditRoutes(deps),
    monevFileRoutes(deps),
    monevStepRoutes(deps),
    monevResultRoutes(deps),
  );
}
