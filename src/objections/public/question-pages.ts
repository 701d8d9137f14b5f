import type { BodyRow } from '../../db/tables/bodies';
import type { Identity } from '../../requests/identity';
import { LIMITS } from '../../requests/limits';
import { type PaperKind, requiredPapers } from '../../requests/papers';
import { type DraftPaper, MOST_PAPERS } from '../../requests/public/draft';
import { REQUESTER_KINDS, type Who } from '../../requests/public/filing-forms';
import { acceptOf } from '../../storage/file-kinds';
import type { Format } from '../../web/format';
import type { Answers } from './forms';
import { type Frame, frame, PAGE, type PageFrame } from './frame';
import { START } from './paths';

export type Choice = { value: string; label: string; hint: string | null };

export type MissingView = PageFrame & { bodies: Choice[]; most: number; today: string };

/** Ground b: what should have been published, by whom, and when it was found missing. */
export function missingView(bodies: readonly Pick<BodyRow, 'slug' | 'name'>[], today: string, at: Frame): MissingView {
  const { t } = at;
  const labels = {
    details: t('objecting:missing.details'),
    body: t('objecting:missing.body'),
    item: t('objecting:missing.item'),
    found_on: t('objecting:missing.found_on'),
  };
  return {
    ...frame('missing', 'missing', START, labels, at),
    bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null })),
    most: LIMITS.details,
    today,
  };
}

export type CourseView = PageFrame & { most: { position: number; purpose: number }; asked: string | null };

/** Kasus posisi and the purpose: Perki 1/2021 Lampiran X part A and C. `asked` is what the request asked for. */
export function courseView(asked: string | null, at: Frame): CourseView {
  const { t, content } = at;
  const labels = { position: t('objecting:course.position'), purpose: t('objecting:course.purpose') };
  return {
    ...frame('course', 'course', PAGE[content.requestId === null ? 'missing' : 'ground'], labels, at),
    most: { position: LIMITS.details, purpose: LIMITS.purpose },
    asked,
  };
}

export type WhoView = PageFrame & { kinds: Choice[]; proxy: Choice[]; citizen: Choice[] };

export function whoView(at: Frame): WhoView {
  const { t } = at;
  const labels = {
    kind: t('objecting:who.kind'),
    proxy: t('filing:who.proxy_short'),
    citizen: t('filing:who.citizen_short'),
  };
  const choice = (label: string, value: string): Choice => ({ value, label: t(label), hint: null });
  return {
    ...frame('who', 'who', PAGE.course, labels, at),
    kinds: REQUESTER_KINDS.map((kind) => choice(`workflow:requester_kind.${kind}`, kind)),
    proxy: [choice('objecting:who.proxy_no', 'no'), choice('objecting:who.proxy_yes', 'yes')],
    citizen: [choice('filing:who.citizen_yes', 'yes'), choice('filing:who.citizen_no', 'no')],
  };
}

export type IdentityView = PageFrame & { kind: Who['kind']; byProxy: boolean };

export function identityView(who: Who, at: Frame): IdentityView {
  const { t } = at;
  const labels = {
    name: t(`filing:identity.name.${who.kind}`),
    identity_number: t(`filing:identity.number.${who.kind}`),
    email: t('filing:identity.email'),
    phone: t('filing:identity.phone'),
    address: t('filing:identity.address'),
    occupation: t('filing:identity.occupation'),
    ...proxyLabels(at),
  };
  return { ...frame('identity', 'who', PAGE.who, labels, at), kind: who.kind, byProxy: who.byProxy };
}

const proxyLabels = ({ t }: Frame) => ({
  proxy_name: t('filing:identity.proxy_name'),
  proxy_nik: t('filing:identity.proxy_nik'),
  proxy_address: t('filing:identity.proxy_address'),
});

export type ProxyView = PageFrame & { choices: Choice[] };

/** Who files: the requester's data are copied from the request, and nobody types them again. */
export function proxyView(identity: Pick<Identity, 'name' | 'proxy'>, at: Frame): ProxyView {
  const { t } = at;
  const { name, proxy } = identity;
  return {
    ...frame('proxy', 'proxy', PAGE.course, { filed_by: t('objecting:proxy.field'), ...proxyLabels(at) }, at),
    choices: [
      { value: 'self', label: t('objecting:proxy.self', { name }), hint: null },
      ...(proxy ? [{ value: 'same', label: t('objecting:proxy.same', { name: proxy.name }), hint: null }] : []),
      { value: 'other', label: t('objecting:proxy.other'), hint: t('objecting:proxy.other_hint') },
    ],
  };
}

type GivenPaper = { id: string; name: string; size: string };
export type PapersView = PageFrame & {
  papers: { kind: PaperKind; label: string; multiple: boolean; given: GivenPaper[] }[];
  accept: string;
  full: boolean;
  most: number;
  next: string;
};

/** The papers an objection needs: all of them without a request behind it, a new proxy's power of attorney with one. */
export function papersNeeded({ who, proxy }: Pick<Answers, 'who' | 'proxy'>): PaperKind[] {
  if (who) return requiredPapers(who.kind, who.byProxy);
  return proxy?.filedBy === 'other' ? ['surat_kuasa'] : [];
}

export function papersView(
  needed: readonly PaperKind[],
  given: readonly DraftPaper[],
  fmt: Format,
  at: Frame,
): PapersView {
  const { t, content } = at;
  const papers = needed.map((kind) => ({
    kind,
    label: t(`workflow:paper.${kind}`),
    multiple: kind === 'ktp_grantor',
    given: given.filter((p) => p.kind === kind).map(({ id, name, size }) => ({ id, name, size: fmt.bytes(size) })),
  }));
  const labels = Object.fromEntries(papers.map((paper) => [paper.kind, paper.label]));
  const before = content.requestId === null ? 'identity' : 'proxy';
  return {
    ...frame('papers', content.requestId === null ? 'papers' : 'proxy', PAGE[before], labels, at),
    papers,
    accept: acceptOf('identity'),
    full: given.length >= MOST_PAPERS,
    most: MOST_PAPERS,
    next: PAGE.check,
  };
}
