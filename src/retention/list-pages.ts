import type { RetentionItemRow } from '../db/tables/retention';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { withQuery } from '../web/pagination';
import type { DueCase } from './due-queries';
import { LONGEST_TEXT } from './forms';
import { type KindCode, LISTED_KINDS } from './kinds';
import type { NamedList } from './queries';
import type { Rule } from './rules';
import { ADMIN_PATH, HOLDS_PATH, listPath, PATH, ruleWords } from './words';

export type World = { t: Translate; fmt: Format };
type Status = { label: string; tone: string };
type Paging = { next: string | null; first: string | null };

const TONE: Readonly<Record<NamedList['state'], string>> = {
  ...{ proposed: 'progress', approved: 'info', returned: 'ended', withdrawn: 'ended', done: 'good' },
};

const stateOf = ({ state }: Pick<NamedList, 'state'>, t: Translate): Status => ({
  ...{ label: t(`retention:state.${state}`), tone: TONE[state] },
});

export type OverviewView = {
  kinds: { name: string; href: string; keeping: string; due: string; unverified: boolean }[];
  /** The form that proposes; null for who only reads. */
  propose: { options: { value: string; label: string; hint: null }[]; most: number } | null;
  lists: { number: string; href: string; kind: string; cases: number; status: Status; at: string }[];
  paging: Paging;
  holds: string;
  schedule: string | null;
  form: FormState;
};

/** What is due of each kind, what was proposed, and what became of it. `due` counts up to `most` and one more. */
export function overviewView(
  input: {
    rules: Readonly<Record<KindCode, Rule>>;
    due: ReadonlyMap<KindCode, number>;
    lists: readonly NamedList[];
    more: boolean;
    paged: boolean;
    may: { propose: boolean; schedule: boolean };
    most: number;
    form?: FormState;
  },
  { t, fmt }: World,
): OverviewView {
  const { rules, due, lists, more, paged, may, most } = input;
  const counted = (count: number) =>
    count > most ? t('retention:due.more', { count: most }) : t('retention:due.count', { count });
  return {
    kinds: LISTED_KINDS.map((code) => ({
      name: t(`retention:kind.${code}`),
      href: `${PATH}/jatuh-tempo/${code}`,
      keeping: ruleWords(rules[code], t),
      due: counted(due.get(code) ?? 0),
      unverified: rules[code].basis === null,
    })),
    propose: may.propose
      ? {
          options: LISTED_KINDS.map((value) => ({ value, label: t(`retention:kind.${value}`), hint: null })),
          most: LONGEST_TEXT,
        }
      : null,
    lists: lists.map((list) => ({
      ...{ number: list.number, href: listPath(list.number), cases: list.cases, status: stateOf(list, t) },
      kind: t(`retention:kind.${list.kind}`),
      at: fmt.shortDayTime(list.proposed_at),
    })),
    paging: {
      next: more ? withQuery(PATH, { sesudah: lists.at(-1)?.id }) : null,
      first: paged ? PATH : null,
    },
    holds: HOLDS_PATH,
    schedule: may.schedule ? ADMIN_PATH : null,
    form: input.form ?? blankForm(),
  };
}

export type DueView = {
  name: string;
  keeping: string;
  rows: { number: string; base: string; due: string }[];
  paging: Paging;
};

/** What is due of one kind: numbers and days, no names and no texts. */
export function dueView(
  code: KindCode,
  rule: Rule,
  cases: readonly DueCase[],
  paging: Paging,
  { t, fmt }: World,
): DueView {
  return {
    name: t(`retention:kind.${code}`),
    keeping: ruleWords(rule, t),
    rows: cases.map(({ number, base_on, due_on }) => ({
      number,
      base: fmt.shortDay(base_on),
      due: fmt.shortDay(due_on),
    })),
    paging,
  };
}

export type ListView = {
  number: string;
  path: string;
  version: number;
  status: Status;
  facts: { label: string; value: string | null }[];
  items: { number: string; base: string; due: string; status: Status; files: number }[];
  paging: Paging;
  /** What this reader may do with it now. */
  decide: { approve: boolean; withdraw: boolean; same: boolean };
  noteMost: number;
  certificate: string | null;
  conflict: boolean;
  form: FormState;
};

export type ListInput = {
  list: NamedList;
  items: readonly RetentionItemRow[];
  next: string | null;
  paged: boolean;
  waiting: number;
  may: { approve: boolean; withdraw: boolean; same: boolean };
  conflict: boolean;
  form?: FormState;
};

const ITEM_TONE: Readonly<Record<RetentionItemRow['state'], string>> = {
  ...{ listed: 'progress', erased: 'good', skipped: 'info', dropped: 'ended' },
};

/** One list with its cases. */
export function listView(
  { list, items, next, paged, waiting, may, conflict, form }: ListInput,
  world: World,
): ListView {
  const { t, fmt } = world;
  const path = listPath(list.number);
  return {
    ...{ number: list.number, path, version: list.version, status: stateOf(list, t) },
    facts: factsOf(list, waiting, world),
    items: items.map((item) => ({
      ...{ number: item.number, files: item.files },
      ...{ base: fmt.shortDay(item.base_on), due: fmt.shortDay(item.due_on) },
      status: {
        label: t(item.why ? `retention:why.${item.why}` : `retention:item.${item.state}`),
        tone: ITEM_TONE[item.state],
      },
    })),
    paging: {
      next: next === null ? null : withQuery(path, { sesudah: next }),
      first: paged ? path : null,
    },
    decide: may,
    noteMost: LONGEST_TEXT,
    certificate: list.state === 'done' ? `${path}/berita-acara.pdf` : null,
    conflict,
    form: form ?? blankForm(),
  };
}

/** What a list says of itself, on its page and on its certificate. */
export function factsOf(
  list: NamedList,
  waiting: number,
  { t, fmt }: World,
): { label: string; value: string | null }[] {
  const rule = JSON.parse(list.basis) as Rule;
  const fact = (name: string, value: string | null) => ({ label: t(`retention:fact.${name}`), value });
  const done = list.state === 'done';
  return [
    fact('kind', t(`retention:kind.${list.kind}`)),
    fact('rule', ruleWords(rule, t)),
    fact('basis', rule.basis ?? t('retention:no_basis')),
    fact('cases', fmt.number(list.cases, 0)),
    fact('proposed', t('retention:by', { name: list.proposed_by_name, at: fmt.dayTime(list.proposed_at) })),
    ...(list.note ? [fact('note', list.note)] : []),
    ...(list.decided_at && list.decided_by_name
      ? [
          fact(
            `decided_${list.state === 'done' ? 'approved' : list.state}`,
            t('retention:by', { name: list.decided_by_name, at: fmt.dayTime(list.decided_at) }),
          ),
        ]
      : []),
    ...(list.decision_note ? [fact('decision_note', list.decision_note)] : []),
    ...(done || list.state === 'approved'
      ? [
          fact('erased', fmt.number(list.erased, 0)),
          fact('skipped', fmt.number(list.skipped, 0)),
          fact('files', t('retention:files', { count: list.files, size: fmt.bytes(Number(list.bytes)) })),
          fact('letters', fmt.number(list.letters, 0)),
          fact('mails', fmt.number(list.mails, 0)),
        ]
      : []),
    ...(waiting > 0 ? [fact('waiting', fmt.number(waiting, 0))] : []),
    ...(list.finished_at ? [fact('finished', fmt.dayTime(list.finished_at)), fact('digest', list.digest)] : []),
  ];
}
