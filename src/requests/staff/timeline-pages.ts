import type { RequestFileRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import { type Keys, openCaseKey, openText } from '../../secrets/keys';
import type { Format } from '../../web/format';
import { baseStep } from '../../workflow/escalations';
import { DEFAULT_LADDER } from '../../workflow/ladder';
import { AREAS, type Area, casePath } from './areas';
import type { CaseBundle } from './case-queries';

export type TimelineEvent = {
  title: string;
  at: string;
  datetime: string;
  who: string;
  detail: string | null;
  tone: 'neutral' | 'info' | 'progress' | 'good' | 'bad' | 'ended';
  files: { label: string; href: string }[];
};

type Payload = {
  actor: { role: string; name: string | null; deputy_for: number | null };
  changes: Record<string, [unknown, unknown]>;
  detail: Record<string, unknown> & { sealed?: string; files?: { kind: string; sha256: string }[] };
};

type Words = { reason?: string | null; decision?: { considerations?: string } | null };

type World = { area: Area; keys: Keys; t: Translate; fmt: Format };

const TONE: Readonly<Record<string, TimelineEvent['tone']>> = {
  submitted: 'info',
  declared_complete: 'good',
  declared_incomplete: 'progress',
  extended: 'progress',
  granted: 'good',
  granted_partly: 'good',
  delivered: 'good',
  term_passed: 'bad',
  escalated: 'progress',
  refusal_rejected: 'progress',
};

/** In a body's view the words of these events only: others may name the requester. */
const FOR_BODIES = new Set(['assigned', 'returned', 'answer_proposed']);
/** Nothing of these concerns a body. */
const NOT_FOR_BODIES = new Set([
  'identity_opened',
  'exempt_file_opened',
  'code_shown',
  'letter_recorded',
  'receipt_confirmed',
]);

/** What happened to a case, the newest first, with who did it and why. */
export function timelineView(bundle: CaseBundle, world: World): TimelineEvent[] {
  return bundle.events
    .filter((event) => world.area !== 'body' || !NOT_FOR_BODIES.has(event.kind))
    .map((event) => {
      const payload = JSON.parse(event.payload) as Payload;
      const words = world.area === 'body' && !FOR_BODIES.has(event.kind) ? {} : wordsOf(bundle, payload, world.keys);
      return {
        title: titleOf(event.kind, payload, world.t),
        at: enteredLater(event) ? world.fmt.dayOf(event.occurred_at) : world.fmt.dayTime(event.occurred_at),
        datetime: event.occurred_at,
        who: whoOf(bundle, payload, world.t),
        detail: detailOf(event, payload, words, bundle, world) || null,
        tone: TONE[event.kind] ?? 'neutral',
        files: filesOf(bundle.files, payload, world, bundle.row.number),
      };
    })
    .reverse();
}

function titleOf(kind: string, { detail }: Payload, t: Translate): string {
  if (kind !== 'escalated') return t(`workflow:event.${kind}`);
  return t('desk:timeline.escalated', { step: rungWords(String(detail.step), t) });
}

const RUNGS: ReadonlySet<string> = new Set(DEFAULT_LADDER.map((rung) => rung.step));

/** The words of a rung: a repeating one carries its turn in its name; one that a regency has made has only its name. */
export function rungWords(step: string, t: Translate): string {
  const rung = baseStep(step);
  if (rung.startsWith('breach_')) return t(`breaches:rung.${rung}`);
  return RUNGS.has(rung) ? t(`desk:rung.${rung}`) : t('desk:rung.other', { step: rung.replaceAll('_', ' ') });
}

/** Who did it, in which role, and for whom as a deputy. */
export function whoOf({ people }: Pick<CaseBundle, 'people'>, { actor }: Pick<Payload, 'actor'>, t: Translate): string {
  const role = t(`desk:role.${actor.role}`);
  if (!actor.name) return role;
  const principal = actor.deputy_for === null ? null : (people.get(actor.deputy_for) ?? null);
  return principal
    ? t('desk:timeline.deputy', { name: actor.name, role, principal })
    : t('desk:timeline.person', { name: actor.name, role });
}

function wordsOf({ row }: CaseBundle, { detail }: Payload, keys: Keys): Words {
  if (!detail.sealed || !row.case_key_sealed) return {};
  const caseKey = openCaseKey(keys, row.case_key_sealed, row.public_id);
  // The first event seals the request itself, which the page shows anyway.
  if (!('files' in detail) && 'channel' in detail) return {};
  return JSON.parse(openText(caseKey, detail.sealed, `event:${row.public_id}`)) as Words;
}

type Event = CaseBundle['events'][number];

/** Dated by an earlier day than it was written down: the day is known, its hour is not. */
function enteredLater({ recorded_at, occurred_at }: Event): boolean {
  return recorded_at.slice(0, 10) > occurred_at.slice(0, 10);
}

function detailOf(
  event: Event,
  { detail, changes }: Payload,
  words: Words,
  bundle: CaseBundle,
  { t, fmt, area }: World,
): string {
  const lines: (string | false | null | undefined)[] = [];
  const text = (key: string, vars: Record<string, unknown>) => t(`desk:timeline.${key}`, vars);
  const dayOf = (value: unknown) => fmt.day(String(value));
  const paper = (kind: unknown) => (area === 'body' ? '' : paperWords(String(kind), t));
  const missing = Array.isArray(detail.missing) && area !== 'body' ? detail.missing.map(paper) : [];
  if (missing.length > 0) lines.push(text('missing', { papers: missing.join(', ') }));
  if (event.kind === 'assigned') lines.push(bundle.bodies.get(Number(detail.body_id)));
  if (detail.ground && event.kind === 'extended') lines.push(t(`workflow:ground.${detail.ground}`));
  if (changes?.due_on?.[0])
    lines.push(text('due_moved', { from: dayOf(changes.due_on[0]), to: dayOf(changes.due_on[1]) }));
  if (event.kind === 'escalated') {
    lines.push(text('told', { office: t(`cases:addressee.${detail.sent_to}`), due: dayOf(detail.due_on) }));
    if (detail.sent_to !== detail.meant_for) {
      lines.push(text('climbed', { office: t(`cases:addressee.${detail.meant_for}`) }));
    }
  }
  if (event.kind === 'letter_recorded') {
    lines.push(text('sent', { day: dayOf(detail.sent_on) }));
    if (detail.reached_on) lines.push(text('reached', { day: dayOf(detail.reached_on) }));
  }
  if (event.kind === 'delivered' && detail.way) lines.push(t(`workflow:deliver.${detail.way}`));
  if (event.kind === 'identity_opened') lines.push(paper(detail.file));
  if (event.kind === 'receipt_corrected' && changes?.received_on) {
    const [from, to] = changes.received_on;
    lines.push(text('receipt_moved', { from: dayOf(from), to: dayOf(to) }));
  }
  lines.push(words.reason, words.decision?.considerations);
  if (enteredLater(event)) {
    lines.push(text('recorded', { at: fmt.dayTime(event.recorded_at) }));
  }
  return lines.filter(Boolean).join('\n');
}

/** The words of a paper that is missing or was opened; what an officer wrote himself stays as it is. */
export function paperWords(kind: string, t: Translate): string {
  return ['ktp', 'akta', 'surat_kuasa', 'ktp_grantor'].includes(kind) ? t(`workflow:paper.${kind}`) : kind;
}

function filesOf(rows: readonly RequestFileRow[], { detail }: Payload, { area }: World, number: string) {
  return (detail.files ?? []).flatMap(({ sha256, kind }) => {
    const row = rows.find((file) => file.sha256 === sha256 && file.kind === kind);
    if (!row || !AREAS[area].files.includes(row.kind)) return [];
    return [{ label: row.name, href: `${casePath(area, number)}/berkas/${row.public_id}` }];
  });
}
