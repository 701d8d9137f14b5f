import type { Sheet } from '../../letters/pdf/sheet';
import type { Dossier } from './dossier';

/** What is alike in every sheet: whose it is, its language, and the day of the state that it shows. */
export function sheetOf(
  dossier: Dossier,
  name: 'cover' | 'chronology' | 'counted',
  content: Pick<Sheet, 'sections' | 'table'>,
): Sheet {
  const { org, t, fmt, objection, as_of } = dossier;
  return {
    title: t(`disputes:bundle.${name}.title`),
    language: objection.language,
    dated_on: as_of.day,
    letterhead: {
      government: t('letters:label.government', { region: org.region }),
      office: org.name,
      contact: [org.address, org.phone, org.email].filter((part) => part !== '').join(' · '),
    },
    ...content,
    footer: t('disputes:bundle.footer', { number: objection.number, day: fmt.dayTime(as_of.at) }),
  };
}
