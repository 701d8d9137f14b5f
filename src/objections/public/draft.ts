import type { Draft, DraftKind, DraftPaper, Typed } from '../../requests/public/draft';

/** The questions of the form. Those about a request and those about information nobody asked for share the last ones. */
export type Question = 'missing' | 'who' | 'identity' | 'ground' | 'course' | 'proxy';

/** An objection that is being written: what was typed on each page, judged again whenever it is used. */
export type ObjectionContent = {
  /** Inner id of the request objected to, whose owner has shown himself; null where there is none (ground b). */
  requestId: number | null;
  typed: Partial<Record<Question, Typed>>;
  papers: DraftPaper[];
  /** Number of the objection that this draft turned out to repeat. */
  repeats: string | null;
};

export type ObjectionDraft = Draft<ObjectionContent>;

export const EMPTY_OBJECTION: ObjectionContent = { requestId: null, typed: {}, papers: [], repeats: null };

export const OBJECTION_DRAFTS: DraftKind<ObjectionContent> = {
  table: 'objection_drafts',
  caseColumn: 'objection_id',
  empty: EMPTY_OBJECTION,
};

/** Names of the fields of each question: nothing else that was sent is kept. */
const FIELDS: Readonly<Record<Question, readonly string[]>> = {
  missing: ['body', 'details', 'item', 'found_on'],
  who: ['kind', 'proxy', 'citizen'],
  identity: [
    ...['name', 'identity_number', 'email', 'phone', 'address', 'occupation'],
    ...['proxy_name', 'proxy_nik', 'proxy_address'],
  ],
  ground: ['ground'],
  course: ['position', 'purpose'],
  proxy: ['filed_by', 'proxy_name', 'proxy_nik', 'proxy_address'],
};

/** The draft with what was typed for one question. */
export function withTyped(content: ObjectionContent, question: Question, values: Typed): ObjectionContent {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => FIELDS[question].includes(name)));
  return { ...content, typed: { ...content.typed, [question]: kept } };
}
