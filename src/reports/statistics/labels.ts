import type { Translate } from '../../i18n/catalogue';
import { rungWords } from '../../requests/staff/timeline-pages';
import type { Format } from '../../web/format';
import type { TableName } from './tables';

export type Words = {
  t: Translate;
  fmt: Format;
  bodies: ReadonlyMap<number, { slug: string; name: string }>;
  year: number;
};

/** What a row of a table is called. */
export function rowLabel(table: TableName, key: string, words: Words): string {
  const { t, fmt, bodies, year } = words;
  switch (table) {
    case 'bulan':
      return fmt.month(`${year}-${key}`);
    case 'badan':
      return bodies.get(Number(key))?.name ?? t('statistics:no_body');
    case 'pemohon':
      return t(`workflow:requester_kind.${key}`);
    case 'kanal':
      return t(`workflow:channel.${key}`);
    case 'lama':
      return t('statistics:days', { count: Number(key) });
    case 'penolakan':
      return key === 'other'
        ? t('statistics:ground.other')
        : t('statistics:ground.letter', { letter: key, words: t(`workflow:article17.${key}`) });
    case 'alasan-keberatan':
      return t(`letters:ground.${key}`);
    case 'keberatan':
      return key === 'received' || key === 'open'
        ? t(`statistics:objection.${key}`)
        : t(`workflow:objection.state.${key}`);
    case 'sengketa':
      return t(`workflow:dispute.state.${key}`);
    case 'pelaksanaan':
      return key.startsWith('ruled_')
        ? t('statistics:followed.ruled', { words: t(`annual:ruling.${key.slice('ruled_'.length)}`) })
        : t(`statistics:followed.${key}`);
    case 'eskalasi':
      return rungWords(key, t);
    default:
      return t(`statistics:row.${key}`);
  }
}

/** The key of a row in addresses and files: a body goes by its slug. */
export function rowKey(table: TableName, key: string, { bodies }: Pick<Words, 'bodies'>): string {
  return table === 'badan' ? (bodies.get(Number(key))?.slug ?? NO_BODY) : key;
}

/** Stands for the cases of no body. */
export const NO_BODY = 'tanpa-badan';
