import { ref } from './schemas';
import type { Answer, Answers, Content, Operation, Parameter, Say, Schema } from './types';

const PROBLEM = 'application/problem+json';

/** `code`: opened with the code of a case, and by no cookie. */
type Call = {
  tag: string;
  parameters?: readonly Parameter[];
  code?: boolean;
  requestBody?: Operation['requestBody'];
  answers: Answers;
};

/** A call; its summary and description are `calls.<id>` of the words. Whatever else goes wrong is a problem as well. */
export function call(
  say: Say,
  id: string,
  { tag, parameters = [], code = false, requestBody, answers }: Call,
): Operation {
  return {
    operationId: id,
    tags: [tag],
    summary: say(`calls.${id}.summary`),
    description: say(`calls.${id}.description`),
    parameters,
    security: code ? [{ code: [] }] : [],
    ...(requestBody ? { requestBody } : {}),
    responses: { ...answers, default: problem(say('answers.other')) },
  };
}

/** An answer in JSON. */
export function json(description: string, schema: Schema, example: unknown, headers?: Answer['headers']): Answer {
  return { description, ...(headers ? { headers } : {}), content: { 'application/json': { schema, example } } };
}

/** An answer in the shape of RFC 9457. */
export function problem(
  description: string,
  example?: { status: number; title: string; [key: string]: unknown },
): Answer {
  const content: Content = { [PROBLEM]: { schema: ref('Problem') } };
  if (example) content[PROBLEM] = { schema: ref('Problem'), example: { type: 'about:blank', ...example } };
  return { description, content };
}

/** The answer to parameters or fields that cannot be used: which, and what is wrong, in one sentence each. */
export function refusal(
  say: Say,
  title: string,
  field: string,
  message: string,
  description = 'answers.refused',
): Answer {
  const detail = say('examples.check');
  return problem(say(description), { status: 422, title, detail, errors: [{ field, message }] });
}

/** The answer for something that is not there. */
export const notThere = (say: Say): Answer =>
  problem(say('answers.notFound'), { status: 404, title: say('answers.notFound') });

/** A parameter; described by `parameters.<key>` of the words, its name unless said otherwise. */
export function parameter(
  say: Say,
  place: Parameter['in'],
  name: string,
  schema: Schema,
  { key = name, required = place === 'path', example }: { key?: string; required?: boolean; example?: unknown } = {},
): Parameter {
  const given = example === undefined ? {} : { example };
  return { name, in: place, description: say(`parameters.${key}`), required, schema, ...given };
}

/** How many, and from where: the same for every list. */
export function paging(say: Say): Parameter[] {
  return [
    parameter(say, 'query', 'limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }),
    parameter(say, 'query', 'cursor', { type: 'string', maxLength: 500 }),
  ];
}
