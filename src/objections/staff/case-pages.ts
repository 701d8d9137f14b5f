import type { Calendar } from '../../calendar/working-days';
import type { ExplainView } from '../../cases/explain-pages';
import { disputeName } from '../../disputes/names';
import type { Translate } from '../../i18n/catalogue';
import type { Identity } from '../../requests/identity';
import { type Area, anyCasePath } from '../../requests/staff/areas';
import { erasedNotice, papersGone, subjectOf } from '../../requests/staff/case-pages';
import type { UrgencyView } from '../../requests/staff/deadline-pages';
import type { FileLine } from '../../requests/staff/file-pages';
import { type IdentityView, identityView } from '../../requests/staff/identity-pages';
import type { Item } from '../../requests/staff/items';
import { type LetterLine, letterLines } from '../../requests/staff/letter-pages';
import type { StepView } from '../../requests/staff/step-pages';
import type { TimelineEvent } from '../../requests/staff/timeline-pages';
import { OBJECTION_TONE, type Tone } from '../../requests/state-tones';
import type { AssessedCase } from '../../risk/assess';
import { type RiskView, riskView } from '../../risk/pages';
import type { Keys } from '../../secrets/keys';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import type { CurrentUser } from '../../web/guards';
import type { ObjectionFacts } from '../../workflow/objection-facts';
import { isShut, listPath, mayRead, objectionPath } from './areas';
import { objectionDates, objectionExplains, objectionUrgency } from './dates-pages';
import { decidedOf } from './decided-pages';
import type { ObjectionFormStep } from './form-steps';
import { noticesOf } from './notice-pages';
import type { ObjectionBundle } from './queries';
import { objectionTimeline } from './timeline-pages';

export type ObjectionView = {
  area: Area;
  number: string;
  version: number;
  path: string;
  home: { label: string; href: string };
  subject: string;
  status: { label: string; tone: Tone };
  turn: string;
  urgency: UrgencyView;
  notices: { tone: 'info' | 'warn' | 'bad'; text: string; link?: { label: string; href: string } }[];
  dates: Item[];
  explains: ExplainView[];
  asked: Item[];
  identity: IdentityView | null;
  actions: { name: string; items: { label: string; href: string; current: boolean }[] }[];
  step: StepView<ObjectionFormStep> | null;
  /** Somebody changed the case meanwhile: what was typed is still there. */
  conflict: boolean;
  typed: Item[];
  decided: Item[];
  files: FileLine[];
  letters: LetterLine[];
  timeline: TimelineEvent[];
  chain: Item[] | null;
  risk: RiskView | null;
  form: FormState;
};

export type ObjectionPageInput = {
  area: Area;
  user: CurrentUser;
  bundle: ObjectionBundle;
  facts: ObjectionFacts;
  identity: Identity | null;
  steps: readonly ObjectionFormStep[];
  step: StepView<ObjectionFormStep> | null;
  conflict: boolean;
  form: FormState;
  risk: AssessedCase | null;
  cal: Calendar;
  today: string;
  timezone: string;
  keys: Keys;
  t: Translate;
  fmt: Format;
};

/** One objection as an area sees it. What an area may not see is not in the view. */
export function objectionView(input: ObjectionPageInput): ObjectionView {
  const { area, bundle, facts, t, fmt, today, cal } = input;
  const { row, letters, files } = bundle;
  const path = objectionPath(area, row.number);
  const body = area === 'body';
  return {
    ...{ area, path, number: row.number, version: row.version },
    home: { label: t('objections:list.title'), href: listPath(area) },
    subject: subjectOf(row.details, 110),
    status: { label: t(`workflow:objection.state.${facts.state}`), tone: OBJECTION_TONE[facts.state] },
    turn: t(`objections:turn.${facts.state}`),
    urgency: objectionUrgency(facts, cal, today),
    notices: [...erasedNotice(row, t, fmt), ...noticesOf(input)],
    dates: objectionDates(facts, t),
    explains: objectionExplains(input, t, fmt),
    asked: askedOf(input),
    identity: identityOf(input, path),
    actions: actionsOf(input, path),
    step: input.step,
    conflict: input.conflict,
    typed: input.conflict && input.step === null ? typedItems(input.form, t) : [],
    decided: body ? [] : decidedOf(input),
    files: filesOf(input, path),
    letters: body ? [] : letterLines({ path, number: row.number, files }, letters, area, t, fmt),
    timeline: objectionTimeline(bundle, input),
    chain: area === 'auditor' ? chainOf(row, t) : null,
    risk: input.risk && riskView(input.risk.risk, t, fmt),
    form: input.form,
  };
}

