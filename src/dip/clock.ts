import type { DipVersionRow } from '../db/tables/dip';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { DIP_REMINDERS, DIP_RENEWAL_ARTICLE, dipDaysLeft } from '../workflow/dip-renewal';
import { lengthOf, readKept, termOf } from '../workflow/terms';
import { DIP_AREAS } from './areas';
import type { DipVersion } from './queries';

/** The clock of the renewal: how long the register in force is still fresh, and how that was counted. */
export type DipClockView = {
  tone: 'good' | 'info' | 'warn' | 'bad';
  title: string;
  text: string;
  href: string;
  action: string;
  explain: { facts: { label: string; value: string }[]; sentences: string[] } | null;
};

type InForce = Pick<DipVersionRow, 'decree_number' | 'decree_on' | 'renew_by' | 'terms' | 'number'>;

/** `inForce` null: nothing was enacted yet, so no clock runs; the law wants a register all the same. */
export function dipClockView(
  inForce: InForce | null,
  today: string,
  href: string,
  t: Translate,
  fmt: Format,
): DipClockView {
  const action = t('dip:clock.open');
  if (!inForce?.renew_by || !inForce.decree_on) {
    return { tone: 'warn', title: t('dip:clock.none'), text: t('dip:clock.noneText'), href, action, explain: null };
  }
  const left = dipDaysLeft(inForce.renew_by, today);
  const soon = (DIP_REMINDERS[0]?.on(inForce.renew_by) ?? '') <= today;
  const vars = { renewBy: fmt.day(inForce.renew_by), decree: inForce.decree_number, count: Math.abs(left) };
  const state = left < 0 ? 'overdue' : left === 0 ? 'today' : 'left';
  return {
    ...{ tone: left < 0 ? 'bad' : soon ? 'warn' : 'good', title: t(`dip:clock.${state}`, vars), href, action },
    text: t('dip:clock.text', vars),
    explain: explained(inForce.decree_on, inForce.renew_by, inForce.terms, t, fmt),
  };
}

/** A proposal that waits for the superior, above his queue; nothing while none does. */
export function proposalTurn(open: DipVersion | null, t: Translate, fmt: Format): (DipClockView & { explain: null })[] {
  if (open?.state !== 'proposed') return [];
  const vars = { day: fmt.dayOf(open.proposed_at), number: fmt.number(open.row_count), count: open.row_count };
  return [
    {
      ...{ tone: 'warn', title: t('dip:turn.title'), text: t('dip:turn.text', vars), explain: null },
      ...{ href: `${DIP_AREAS.superior.path}/${open.public_id}`, action: t('dip:turn.open') },
    },
  ];
}

function explained(decreeOn: string, renewBy: string, terms: string | null, t: Translate, fmt: Format) {
  const override = readKept(terms).dip_renewal;
  const statutory = t('workflow:unit.month', { count: termOf('dip_renewal').length });
  return {
    facts: [
      { label: t('web:explain.trigger'), value: `${t('workflow:trigger.dip_enacted')}: ${fmt.day(decreeOn)}` },
      { label: t('web:explain.length'), value: t('workflow:unit.month', { count: lengthOf('dip_renewal', terms) }) },
      { label: t('web:explain.article'), value: DIP_RENEWAL_ARTICLE },
      { label: t('web:explain.due'), value: fmt.day(renewBy) },
    ],
    sentences: [
      t('dip:clock.months'),
      ...(override ? [t('dip:clock.override', { statutory, reason: override.reason })] : []),
    ],
  };
}
