import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { RequestFacts } from '../../workflow/facts';
import type { ObjectionGround } from '../../workflow/objection-facts';
import { groundBegins, type Judged } from '../../workflow/objection-grounds';
import { type Frame, frame, type PageFrame } from './frame';
import { objectionPath, START } from './paths';

export type GroundChoice = { value: string; label: string; hint: string };

export type GroundView = PageFrame & {
  number: string;
  details: string;
  /** Grounds that the request gives rise to today, and the others, which are refused with their sentence. */
  possible: GroundChoice[];
  others: GroundChoice[];
  /** The objection on the chosen ground that is open already. */
  existing: { number: string; href: string } | null;
};

export type OpenObjection = { number: string; ground: string };

/** The grounds of UU 14/2008 Pasal 35(1), those first that the state of the request makes possible. */
export function groundView(
  request: { number: string; details: string; facts: RequestFacts },
  judged: readonly Judged[],
  open: readonly OpenObjection[],
  fmt: Format,
  at: Frame,
): GroundView {
  const { t, form } = at;
  const choice = (one: Judged): GroundChoice => ({
    value: one.ground,
    label: t('objecting:ground.label', { letter: one.ground, words: t(`letters:ground.${one.ground}`) }),
    hint: [t(`objecting:ground.plain.${one.ground}`), one.ok ? windowWords(one, fmt, t) : null]
      .filter(Boolean)
      .join(' '),
  });
  const chosen = String(form?.values.ground ?? '');
  const same = form && 'ground' in form.errors ? open.find((one) => one.ground === chosen) : undefined;
  return {
    ...frame('ground', 'ground', START, { ground: t('objecting:ground.field') }, at),
    number: request.number,
    details: request.details,
    possible: judged.filter((one) => one.ok).map(choice),
    others: judged.filter((one) => !one.ok).map(choice),
    existing: same ? { number: same.number, href: objectionPath(same.number) } : null,
  };
}

function windowWords(one: Extract<Judged, { ok: true }>, fmt: Format, t: Translate): string {
  const { window } = one;
  if (window === null) return '';
  if (window.object_by === null) return t('objecting:ground.undated');
  return t(window.late ? 'objecting:ground.late' : 'objecting:ground.until', { day: fmt.day(window.object_by) });
}

/** Why a ground is refused today, what to do instead, and from which day it can be used. */
export function refusalSentence(
  code: string,
  ground: ObjectionGround,
  facts: RequestFacts,
  today: string,
  { fmt, t }: { fmt: Format; t: Translate },
): string {
  return [t(`workflow:refused.${code}`), advice(code, ground, facts, today, { fmt, t })].filter(Boolean).join(' ');
}

type Words = { fmt: Format; t: Translate };

function advice(code: string, ground: ObjectionGround, facts: RequestFacts, today: string, { fmt, t }: Words) {
  const begins = groundBegins(ground, facts);
  switch (code) {
    case 'answer_term_still_runs':
      return begins && t('objecting:advice.from', { day: fmt.day(begins) });
    case 'delivery_not_late':
      return begins ? t('objecting:advice.from', { day: fmt.day(begins) }) : t('objecting:advice.content');
    case 'no_notice_yet': {
      const silence = groundBegins('c', facts);
      if (silence === null) return null;
      if (silence <= today) return t('objecting:advice.silence_now');
      return t('objecting:advice.wait', { due: fmt.day(facts.due_on), day: fmt.day(silence) });
    }
    case 'answered_already':
      return t('objecting:advice.answered');
    default:
      return null;
  }
}
