import type { LetterRow } from '../../db/tables/letters';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import type { Decision } from '../../letters/facts';
import type { Format } from '../../web/format';
import type { RequestFacts } from '../../workflow/facts';
import { PAPER_KINDS } from '../papers';
import type { Tone } from '../state-tones';
import type { OwnEvent } from './timeline';

/** True for a paper that proves who asks. */
export const isPaper = (file: RequestFileRow): boolean => (PAPER_KINDS as readonly string[]).includes(file.kind);

/** What was decided, once the requester has been told: a proposal is not his to read. */
export function decisionOf(row: Pick<RequestRow, 'decision' | 'notified_on'>): Decision | null {
  return row.notified_on && row.decision ? (JSON.parse(row.decision) as Decision) : null;
}

export type DecisionView = { title: string; facts: { label: string; value: string }[]; considerations: string[] };

/** The decision with its written considerations: UU 14/2008 Pasal 7(4), PP 61/2010 Pasal 2. */
export function decisionView(decision: Decision, t: Translate, fmt: Format): DecisionView {
  const { exemption, service } = decision;
  const facts: [string, string | null | undefined][] = [
    ['material', decision.material],
    ['provided', decision.promised_on && fmt.day(decision.promised_on)],
    ['holder', [decision.holder, decision.holder_contact].filter(Boolean).join(', ')],
    ['available', decision.available_on && fmt.day(decision.available_on)],
    [
      'exemption',
      exemption && t('letters:exempt.numbered', { number: exemption.number, day: fmt.day(exemption.decided_on) }),
    ],
    ['service', service && [service.name, service.contact].filter(Boolean).join(', ')],
    ['reason', service?.reason],
  ];
  return {
    title: t(`letters:decision.${decision.kind}`),
    facts: facts.flatMap(([key, value]) => (value ? [{ label: t(`tracking:decision.${key}`), value }] : [])),
    considerations: decision.considerations.split(/\n+/).filter((line) => line.trim() !== ''),
  };
}

const TONE: Readonly<Record<string, Tone>> = {
  submitted: 'info',
  declared_incomplete: 'progress',
  extended: 'progress',
  term_passed: 'bad',
  granted: 'good',
  granted_partly: 'good',
  delivered: 'good',
  receipt_confirmed: 'good',
};

export type EventView = { title: string; at: string; datetime: string; detail: string | null; tone: Tone };

/** One event of the timeline in words. */
export function eventView(event: OwnEvent, bodies: ReadonlyMap<number, string>, t: Translate, fmt: Format): EventView {
  const body = event.bodyId === null ? null : bodies.get(event.bodyId);
  const papers = event.papers.map((paper) => paperWords(paper, t)).join('; ');
  const [from, to] = event.moved ?? [];
  const lines = [body, papers, from && to ? t('tracking:moved', { from: fmt.day(from), to: fmt.day(to) }) : null];
  return {
    title: t(`workflow:event.${event.kind}`),
    at: event.dayOnly ? fmt.dayOf(event.at) : fmt.dayTime(event.at),
    datetime: event.at,
    detail: lines.filter(Boolean).join('\n') || null,
    tone: TONE[event.kind] ?? 'neutral',
  };
}

/** The words of a paper; what an officer wrote himself stays as it is. */
export function paperWords(paper: string, t: Translate): string {
  return (PAPER_KINDS as readonly string[]).includes(paper) ? t(`workflow:paper.${paper}`) : paper;
}

export type Link = { label: string; href: string; meta: string };

/** A letter as a link to its page. */
export function letterLink(letter: LetterRow, path: string, t: Translate, fmt: Format): Link {
  return {
    label: t(`letters:kind.${letter.kind}.title`),
    href: `${path}/surat/${letter.public_id}`,
    meta: [t('tracking:letter_number', { number: letter.number }), fmt.day(letter.dated_on)].join(' · '),
  };
}

/** A file as a link to its download. */
export function fileLink(file: RequestFileRow, path: string, t: Translate, fmt: Format): Link {
  return {
    label: file.name,
    href: `${path}/berkas/${file.public_id}`,
    meta: [t(`tracking:file.${file.kind}`), fmt.bytes(file.size)].join(' · '),
  };
}

/**
 * The files that go to the requester: what answers him once it was granted, the decision that exempts once he was told of
 * it, and signed letters. Never an original beside a redacted copy, never what offices send each other.
 */
export function visibleFiles(
  facts: Pick<RequestFacts, 'notified_on' | 'outcome'>,
  files: readonly RequestFileRow[],
): RequestFileRow[] {
  const granted = facts.outcome === 'granted' || facts.outcome === 'granted_partly';
  return files.filter(({ kind }) => {
    if (kind === 'answer' || kind === 'redacted') return facts.notified_on !== null && granted;
    if (kind === 'exemption') return facts.notified_on !== null;
    return kind === 'signed';
  });
}
