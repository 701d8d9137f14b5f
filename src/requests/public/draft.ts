import { type Keys, openText, sealText } from '../../secrets/keys';
import type { PaperKind } from '../papers';

/** An identity paper uploaded before the request is filed: it lies in the store, sealed. `id` names it in forms. */
export type DraftPaper = {
  id: string;
  kind: PaperKind;
  storedName: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
};

/** The questions of the form, in their order. */
export const QUESTIONS = ['what', 'who', 'identity', 'delivery'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What was typed on one page, by field name. */
export type Typed = Record<string, string | string[]>;

/** A request that is being written: what was typed on each page, judged again whenever it is used. */
export type DraftContent = {
  typed: Partial<Record<Question, Typed>>;
  papers: DraftPaper[];
  /** Number of the request that this draft turned out to repeat. */
  repeats: string | null;
  /** The case this browser filed just before: asked once more, it is shown again and not hidden from its owner. */
  filedBefore: number | null;
};

/** What a draft of any kind keeps beside its own answers. */
export type Kept = { papers: DraftPaper[] };

/** A kind of draft: where it lies, and which column leads to the case it became. */
export type DraftKind<C extends Kept> = {
  table: 'request_drafts' | 'objection_drafts';
  caseColumn: 'request_id' | 'objection_id';
  empty: C;
};

/** A stored draft. Once it was filed its content is gone and `caseId` leads to the case. */
export type Draft<C extends Kept = DraftContent> = {
  kind: DraftKind<C>;
  id: number;
  tokenHash: string;
  caseId: number | null;
  content: C;
  updatedAt: string;
};

export const EMPTY_DRAFT: DraftContent = { typed: {}, papers: [], repeats: null, filedBefore: null };

export const REQUEST_DRAFTS: DraftKind<DraftContent> = {
  table: 'request_drafts',
  caseColumn: 'request_id',
  empty: EMPTY_DRAFT,
};

/** Names of the fields of each question: nothing else that was sent is kept. */
export const FIELDS: Readonly<Record<Question, readonly string[]>> = {
  what: ['details', 'purpose', 'body'],
  who: ['kind', 'proxy', 'citizen'],
  identity: [
    ...['name', 'identity_number', 'email', 'phone', 'address', 'occupation'],
    ...['proxy_name', 'proxy_nik', 'proxy_address'],
  ],
  delivery: ['obtain', 'deliver', 'language'],
};

/** The draft with what was typed for one question. */
export function withTyped(content: DraftContent, question: Question, values: Typed): DraftContent {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => FIELDS[question].includes(name)));
  return { ...content, typed: { ...content.typed, [question]: kept } };
}

/** How long a draft is kept after it was last touched. */
export const DRAFT_MS = 7 * 24 * 60 * 60 * 1000;

/** Until when a draft is kept, as an instant of real time. */
export function keptUntil(draft: { updatedAt: string }): string {
  return new Date(Date.parse(draft.updatedAt) + DRAFT_MS).toISOString();
}

const MOST_TYPED = 20_000;

/** True when somebody stops for now: even half an answer is kept then, unless it is longer than any person's. */
export function isForLater(body: unknown, typed: Typed): boolean {
  const stops = (body as { lanjut?: unknown } | undefined)?.lanjut === 'nanti';
  return stops && JSON.stringify(typed).length < MOST_TYPED;
}

/** How many papers one draft may hold: a group brings one for each of its members. */
export const MOST_PAPERS = 12;

const bound = (tokenHash: string) => `draft:${tokenHash}`;

/** Seals a draft under the data key; it opens for its own token only. */
export function sealDraft(keys: Keys, tokenHash: string, content: Kept): string {
  return sealText(keys.id, keys.seal, JSON.stringify(content), bound(tokenHash));
}

/** Opens what `sealDraft` made; a filed draft is empty. */
export function openDraft<C extends Kept>(kind: DraftKind<C>, keys: Keys, tokenHash: string, sealed: string): C {
  if (sealed === '') return kind.empty;
  return JSON.parse(openText(keys.seal, sealed, bound(tokenHash))) as C;
}
