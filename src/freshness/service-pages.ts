import type { ServiceFigures } from '../catalogue/figures';
import { figuresOf } from '../catalogue/home-pages';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { StatsView } from './pages';

/** How requests were served this year (UU 14/2008 Pasal 12 in short); null while there was none. */
export function serviceView(figures: ServiceFigures, t: Translate, fmt: Format): StatsView['service'] {
  const view = figures.received === 0 ? null : figuresOf(figures, t, fmt);
  return view && { items: view.items, open: view.open };
}
