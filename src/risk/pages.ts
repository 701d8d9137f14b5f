import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { Risk } from '../workflow/risk';
import type { AssessedCase } from './assess';

/** A score with the reasons that make it up, in words. */
export type RiskView = { score: string; reasons: { text: string; points: string }[] };

/** A score as the case page and the superior's list show it: every point of it has its reason beside it. */
export function riskView({ score, reasons }: Risk, t: Translate, fmt: Format): RiskView {
  return {
    score: signed(score, fmt),
    reasons: reasons.map(({ reason, points, says }) => ({
      text: t(`risk:reason.${reason}`, says),
      points: signed(points, fmt),
    })),
  };
}

const signed = (points: number, fmt: Format): string =>
  points < 0 ? `−${fmt.number(-points, 0)}` : fmt.number(points, 0);

/** One line of the superior's list. */
export type RiskLine = {
  kind: 'request' | 'objection';
  number: string;
  what: string;
  ground: string | null;
  details: string;
  holder: string;
  due_on: string;
  risk: RiskView;
};

/** Open cases in the order of their risk. */
export function riskLines(cases: readonly AssessedCase[], t: Translate, fmt: Format): RiskLine[] {
  return cases.map(({ of, risk }) => ({
    kind: of.kind,
    number: of.number,
    what: t(`risk:kind.${of.kind}`),
    ground:
      of.ground === null ? null : t('risk:ground', { letter: of.ground, words: t(`letters:ground.${of.ground}`) }),
    details: of.details,
    holder: of.body_name ?? t('risk:desk_holds'),
    due_on: of.due_on,
    risk: riskView(risk, t, fmt),
  }));
}
