import type { BodyRow } from '../../db/tables/bodies';
import type { Translate } from '../../i18n/catalogue';
import { acceptOf } from '../../storage/file-kinds';
import type { Format } from '../../web/format';
import type { Identity } from '../identity';
import { LIMITS } from '../limits';
import { type PaperKind, requiredPapers } from '../papers';
import { type DraftPaper, MOST_PAPERS } from './draft';
import { DELIVER, type Delivery, lacksFor, OBTAIN, REQUESTER_KINDS, type Who } from './filing-forms';
import { type Choice, detour, type Frame, frame, PAGE, type PageFrame } from './frame';

export type WhatView = PageFrame & { bodies: Choice[]; most: { details: number; purpose: number }; first: boolean };

/** What is looked for; `first` when nothing has been kept yet. */
export function whatView(bodies: readonly Pick<BodyRow, 'slug' | 'name'>[], first: boolean, at: Frame): WhatView {
  const { t } = at;
  const labels = { details: t('filing:what.details'), purpose: t('filing:what.purpose'), body: t('filing:what.body') };
  return {
    ...frame('what', 'what', null, labels, at),
    bodies: bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null })),
    most: { details: LIMITS.details, purpose: LIMITS.purpose },
    first,
  };
}

export type WhoView = PageFrame & { kinds: Choice[]; proxy: Choice[]; citizen: Choice[]; foreigner: boolean };

export function whoView(at: Frame): WhoView {
  const { t, form } = at;
  const labels = {
    kind: t('filing:who.kind'),
    proxy: t('filing:who.proxy_short'),
    citizen: t('filing:who.citizen_short'),
  };
  const choice = (field: string, value: string): Choice => ({
    value,
    label: t(`filing:who.${field}_${value}`),
    hint: null,
  });
  return {
    ...frame('who', 'who', PAGE.what, labels, at),
    kinds: REQUESTER_KINDS.map((kind) => ({
      value: kind,
      label: t(`workflow:requester_kind.${kind}`),
      hint: t(`filing:who.kind_hint.${kind}`),
    })),
    proxy: [choice('proxy', 'no'), { ...choice('proxy', 'yes'), hint: t('filing:who.proxy_hint') }],
    citizen: [choice('citizen', 'yes'), choice('citizen', 'no')],
    foreigner: form?.values.citizen === 'no' && 'citizen' in form.errors,
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
    proxy_name: t('filing:identity.proxy_name'),
    proxy_nik: t('filing:identity.proxy_nik'),
    proxy_address: t('filing:identity.proxy_address'),
  };
  return { ...frame('identity', 'who', PAGE.who, labels, at), kind: who.kind, byProxy: who.byProxy };
}

export type PaperView = { kind: PaperKind; label: string; why: string; multiple: boolean; given: GivenPaper[] };
type GivenPaper = { id: string; name: string; size: string };
export type PapersView = PageFrame & { papers: PaperView[]; accept: string; full: boolean; most: number; next: string };

export function papersView(who: Who, given: readonly DraftPaper[], fmt: Format, at: Frame): PapersView {
  const { t } = at;
  const papers = requiredPapers(who.kind, who.byProxy).map((kind) => ({
    kind,
    label: t(`workflow:paper.${kind}`),
    why: t(`filing:papers.why.${kind}`),
    multiple: kind === 'ktp_grantor',
    given: given.filter((p) => p.kind === kind).map(({ id, name, size }) => ({ id, name, size: fmt.bytes(size) })),
  }));
  const labels = Object.fromEntries(papers.map((paper) => [paper.kind, paper.label]));
  return {
    ...frame('papers', 'papers', PAGE.identity, labels, at),
    papers,
    accept: acceptOf('identity'),
    full: given.length >= MOST_PAPERS,
    most: MOST_PAPERS,
    next: PAGE[at.returnTo ?? 'delivery'],
  };
}

export type DeliveryView = PageFrame & { obtain: Choice[]; deliver: Choice[]; languages: Choice[]; change: string };

export function deliveryView(identity: Identity, at: Frame): DeliveryView {
  const { t } = at;
  const labels = {
    obtain: t('filing:delivery.obtain'),
    deliver: t('filing:delivery.deliver'),
    language: t('filing:delivery.language'),
  };
  return {
    ...frame('delivery', 'delivery', PAGE.papers, labels, at),
    obtain: OBTAIN.map((value) => ({
      value,
      label: t(`workflow:obtain.${value}`),
      hint: t(`filing:delivery.obtain_hint.${value}`),
    })),
    deliver: DELIVER.map((value) => ({
      value,
      label: t(`workflow:deliver.${value}`),
      hint: whereTo(value, identity, t),
    })),
    languages: (['id', 'en'] as const).map((value) => ({
      value,
      label: t(`filing:delivery.language_${value}`),
      hint: null,
    })),
    change: detour('identity', 'delivery'),
  };
}

/** Says where a copy would go, or what is not known yet. */
function whereTo(value: Delivery['deliver'], identity: Identity, t: Translate): string {
  const lacks = lacksFor(value, identity);
  if (lacks) return t(`filing:delivery.lacks.${lacks}`);
  const { email = '', address = '', phone = '' } = identity;
  return t(`filing:delivery.to.${value}`, { email, address, phone });
}
