import type { RetentionItemRow } from '../db/tables/retention';
import { type Sheet, sheetPdf } from '../letters/pdf/sheet';
import { factsOf, type World } from './list-pages';
import type { NamedList } from './queries';

/** The certificate of destruction (berita acara pemusnahan): numbers, days and hashes, nobody's name but who decided. */
export async function certificatePdf(
  list: NamedList,
  items: readonly RetentionItemRow[],
  facts: World & { org: { name: string; region: string }; finishedOn: string },
): Promise<Buffer> {
  const { t, fmt, org, finishedOn } = facts;
  const said = factsOf(list, 0, facts).map(({ label, value }): [string, string] => [label, value ?? '']);
  const erased = items.filter(({ state }) => state === 'erased');
  const kept = items.filter(({ state }) => state !== 'erased');
  const heads = (names: readonly string[]) => names.map((name) => t(`retention:column.${name}`));
  const result = ({ why, state }: RetentionItemRow) => t(why ? `retention:why.${why}` : `retention:item.${state}`);
  const lead = t(`retention:certificate.${erased.length > 0 ? 'lead' : 'none'}`);
  const sheet: Sheet = {
    ...{ title: t('retention:certificate.title', { number: list.number }), language: 'id', dated_on: finishedOn },
    letterhead: { government: org.region, office: org.name, contact: '' },
    sections: [{ paragraphs: [lead, t('retention:certificate.law')] }, { rows: said }],
    ...(erased.length > 0
      ? {
          table: {
            head: heads(['number', 'base', 'result', 'files', 'digest']),
            widths: [3, 2.4, 3, 1.7, 5.6],
            rows: erased.map((item) => [
              ...[item.number, fmt.shortDay(item.base_on), result(item), fmt.number(item.files, 0)],
              item.digest ?? '–',
            ]),
          },
        }
      : {}),
    // What says "destroyed" above it must not stand above what still is there.
    ...(kept.length > 0
      ? {
          apart: {
            ...{ heading: t('retention:certificate.kept'), lead: t('retention:certificate.keptLead') },
            table: {
              head: heads(['number', 'base', 'result']),
              widths: [3, 2.4, 6],
              rows: kept.map((item) => [item.number, fmt.shortDay(item.base_on), result(item)]),
            },
          },
        }
      : {}),
    footer: t('retention:certificate.proof', { digest: list.digest ?? '' }),
  };
  return sheetPdf(sheet);
}
