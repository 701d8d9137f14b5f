import type { FreshnessDoor } from '../catalogue/freshness-door';
import type { Deps } from '../deps';
import { formatIn } from '../web/format';
import { panelOf } from './pages';
import { bodyScore, bodyScores } from './queries';

/** The way from a body's own page, which an earlier slice draws, to what is reckoned here. */
export function freshnessDoor({ db, regionId, config, i18n }: Deps): FreshnessDoor {
  return {
    async lines() {
      const scores = await bodyScores(db, regionId);
      return new Map(
        scores.map(({ body_id, score, overdue, detail }) => [
          body_id,
          { score, overdue, weeks: detail.weeks.map(({ published }) => published) },
        ]),
      );
    },
    async panel(bodyId, lang) {
      const score = await bodyScore(db, regionId, bodyId);
      const t = i18n.for(lang);
      return score ? panelOf(score, t, formatIn(lang, t, config.timezone)) : null;
    },
  };
}
