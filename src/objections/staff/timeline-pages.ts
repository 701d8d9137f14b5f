import type { Translate } from '../../i18n/catalogue';
import type { Area } from '../../requests/staff/areas';
import { paperWords, rungWords, type TimelineEvent, whoOf } from '../../requests/staff/timeline-pages';
import { type Keys, openCaseKey, openText } from '../../secrets/keys';
import type { Format } from '../../web/format';
import { mayRead, objectionPath } from './areas';
import type { ObjectionBundle } from './queries';

type Payload = {
  actor: { role: string; name: string | null; deputy_for: number | null };
  changes: Record<string, [unknown, unknown]>;
  detail: Record<string, unknown> & { sealed?: string; files?: { kind: string; sha256: string }[] };
};

type Words = { reason?: string | null; order?: string | null };
type World = { area: Area; keys: Keys; t: Translate; fmt: Format };
type Event = ObjectionBundle['events'][number];

const TONE: Readonly<Record<string, TimelineEvent['tone']>> = {
  submitted: 'info',
  settled_amicably: 'good',
  objection_granted: 'good',
  objection_granted_partly: 'good',
  executed: 'good',
  objection_unanswered: 'bad',
  escalated: 'progress',
};

/** Nothing of these concerns a body, and their words may name the objector. */
const NOT_FOR_BODIES = new Set(['identity_opened', 'code_shown', 'code_sent', 'letter_recorded', 'responded']);

/** What happened to an objection, the newest first, with who did it and what was written. */
export function objectionTimeline(bundle: ObjectionBundle, world: World): TimelineEvent[] {
  const { area, t, fmt } = world;
  return bundle.events
    .filter((event) => area !== 'body' || !NOT_FOR_BODIES.has(event.kind))
    .map((event) => {
      const payload = JSON.parse(event.payload) as Payload;
      const words = area === 'body' ? {} : wordsOf(bundle, event, payload, world.keys);
      return {
        title: titleOf(event.kind, payload, t),
        at: enteredLater(event) ? fmt.dayOf(event.occurred_at) : fmt.dayTime(event.occurred_at),
        datetime: event.occurred_at,
        who: whoOf(bundle, payload, t),
        detail: linesOf(event, payload, words, world) || null,
        tone: TONE[event.kind] ?? 'neutral',
        files: filesOf(bundle, payload, area),
      };
    })
    .reverse();
}

function titleOf(kind: string, { detail }: Payload, t: Translate): string {
  if (kind !== 'escalated') return t(`workflow:objection.event.${kind}`);
  return t('desk:timeline.escalated', { step: rungWords(String(detail.step), t) });
}

function wordsOf({ row }: ObjectionBundle, { kind }: Event, { detail }: Payload, keys: Keys): Words {
  // The first event seals the objection itself, which the page shows anyway.
  if (!detail.sealed || !row.case_key_sealed || kind === 'submitted') return {};
  const caseKey = openCaseKey(keys, row.case_key_sealed, row.public_id);
  return JSON.parse(openText(caseKey, detail.sealed, `event:${row.public_id}`)) as Words;
}

/** Dated by an earlier day than it was written down: the day is known, its hour is not. */
const enteredLater = ({ recorded_at, occurred_at }: Event): boolean =>
  recorded_at.slice(0, 10) > occurred_at.slice(0, 10);

function linesOf(event: Event, { detail, changes }: Payload, words: Words, { t, fmt, area }: World): string {
  const lines: (string | false | null | undefined)[] = [];
  const text = (key: string, vars: Record<string, unknown>) => t(`desk:timeline.${key}`, vars);
  const own = (key: string, vars: Record<string, unknown>) => t(`objections:timeline.${key}`, vars);
  const day = (value: unknown) => fmt.day(String(value));
  if (event.kind !== 'submitted' && changes?.due_on?.[0]) {
    lines.push(text('due_moved', { from: day(changes.due_on[0]), to: day(changes.due_on[1]) }));
  }
  if (event.kind === 'escalated') {
    lines.push(text('told', { office: t(`cases:addressee.${detail.sent_to}`), due: day(detail.due_on) }));
    if (detail.sent_to !== detail.meant_for) {
      lines.push(text('climbed', { office: t(`cases:addressee.${detail.meant_for}`) }));
    }
  }
  if (event.kind === 'letter_recorded') {
    lines.push(text('sent', { day: day(detail.sent_on) }));
    if (detail.reached_on) lines.push(text('reached', { day: day(detail.reached_on) }));
  }
  if (event.kind === 'settled_amicably' || event.kind === 'executed') lines.push(own('on', { day: day(detail.on) }));
  if (event.kind === 'delegated') lines.push(own('to', { office: officeOf(detail.to) }));
  if (changes?.execute_by?.[1]) lines.push(own('execute_by', { day: day(changes.execute_by[1]) }));
  if (event.kind === 'identity_opened' && area !== 'body') lines.push(paperWords(String(detail.file), t));
  lines.push(words.reason, words.order);
  if (enteredLater(event)) lines.push(text('recorded', { at: fmt.dayTime(event.recorded_at) }));
  return lines.filter(Boolean).join('\n');
}

const officeOf = (to: unknown): string => String((to as { office?: unknown } | null)?.office ?? '');

function filesOf({ row, files }: ObjectionBundle, { detail }: Payload, area: Area): TimelineEvent['files'] {
  return (detail.files ?? []).flatMap(({ sha256, kind }) => {
    const file = files.find((one) => one.sha256 === sha256 && one.kind === kind);
    if (!file || !mayRead(area, file.kind)) return [];
    return [{ label: file.name, href: `${objectionPath(area, row.number)}/berkas/${file.public_id}` }];
  });
}
