/** What the pages of bodies show of a later slice's reckoning: how fresh and complete an agency's publishing is. */
export type FreshnessLine = { score: number; overdue: number; weeks: readonly number[] };

/** The whole reckoning of one body, in finished words. */
export type FreshnessPanel = {
  score: number;
  tone: 'good' | 'progress' | 'bad';
  reasons: string[];
  items: {
    name: string;
    article: string;
    state: { label: string; tone: string };
    last: string | null;
    due: string | null;
    href: string | null;
  }[];
  heat: { label: string; level: number }[];
  reckoned: string;
};

export type FreshnessDoor = {
  lines(): Promise<ReadonlyMap<number, FreshnessLine>>;
  panel(bodyId: number, lang: 'id' | 'en'): Promise<FreshnessPanel | null>;
};
