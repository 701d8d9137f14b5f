import { withQuery } from '../../web/pagination';
import { questionQuery } from './address';
import { type ChartKey, chartKey, chartOf } from './charts';
import { PAGE_NAMES } from './forms';
import type { Words } from './labels';
import { oldWords, type Shown, type StatisticsView, tilesOf } from './pages';

export type CardView = {
  heading: string;
  /** As of which day, and of which cases: a card stands alone. */
  said: string[];
  fault: string | null;
  tiles: StatisticsView['tiles'];
  chart: string | null;
  key: ChartKey;
  all: string;
};

/** The year in a frame of another site: the first numbers, its months where there is room, and the way to the rest. */
export function cardView(shown: Shown | null, fault: string | null, { t }: Words, baseUrl: string): CardView {
  return {
    heading: shown ? t('statistics:card', { year: String(shown.question.year) }) : t('statistics:title'),
    said: shown ? saidOf(shown) : [],
    fault,
    tiles: shown ? tilesOf(shown) : [],
    chart: shown && chartOf('bulan', shown.figures, shown.words),
    key: shown ? chartKey(t) : [],
    all: withQuery(`${baseUrl}/statistik`, shown ? questionQuery(shown.question) : {}),
  };
}

function saidOf(shown: Shown): string[] {
  const { asOf, source } = shown.question;
  const { t, fmt } = shown.words;
  const word = Object.entries(PAGE_NAMES.sources).find(([, code]) => code !== null && code === source)?.[0];
  const of = word ? t(`statistics:card_source.${word}`) : oldWords(shown);
  return [t('statistics:card_day', { day: fmt.day(asOf) }), ...(of ? [of] : [])];
}
