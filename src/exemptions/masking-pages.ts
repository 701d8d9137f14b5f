import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { withQuery } from '../web/pagination';
import { maskingOver } from '../workflow/exemption-clocks';
import { AREAS, exemptionPath } from './areas';
import { LIST_PAGE } from './list-pages';
import type { WaitingFiles } from './queries';

type Waiting = { rows: readonly WaitingFiles[]; after: number | null; today: string };

/** Items that are public while their files wait for somebody to confirm the masking. */
export function maskingView({ rows, after, today }: Waiting, t: Translate, fmt: Format) {
  const path = `${AREAS.desk.path}/penyamaran`;
  const shown = rows.slice(0, LIST_PAGE);
  const last = shown.at(-1)?.id;
  return {
    list: AREAS.desk.path,
    rows: shown.map((row) => {
      const late = maskingOver(row.masking_due_on, today);
      return {
        number: { href: `${exemptionPath('desk', row.number)}?langkah=confirm_masking#langkah`, text: row.number },
        title: { href: `/opd/informasi/${row.document_public_id}`, text: row.title },
        body: row.body_name,
        opened: row.ended_on === null ? null : { date: row.ended_on },
        due: [
          row.masking_due_on === null ? t('exemptions:masking.no_due') : { date: row.masking_due_on },
          ...(late ? [{ status: { label: t('exemptions:masking.late'), tone: 'bad', icon: null } }] : []),
        ],
        files: fmt.number(Number(row.files)),
      };
    }),
    pages: {
      next: rows.length > LIST_PAGE && last ? withQuery(path, { sesudah: last }) : null,
      first: after === null ? null : path,
    },
  };
}
