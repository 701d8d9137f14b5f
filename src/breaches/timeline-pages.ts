import type { BreachRow } from '../db/tables/breaches';
import type { Translate } from '../i18n/catalogue';
import type { Keys } from '../secrets/keys';
import type { Format } from '../web/format';
import { caseKeyOf, openWords } from './content';

type Event = { kind: string; occurred_at: string; payload: string };
type Payload = {
  actor: { role: string; name: string | null; deputy_for: number | null };
  changes: Record<string, [unknown, unknown]>;
  detail: Record<string, unknown> & { sealed?: string };
};

const TONE: Readonly<Record<string, 'info' | 'good' | 'bad' | 'progress' | 'ended'>> = {
  breach_recorded: 'info',
  subjects_notified: 'good',
  agency_notified: 'good',
  public_notified: 'good',
  notice_left_late: 'bad',
  escalated: 'progress',
  breach_closed: 'ended',
  breach_dismissed: 'ended',
};

/** What happened to a breach, as the log gives it, with who did it and why. */
export function breachTimeline(events: readonly Event[], row: BreachRow, keys: Keys, t: Translate, fmt: Format) {
  const caseKey = caseKeyOf(keys, row);
  return events.map(({ kind, occurred_at, payload }) => {
    const said = JSON.parse(payload) as Payload;
    const { sealed } = said.detail;
    const words = sealed && caseKey ? openWords(caseKey, row.public_id, sealed) : {};
    return {
      title: t(`breaches:event.${kind}`),
      at: fmt.dayTime(occurred_at),
      datetime: occurred_at,
      who: whoOf(said, t),
      detail: [...linesOf(kind, said, t, fmt), words.reason, words.note].filter(Boolean).join('\n') || null,
      tone: TONE[kind] ?? ('neutral' as const),
      files: [],
    };
  });
}

function whoOf({ actor }: Payload, t: Translate): string {
  const role = t(`breaches:role.${actor.role}`);
  if (!actor.name) return role;
  return t(actor.deputy_for === null ? 'breaches:timeline.person' : 'breaches:timeline.deputy', {
    name: actor.name,
    role,
  });
}

function linesOf(kind: string, { detail, changes }: Payload, t: Translate, fmt: Format): string[] {
  const text = (key: string, vars: Record<string, unknown>) => t(`breaches:timeline.${key}`, vars);
  const at = (instant: unknown) => fmt.dayTime(String(instant));
  const count = Number(detail.count ?? 0);
  const lines: string[] = [];
  if (kind === 'escalated') {
    lines.push(rungWords(String(detail.step), t), text('told', { office: t(`breaches:office.${detail.sent_to}`) }));
    if (detail.sent_to !== detail.meant_for) {
      lines.push(text('climbed', { office: t(`breaches:office.${detail.meant_for}`) }));
    }
  }
  if (kind === 'addressees_added' || kind === 'addressees_dropped') lines.push(text('people', { count }));
  if (kind === 'subjects_notified') lines.push(text('mails', { count: Number(detail.mails) }));
  if (kind === 'subjects_notified' && Number(detail.by_post) > 0) {
    lines.push(text('by_post', { count: Number(detail.by_post) }));
  }
  if (kind === 'sending_recorded') lines.push(text('people', { count }));
  if (detail.way) lines.push(t(`breaches:way.${detail.way}`));
  if (detail.sent_at) lines.push(text('sent', { at: at(detail.sent_at) }));
  if (kind === 'notice_left_late') lines.push(text(`late_${detail.of}`, { at: at(detail.left_at) }));
  if (kind === 'discovery_corrected') {
    const [from, to] = changes.discovered_at ?? [];
    const [, due] = changes.due_at ?? [];
    if (from && to && due) lines.push(text('moved', { from: at(from), to: at(to), due: at(due) }));
  }
  return lines;
}

/** The words of a rung: its name carries its turn and the hour of the end. */
export function rungWords(step: string, t: Translate): string {
  return t(`breaches:rung.${step.replace(/(_\d+)+$/, '')}`);
}
