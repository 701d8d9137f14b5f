import { blankForm, type FormState } from '../web/forms';
import { withQuery } from '../web/pagination';
import { LONGEST_TEXT } from './forms';
import type { World } from './list-pages';
import type { NamedHold } from './queries';
import { HOLDS_PATH } from './words';

export type HoldsView = {
  holds: {
    number: string;
    reason: string;
    who: string;
    until: string;
    status: { label: string; tone: string };
    lift: string | null;
    lifted: string | null;
  }[];
  /** True for who may place and lift them. */
  may: boolean;
  most: number;
  today: string;
  paging: { next: string | null; first: string | null };
  form: FormState;
};

export function holdsView(
  {
    holds,
    more,
    paged,
    may,
    form,
  }: { holds: readonly NamedHold[]; more: boolean; paged: boolean; may: boolean; form?: FormState },
  { t, fmt, today }: World & { today: string },
): HoldsView {
  return {
    holds: holds.map((hold) => {
      const over =
        hold.lifted_at !== null ? 'lifted' : hold.until_on !== null && hold.until_on < today ? 'over' : 'holds';
      return {
        ...{ number: hold.number, reason: hold.reason },
        who: t('retention:by', { name: hold.made_by_name, at: fmt.shortDayTime(hold.made_at) }),
        until: hold.until_on === null ? t('retention:hold.open_end') : fmt.day(hold.until_on),
        status: { label: t(`retention:hold.${over}`), tone: over === 'holds' ? 'progress' : 'ended' },
        lift: may && over === 'holds' ? `${HOLDS_PATH}/${hold.id}/transitions` : null,
        lifted:
          hold.lifted_at && hold.lifted_by_name
            ? `${t('retention:by', { name: hold.lifted_by_name, at: fmt.shortDayTime(hold.lifted_at) })}: ${hold.lift_reason ?? ''}`
            : null,
      };
    }),
    ...{ may, most: LONGEST_TEXT, today },
    paging: {
      next: more ? withQuery(HOLDS_PATH, { sesudah: holds.at(-1)?.id }) : null,
      first: paged ? HOLDS_PATH : null,
    },
    form: form ?? blankForm(),
  };
}
