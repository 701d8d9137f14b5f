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
  const sheet: Sheet = {
    ...{ title: t('retention:certificate.title', { number: list.number }), language: 'id', dated_on: finishedOn },
    letterhead: { government: org.region, office: org.name, contact: '' },
    sections: [{ paragraphs: [t('retention:certificate.lead'), t('retention:certificate.law')] }, { rows: said }],
    table: {
      head: ['number', 'base', 'result', 'files', 'digest'].map((name) => t(`retention:column.${name}`)),
      widths: [3, 2.4, 3, 1.7, 5.6],
      rows: items.map((item) => [
        item.number,
        fmt.shortDay(item.base_on),
        t(item.why ? `retention:why.${item.why}` : `retention:item.${item.state}`),
        fmt.number(item.files, 0),
        item.digest ?? '–',
      ]),
    },
    footer: t('retention:certificate.proof', { digest: list.digest ?? '' }),
  };
  return sheetPdf(sheet);
}
