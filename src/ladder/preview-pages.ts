import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { Rung } from '../workflow/escalations';
import { changesBetween, type RungChange, silencedClocks } from '../workflow/ladder-changes';
import type { KindImpact, Next } from './impact';
import { silencedWords } from './ladder-pages';
import { clockWords, PATH, rungLine, stepWords } from './words';

export type ChangeLine = {
  clock: string;
  step: string;
  what: { label: string; tone: string };
  before: string | null;
  after: string | null;
};

/** What a change does to each rung, in words. */
export function changeLines(t: Translate, changes: readonly RungChange[]): ChangeLine[] {
  return changes.map(({ case: name, step, before, after }) => {
    const what = before === null ? 'added' : after === null ? 'removed' : 'changed';
    const clock = (after ?? before)?.clock;
    return {
      clock: clock === undefined ? '' : clockWords(t, name, clock),
      step: stepWords(t, step),
      what: {
        label: t(`ladder:what.${what}`),
        tone: what === 'removed' ? 'ended' : what === 'added' ? 'good' : 'info',
      },
      before: before && rungLine(t, before),
      after: after && rungLine(t, after),
    };
  });
}

export type ImpactView = {
  title: string;
  words: string;
  notes: string[];
  counts: { step: string; present: number; proposed: number }[];
  sample: { number: string; present: string; proposed: string }[];
};

export type PreviewView = {
  /** Said when the ladder changed since the last preview. */
  stale: boolean;
  reason: string;
  changes: ChangeLine[];
  silenced: string[];
  impacts: ImpactView[];
  usulan: string;
  versi: string;
  back: string;
};

/** What a change of the ladder would do to today's open cases, before it is confirmed. */
export function previewView(
  t: Translate,
  fmt: Format,
  given: {
    present: { version: string | null; rungs: readonly Rung[] };
    proposed: readonly Rung[];
    reason: string;
    impacts: readonly KindImpact[];
    stale: boolean;
  },
): PreviewView {
  const { present, proposed, reason, impacts, stale } = given;
  return {
    stale,
    reason,
    changes: changeLines(t, changesBetween(present.rungs, proposed)),
    silenced: silencedClocks(proposed).map(({ case: name, clock }) => silencedWords(t, name, clock)),
    impacts: impacts.map((impact) => impactView(t, fmt, impact)),
    usulan: JSON.stringify(proposed.map(({ since: _, ...rung }) => rung)),
    versi: present.version ?? '',
    back: PATH,
  };
}

function impactView(t: Translate, fmt: Format, impact: KindImpact): ImpactView {
  const { seen, changed, more, uncounted } = impact;
  const vars = { count: changed, seen: fmt.number(seen) };
  const nextWords = (next: Next): string =>
    next === null
      ? t('ladder:preview.nothing')
      : t('ladder:preview.next', { step: stepWords(t, next.step), at: fmt.dayOf(next.fire_at) });
  return {
    title: t(`ladder:kind.${impact.case}`),
    words: t(
      seen === 0 ? 'ladder:preview.noCases' : changed === 0 ? 'ladder:preview.unchanged' : 'ladder:preview.changed',
      vars,
    ),
    notes: [
      ...(more ? [t('ladder:preview.more', vars)] : []),
      ...(uncounted > 0 ? [t('ladder:preview.uncounted', { count: uncounted })] : []),
    ],
    counts: impact.counts.map(({ step, present, proposed }) => ({
      step: step === null ? t('ladder:preview.nothing') : stepWords(t, step),
      present,
      proposed,
    })),
    sample: impact.sample.map(({ number, present, proposed }) => ({
      number,
      present: nextWords(present),
      proposed: nextWords(proposed),
    })),
  };
}