function identityOf({ area, bundle, identity, t }: ObjectionPageInput, path: string): IdentityView | null {
  const { row, files, papers } = bundle;
  const view = identityView({ ...{ area, row, files, path, t, identity }, elsewhere: papers });
  return view && papersGone(bundle.events) ? { ...view, missing: [] } : view;
}

function askedOf({ area, bundle, t }: ObjectionPageInput): Item[] {
  const { row, request, document, dispute, body } = bundle;
  const fact = (name: string, value: Item['value']): Item => ({ label: t(`objections:fact.${name}`), value });
  const ground = fact(
    'ground',
    t('objections:ground', { letter: row.ground, words: t(`letters:ground.${row.ground}`) }),
  );
  const behind = request
    ? [fact('request', { text: request.number, href: anyCasePath(area, 'request', request.number) })]
    : [];
  // The purpose and the course of the case may tell who objects; a body needs the question only.
  if (area === 'body') return [ground, fact('details', row.details), fact('body', body)];
  return [
    ground,
    ...behind,
    ...(request ? [fact('request_state', t(`workflow:state.${request.state}.name`))] : []),
    ...(document ? [fact('document', { text: document.title, href: `/informasi/${document.slug}` })] : []),
    fact('details', row.details),
    fact('purpose', row.purpose),
    fact('position', row.position),
    fact('body', body ?? t('objections:fact.no_body')),
    fact('channel', t(`workflow:channel.${row.channel}`)),
    ...(dispute
      ? [
          fact('dispute', {
            text: disputeName(dispute, row.number, t),
            href: anyCasePath(area, 'dispute', dispute.number),
          }),
        ]
      : []),
  ];
}

const GROUPS: readonly [string, readonly ObjectionFormStep[]][] = [
  ['answer', ['answer_objection', 'delegate']],
  ['settle', ['settle']],
  ['execute', ['execute', 'respond']],
];

function actionsOf({ steps, step, t }: ObjectionPageInput, path: string): ObjectionView['actions'] {
  return GROUPS.map(([name, members]) => ({
    name: t(`objections:actions.${name}`),
    items: members
      .filter((member) => steps.includes(member))
      .map((member) => ({
        label: stepTitle(member, t),
        href: `${path}?langkah=${member}#langkah`,
        current: step?.name === member,
      })),
  })).filter((group) => group.items.length > 0);
}

/** The words of a step; the objector's response is none of the machine's. */
export const stepTitle = (step: ObjectionFormStep, t: Translate): string =>
  t(step === 'respond' ? 'objections:respond' : `workflow:objection.step.${step}`);

function filesOf({ area, bundle, t, fmt }: ObjectionPageInput, path: string): FileLine[] {
  return bundle.files
    .filter((file) => mayRead(area, file.kind) || isShut(area, file.kind))
    .map((file) => {
      const by = file.added_by === null ? null : (bundle.people.get(file.added_by) ?? null);
      return {
        label: isShut(area, file.kind) ? t('desk:file.shut') : file.name,
        kind: FILE_WORDS.has(file.kind) ? t(`objections:file.${file.kind}`) : t('objections:file.other'),
        size: [fmt.bytes(file.size), fmt.shortDayTime(file.added_at), by].filter(Boolean).join(' · '),
        href: isShut(area, file.kind) ? null : `${path}/berkas/${file.public_id}`,
        warning: null,
        beside: null,
      };
    });
}

const FILE_WORDS: ReadonlySet<string> = new Set(['scan', 'answer', 'exemption', 'decision', 'signed']);

/** What was written, for reading: the step it was meant for is gone. Choices and dates are quickly made again. */
const WRITTEN = ['reasons', 'order', 'note', 'name', 'office', 'decision_number', 'exemption', 'exemption_code'];

function typedItems(form: FormState, t: Translate): Item[] {
  return WRITTEN.flatMap((name) => {
    const value = form.values[name];
    return value && value.length > 0
      ? [{ label: t(`objections:field.${name}`), value: [value].flat().join(', ') }]
      : [];
  });
}

function chainOf(row: { seq: number; head_hash: string }, t: Translate): Item[] {
  return [
    { label: t('desk:chain.length'), value: String(row.seq) },
    { label: t('desk:chain.head'), value: row.head_hash },
  ];
}
