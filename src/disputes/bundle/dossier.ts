import { type Calendar, localDay } from '../../calendar/working-days';
import type { CaseFileRow } from '../../db/tables/cases';
import type { DisputeRow } from '../../db/tables/disputes';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import type { Catalogue, Language, Translate } from '../../i18n/catalogue';
import type { Office } from '../../letters/facts';
import type { Commission } from '../../letters/objection-facts';
import { objectionFacts } from '../../objections/facts';
import { visibleFiles as givenOfCase } from '../../objections/public/case-pages';
import { factsOf } from '../../requests/facts';
import { type Identity, maskNumber } from '../../requests/identity';
import { visibleFiles } from '../../requests/public/case-parts-pages';
import { type Format, formatIn } from '../../web/format';
import type { DisputeFacts } from '../../workflow/dispute-facts';
import type { RequestFacts } from '../../workflow/facts';
import type { ObjectionFacts } from '../../workflow/objection-facts';
import { disputeFacts } from '../facts';
import { type CaseEvent, type CaseName, caseEvent, isTold } from '../timeline';
import type { DossierRows } from './queries';

/** A file that was given to the requester, wherever its row stands. */
export type GivenFile = Pick<
  RequestFileRow | CaseFileRow,
  'name' | 'kind' | 'stored_name' | 'size' | 'sha256' | 'sealed' | 'added_at'
> & { case: CaseName };

/** All that the sheets of the ready file say, for one reader. */
export type Dossier = {
  objection: ObjectionRow;
  dispute: DisputeRow | null;
  request: RequestRow | null;
  facts: { objection: ObjectionFacts; dispute: DisputeFacts | null; request: RequestFacts | null };
  body: string | null;
  commission: Commission;
  /** Who objects; null when it was erased. For staff the numbers in it are masked. */
  identity: Identity | null;
  /** The requester himself reads it. */
  own: boolean;
  events: CaseEvent[];
  /** The whole log of each case, for the dates that it moved. */
  log: DossierRows['events'];
  timezone: string;
  letters: LetterRow[];
  files: GivenFile[];
  /** The state that it shows: when the last event was written down, and that day in the office. */
  as_of: { at: string; day: string };
  org: Office;
  cal: Calendar;
  /** In the language of the case; `id` for what the commission reads. */
  t: Translate;
  fmt: Format;
  id: { t: Translate; fmt: Format };
};

/** Puts together what was read. Pure. */
export function dossierOf(
  rows: DossierRows,
  {
    i18n,
    timezone,
    ...reader
  }: Pick<Dossier, 'commission' | 'identity' | 'own' | 'org' | 'cal'> & {
    i18n: Catalogue;
    timezone: string;
  },
): Dossier {
  const { objection, dispute, request } = rows;
  const dayOf = (instant: string) => localDay(instant, timezone);
  const words = (language: Language) => {
    const t = i18n.for(language);
    return { t, fmt: formatIn(language, t, timezone) };
  };
  const requestFacts = request && factsOf(request);
  const events = eventsInOrder(rows, dayOf);
  const at =
    events
      .map((event) => event.recorded_at)
      .sort()
      .at(-1) ?? objection.recorded_at;
  return {
    ...{ objection, dispute, request, body: rows.body },
    facts: {
      objection: objectionFacts(objection),
      dispute: dispute && disputeFacts(dispute),
      request: requestFacts,
    },
    ...reader,
    ...words(objection.language),
    id: words('id'),
    identity: reader.own ? reader.identity : reader.identity && withoutNumbers(reader.identity),
    ...{ events, log: rows.events, timezone },
    // A letter whose key was destroyed cannot be read any more.
    letters: rows.letters.filter(({ case_kind }) => keyOwner(rows, case_kind) !== null),
    files: [
      ...(requestFacts ? visibleFiles(requestFacts, rows.requestFiles) : []).map((file) => givenFile('request', file)),
      ...givenOfCase(rows.caseFiles).map((file) => givenFile(file.case_kind as CaseName, file)),
    ],
    as_of: { at, day: dayOf(at) },
  };
}

/** The case whose key opens a letter: a dispute has none of its own. Null when it was destroyed. */
export function keyOwner(
  { request, objection }: Pick<DossierRows, 'request' | 'objection'>,
  kind: string,
): { public_id: string; case_key_sealed: string } | null {
  const owner = kind === 'request' ? request : objection;
  return owner?.case_key_sealed ? { public_id: owner.public_id, case_key_sealed: owner.case_key_sealed } : null;
}

function givenFile(name: CaseName, file: RequestFileRow | CaseFileRow): GivenFile {
  const { name: called, kind, stored_name, size, sha256, sealed, added_at } = file;
  return { case: name, name: called, kind, stored_name, size, sha256, sealed, added_at };
}

const RANK: Readonly<Record<CaseName, number>> = { request: 0, objection: 1, dispute: 2 };

/** What the requester may see of all three cases: by the day it happened, on one day as it was written down. */
function eventsInOrder({ events }: DossierRows, dayOf: (instant: string) => string): CaseEvent[] {
  const all = (['request', 'objection', 'dispute'] as const).flatMap((name) =>
    events[name].map((event) => caseEvent(name, event)),
  );
  const place = (event: CaseEvent) => `${event.on ?? dayOf(event.at)} ${event.recorded_at}`;
  return all.filter(isTold).sort((a, b) => {
    const [first, second] = [place(a), place(b)];
    if (first !== second) return first < second ? -1 : 1;
    return RANK[a.case] - RANK[b.case] || a.seq - b.seq;
  });
}

function withoutNumbers(identity: Identity): Identity {
  const { identity_number, phone, proxy } = identity;
  return {
    ...identity,
    identity_number: maskNumber(identity_number),
    phone: phone && maskNumber(phone),
    proxy: proxy && { ...proxy, identity_number: maskNumber(proxy.identity_number) },
  };
}
