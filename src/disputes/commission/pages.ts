import type { Translate } from '../../i18n/catalogue';
import { type Commission, isUnaddressed } from '../../letters/objection-facts';
import { blankForm, type FormState } from '../../web/forms';
import { LEVELS } from './forms';
import { commissionMark } from './mark';

export type CommissionView = {
  form: FormState;
  mark: string;
  stale: boolean;
  levels: { value: string; label: string; hint: string | null }[];
  /** Nobody has filled in where it is: letters and pages say so. */
  incomplete: boolean;
};

/** The form of the setting; what was typed stays in `typed`. `stale`: somebody else changed it meanwhile. */
export function commissionView(
  kept: Commission,
  t: Translate,
  { typed, stale = false }: { typed?: FormState; stale?: boolean } = {},
): CommissionView {
  return {
    form: typed ?? blankForm({ ...kept }),
    mark: String(typed?.values.mark ?? commissionMark(kept)),
    stale,
    levels: LEVELS.map((value) => ({
      value,
      label: t(`disputes:level.${value}`),
      hint: t(`disputes:level_when.${value}`),
    })),
    incomplete: isUnaddressed(kept),
  };
}
