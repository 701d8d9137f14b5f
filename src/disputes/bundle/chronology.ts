import type { Sheet } from '../../letters/pdf/sheet';
import { EVENT_WORDS } from '../timeline';
import { eventLine } from '../timeline-pages';
import type { Dossier } from './dossier';
import { sheetOf } from './sheets';

/** Every event of request, objection and dispute that the requester may see, by the day it happened. */
export function chronologySheet(dossier: Dossier): Sheet {
  const { events, t, fmt } = dossier;
  const rows = events.map((event) => {
    const { at, detail } = eventLine(event, t, fmt);
    return [at, t(`disputes:case.${event.case}`), t(`${EVENT_WORDS[event.case]}.${event.kind}`), detail ?? ''];
  });
  return sheetOf(dossier, 'chronology', {
    sections: [{ paragraphs: [t('disputes:bundle.chronology.lead')] }],
    table: {
      head: ['day', 'case', 'what', 'note'].map((one) => t(`disputes:bundle.chronology.${one}`)),
      rows,
      widths: [3, 2, 4, 4],
    },
  });
}
