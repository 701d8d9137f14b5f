import type { Calendar } from '../calendar/working-days';
import type { Config } from '../config';
import type { RequestRow } from '../db/tables/requests';
import type { LetterFacts, Signatory } from '../letters/facts';
import type { LetterKind } from '../letters/kinds';
import { explainLetter } from '../workflow/deadlines';
import type { RequestFacts } from '../workflow/facts';
import type { Identity } from './identity';

/** What every letter of a case says, from the case as it is after the step that brings the letter forth. */
export function letterFacts(input: {
  kind: LetterKind;
  config: Config;
  row: Pick<RequestRow, 'number' | 'language' | 'details' | 'purpose' | 'obtain' | 'deliver'>;
  facts: RequestFacts;
  identity: Identity;
  bodyName: string | null;
  signatory: Signatory | null;
  today: string;
  cal: Calendar;
  more?: Partial<LetterFacts>;
}): Omit<LetterFacts, 'number'> {
  const { config, row, facts, identity, cal } = input;
  return {
    language: row.language,
    dated_on: input.today,
    org: config.org,
    signatory: input.signatory,
    requester: {
      name: identity.name,
      address: identity.address,
      email: identity.email,
      proxy_name: identity.proxy?.name ?? null,
    },
    request: {
      number: row.number,
      received_on: facts.received_on,
      recorded_on: facts.recorded_on,
      details: row.details,
      purpose: row.purpose,
      obtain: row.obtain,
      deliver: row.deliver,
      due_on: facts.due_on,
      perki_due_on: facts.perki_due_on,
      check_due_on: facts.check_due_on ?? facts.recorded_on,
      object_by: facts.object_by,
      extended_on: facts.extended_on,
      original_due_on: facts.extended_from,
    },
    body: input.bodyName === null ? null : { name: input.bodyName },
    due: explainLetter(input.kind, cal, facts),
    reached_by_email: identity.email !== null,
    tracking_url: `${config.baseUrl}/lacak?nomor=${row.number}`,
    ...input.more,
  };
}
