import { ifCounted } from '../cases/explain-pages';
import type { DocumentFileRow, DocumentRow } from '../db/tables/catalogue';
import type { ExemptionDecisionRow, ExemptionFileRow, ExemptionRow } from '../db/tables/exemptions';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { renewalDueOn } from '../workflow/exemption-clocks';
import type { Approval } from '../workflow/exemption-facts';
import { AREAS, type Area, exemptionPath } from './areas';
import type { OpenedExemption } from './open-commands';
import type { StepView } from './step-pages';
import { exemptionTimeline } from './timeline-pages';
import { groundWords, STATE_TONES, termWords } from './words';

type Item = { label: string; value: string | { date: string } | { href: string; text: string } | null };
type Notice = { tone: 'info' | 'good' | 'warn' | 'bad'; title: string | null; text: string; html: null };

export type CaseInput = OpenedExemption & {
  form: FormState;
  step: StepView | null;
  conflict: boolean;
  decision: ExemptionDecisionRow | null;
  files: readonly ExemptionFileRow[];
  item: { document: DocumentRow; files: DocumentFileRow[] } | null;
  /** The announcement that goes with the item when the exemption is enacted. */
  announced: string | null;
  replaces: ExemptionRow | null;
  successor: ExemptionRow | null;
  events: readonly { kind: string; occurred_at: string; payload: string }[];
  t: Translate;
  fmt: Format;
};

/** The page of one exemption: its sheet, its decision, its clocks, what may be done now, and what happened. */
export function exemptionView(input: CaseInput) {
  const { area, row, steps, step, form, t, fmt } = input;
  const path = exemptionPath(area, row.number);
  const follows = area === 'desk' && row.state === 'decided' && input.successor === null;
  return {
    form: step ? form : { values: {}, errors: aboveThePage(form) },
    number: row.number,
    title: row.title,
    version: String(row.version),
    list: AREAS[area].path,
    status: { label: t(`exemptions:state.${row.state}`), tone: STATE_TONES[row.state], icon: null },
    purpose: t(`exemptions:purpose.${row.purpose}`),
    back: backTo(area, row, t),
    notices: noticesOf(input),
    conflict: input.conflict,
    action: `${path}/transitions`,
    step,
    actions: steps.map((name) => ({
      label: t(`exemptions:step.${name}`),
      href: `${path}?langkah=${name}#langkah`,
      current: step?.name === name,
    })),
    follow: follows ? `${path}/lanjut` : null,
    sheet: sheetItems(row, t, fmt),
    decided: decidedItems(input),
    papers: papersOf(input, path),
    timeline: exemptionTimeline(input.events, t, fmt),
  };
}

/** Where there is no form any more, what is wrong has no field to stand beside. */
function aboveThePage({ errors }: FormState): FormState['errors'] {
  const said = Object.values(errors);
  return said.length === 0 ? {} : { form: said.join(' ') };
}

/** Back to the request in whose work the test was begun, at the step that waits for it: one tap. */
function backTo(area: Area, row: ExemptionRow, t: Translate): { href: string; label: string } | null {
  if (row.request_number === null || (area !== 'desk' && area !== 'body')) return null;
  const label = t('exemptions:back_to_request', { number: row.request_number });
  if (area === 'body') return { href: `/opd/permohonan/${row.request_number}`, label };
  return { href: `/petugas/permohonan/${row.request_number}?langkah=propose_refusal#langkah`, label };
}

function noticesOf({ area, row, facts, cal, today, announced, successor, replaces, t, fmt }: CaseInput): Notice[] {
  const notice = (tone: Notice['tone'], key: string, vars: Record<string, unknown> = {}): Notice => ({
    ...{ tone, title: null, html: null, text: t(`exemptions:notice.${key}`, vars) },
  });
  const notices: Notice[] = [];
  if (replaces) notices.push(notice('info', `replaces_${row.purpose}`, { number: replaces.number }));
  if (successor) notices.push(notice('info', 'successor', { number: successor.number }));
  if (row.note && row.state === 'draft') notices.push(notice('warn', 'note', { note: row.note }));
  if (row.state === 'draft' && row.handed_on)
    notices.push(notice('info', 'handed_in', { day: fmt.day(row.handed_on) }));
  if (announced !== null && (row.state === 'draft' || row.state === 'tested'))
    notices.push(notice('warn', 'announced', { title: announced }));
  if (row.state === 'tested' && row.approval_kind === null) notices.push(notice('info', 'waits_approval'));
  if (row.state === 'decided' && row.ends_on !== null) {
    const due = ifCounted(() => renewalDueOn(cal, facts));
    const days = { ends: fmt.day(row.ends_on), opens: fmt.day(row.ends_on) };
    if (row.ended_by === 'decision') notices.push(notice('info', 'opening_set', days));
    else if (due === null) notices.push(notice('warn', 'no_calendar', { ...days, year: row.ends_on.slice(0, 4) }));
    else
      notices.push(
        notice(today > due ? 'bad' : 'info', today > due ? 'renewal_over' : 'renewal', { ...days, due: fmt.day(due) }),
      );
  }
  if ((row.state === 'expired' || row.state === 'revoked') && row.masked_on === null && area !== 'superior') {
    const due = row.masking_due_on;
    notices.push(
      notice(due !== null && today > due ? 'bad' : 'warn', 'masking', { due: due === null ? '–' : fmt.day(due) }),
    );
  }
  return notices;
}

