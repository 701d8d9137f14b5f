import { withQuery } from '../../web/pagination';
import { questionQuery } from './address';
import { chartOf } from './charts';
import type { Words } from './labels';
import { type Shown, type StatisticsView, tilesOf } from './pages';

export type CardView = {
  heading: string;
  fault: string | null;
  tiles: StatisticsView['tiles'];
  chart: string | null;
  all: string;
};

/** The year in a frame of another site: the first numbers, its months, and the way to the rest. */
export function cardView(shown: Shown | null, fault: string | null, { t }: Words, baseUrl: string): CardView {
  return {
    heading: shown ? t('statistics:card', { year: String(shown.question.year) }) : t('statistics:title'),
    fault,
    tiles: shown ? tilesOf(shown) : [],
    chart: shown && chartOf('bulan', shown.figures, shown.words),
    all: withQuery(`${baseUrl}/statistik`, shown ? questionQuery(shown.question) : {}),
  };
}
