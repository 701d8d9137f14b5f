import type { FreshnessDoor } from '../catalogue/freshness-door';
import type { Deps } from '../deps';
import type { Language } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import { panelOf, type StatsView, statsView } from './pages';
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

/** Who publishes and who does not, for the page of all figures, which a slice beside this one draws. */
export async function publishingPart({ db, regionId, config, i18n }: Deps, lang: Language): Promise<StatsView> {
  const t = i18n.for(lang);
  return statsView(await bodyScores(db, regionId), config.timezone, t, formatIn(lang, t, config.timezone));
}
