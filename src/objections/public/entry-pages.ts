import type { RequestRow } from '../../db/tables/requests';
import { keptUntil } from '../../requests/public/draft';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import type { ObjectionDraft } from './draft';
import { PAGE } from './frame';

export type EntryView = {
  form: FormState;
  /** The request of the address, when the visitor is known as its owner. */
  own: { number: string; details: string } | null;
  writing: { number: string | null; keptUntil: string; href: string } | null;
  links: { missing: string; paper: string };
};

/** Where an objection begins. `writing` is what this browser began earlier. */
export function entryView(
  form: FormState,
  own: Pick<RequestRow, 'number' | 'details'> | null,
  writing: { draft: ObjectionDraft; number: string | null } | null,
  fmt: Format,
): EntryView {
  return {
    form,
    own: own && { number: own.number, details: own.details },
    writing: writing && {
      number: writing.number,
      keptUntil: fmt.dayOf(keptUntil(writing.draft)),
      href: PAGE.check,
    },
    links: { missing: PAGE.missing, paper: '/keberatan/formulir' },
  };
}
