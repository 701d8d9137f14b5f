import type { Translate } from '../i18n/catalogue';
import { type FormState, parseForm, withErrors } from '../web/forms';
import type { BreachRefusal } from '../workflow/breach-facts';
import { type AddresseeList, type RowProblem, readAddressees } from './addressee-list';
import type { Asked } from './asked';
import * as forms from './forms';
import { NOTICES } from './letter-pages';
import { PEOPLE_FORMS } from './people-pages';
import { CASE_FORMS } from './step-pages';

export const ASKED = [...CASE_FORMS, ...PEOPLE_FORMS, ...Object.values(NOTICES)] as const;
export type AskedName = (typeof ASKED)[number];

export type ParsedAsk =
  | { ok: true; ask: Asked; form: FormState }
  | { ok: false; form: FormState; problems: RowProblem[] };

type Given = { body: unknown; file: { bytes: Buffer; name: string } | null; timezone: string; t: Translate };

/** Reads the form of a step; everything typed is kept when it is refused. */
export async function parseAsk(name: AskedName, given: Given): Promise<ParsedAsk> {
  const { body, t, timezone } = given;
  if (name === 'add_addressees') return parseList(given);
  switch (name) {
    case 'describe':
      return made(parseForm(forms.describeForm, body, t), ({ people_count, ...content }) => {
        const { data_kinds, happened, handling } = content;
        return { do: name, people_count, content: { data_kinds, happened, handling } };
      });
    case 'drop_addressees':
      return made(parseForm(forms.dropForm, body, t), ({ all, id, reason }) => {
        return { do: name, chosen: all ? 'waiting' : id, reason };
      });
    case 'record_sending':
      return made(parseForm(forms.sendingForm, body, t), ({ all, id, way, ...when }) => {
        return { do: name, chosen: all ? 'post' : id, way, sent_at: forms.instantOf(when, timezone) };
      });
    case 'notify_agency':
      return made(parseForm(forms.agencyForm, body, t), ({ way, note, when }) => {
        return { do: name, way, note, sent_at: when && forms.instantOf(when, timezone) };
      });
    case 'notify_public':
      return made(parseForm(forms.publicForm, body, t), ({ instead, note, ...when }) => {
        return { do: name, instead, note, sent_at: forms.instantOf(when, timezone) };
      });
    case 'correct_discovery':
      return made(parseForm(forms.correctForm, body, t), ({ reason, ...when }) => {
        return { do: name, reason, discovered_at: forms.instantOf(when, timezone) };
      });
    case 'notify_subjects':
      return { ok: true, ask: { do: name }, form: { values: {}, errors: {} } };
    default:
      return made(parseForm(forms.reasonForm, body, t), ({ reason }) => ({ do: name, reason }));
  }
}

type Parsed<T> = { ok: true; data: T; form: FormState } | { ok: false; form: FormState };

function made<T>(parsed: Parsed<T>, ask: (data: T) => Asked): ParsedAsk {
  return parsed.ok
    ? { ok: true, ask: ask(parsed.data), form: parsed.form }
    : { ok: false, form: parsed.form, problems: [] };
}

async function parseList({ body, file, t }: Given): Promise<ParsedAsk> {
  const parsed = parseForm(forms.listForm, body, t);
  const { form } = parsed;
  const typed = parsed.ok ? parsed.data.list : '';
  const refuse = (field: string, code: string, problems: RowProblem[] = []): ParsedAsk => ({
    ok: false,
    form: withErrors(form, { [field]: t(`breaches:list.${code}`, { count: problems.length }) }),
    problems,
  });
  if (file && typed !== '') return refuse('list', 'both');
  if (!file && typed === '') return refuse('list', 'neither');
  if (file && !/\.(csv|txt|xlsx)$/i.test(file.name)) return refuse('list_file', 'kind');
  const read: AddresseeList = file
    ? await readAddressees(file.bytes, file.name)
    : await readAddressees(Buffer.from(typed), 'list.csv');
  if (!read.ok) return refuse(file ? 'list_file' : 'list', read.code, read.problems);
  return { ok: true, ask: { do: 'add_addressees', contacts: read.contacts }, form };
}

const FIELD: Readonly<Partial<Record<BreachRefusal, string>>> = {
  discovered_in_future: 'on',
  before_the_law: 'on',
  not_earlier: 'on',
  sent_in_future: 'on',
  sent_before_discovery: 'on',
  too_many_addressees: 'list',
  agency_way_unknown: 'way',
  agency_has_no_email: 'way',
};

/** The form with the sentence of a refusal beside the field it is about, or above the form. */
export function withRefusal(form: FormState, code: BreachRefusal | 'stale', t: Translate): FormState {
  const field = (code !== 'stale' && FIELD[code]) || 'form';
  return withErrors(form, { [field]: t(`breaches:refused.${code}`) });
}