function sheetItems(row: OpenedExemption['row'], t: Translate, fmt: Format): Item[] {
  const label = (name: string) => t(`exemptions:sheet.${name}`);
  const testers = JSON.parse(row.testers) as { name: string; office: string; unit: string }[];
  const items: Item[] = [
    { label: label('body'), value: row.body_name },
    { label: label('ground'), value: groundWords(row, t) },
    { label: label('scope'), value: t(`exemptions:scope.${row.partial === 1 ? 'part' : 'whole'}`) },
    { label: label('part'), value: row.part },
    { label: label('legal_basis'), value: row.legal_basis },
    { label: label('statute'), value: row.statute },
    { label: label('if_opened'), value: row.if_opened },
    { label: label('if_closed'), value: row.if_closed },
    { label: label('public_interest'), value: row.public_interest },
    row.purpose === 'open'
      ? { label: label('opens_on'), value: row.opens_on && fmt.day(row.opens_on) }
      : { label: label('term'), value: termWords({ letter: row.letter, ends_on: row.until_on }, t, fmt) },
    { label: label('term_basis'), value: row.purpose === 'open' ? null : row.term_basis },
    { label: label('target'), value: t(`catalogue:category.${row.target}.name`) },
    {
      label: label('testers'),
      value:
        testers.map(({ name, office, unit }) => [name, office, unit].filter(Boolean).join(', ')).join('\n') || null,
    },
    { label: label('tested_on'), value: row.tested_on && fmt.day(row.tested_on) },
  ];
  return items.filter(({ value }) => value !== null && value !== '');
}

function decidedItems({ area, row, decision, item, t, fmt }: CaseInput): Item[] {
  const approval = row.approval ? (JSON.parse(row.approval) as Approval | null) : null;
  const label = (name: string) => t(`exemptions:decided.${name}`);
  const items: Item[] = [
    {
      label: label('approval'),
      value: approval && t(`exemptions:decided.approved_${approval.kind}`, { ...approval, day: fmt.day(approval.on) }),
    },
    { label: label('number'), value: decision?.number ?? null },
    { label: label('decided_on'), value: row.decided_on && fmt.day(row.decided_on) },
    { label: label('ends_on'), value: row.ends_on && fmt.day(row.ends_on) },
    {
      label: label('ended'),
      value:
        row.ended_by && row.ended_on ? t(`exemptions:ended.${row.ended_by}`, { day: fmt.day(row.ended_on) }) : null,
    },
    { label: label('masked'), value: row.masked_on && fmt.day(row.masked_on) },
    { label: label('mask_note'), value: row.mask_note },
    { label: label('item'), value: item && itemLink(area, item.document, t) },
    {
      label: label('files'),
      value: item && item.files.length > 0 ? item.files.map(({ name }) => name).join('\n') : null,
    },
  ];
  return items.filter(({ value }) => value !== null);
}

/** Who publishes may put the masked files in place of the others. */
function itemLink(area: Area, document: DocumentRow, t: Translate): Item['value'] {
  const edits = area === 'desk' || area === 'body';
  const href = edits ? `/opd/informasi/${document.public_id}` : `/informasi/${document.slug}`;
  return { href, text: t(edits ? 'exemptions:decided.edit_item' : 'exemptions:decided.see_item') };
}

function papersOf({ row, files, t }: CaseInput, path: string): { label: string; href: string }[] {
  const made = [
    { label: t(`exemptions:sheet.title.${row.purpose}`), href: `${path}/surat/uji` },
    ...(row.decision_id === null
      ? []
      : [{ label: t(`exemptions:decree.title.${row.purpose}`), href: `${path}/surat/keputusan` }]),
  ];
  const sent = files.map(({ public_id, kind, name }) => ({
    label: t('exemptions:file', { kind: t(`exemptions:file_kind.${kind}`), name }),
    href: `${path}/berkas/${public_id}`,
  }));
  return [...made, ...sent];
}
