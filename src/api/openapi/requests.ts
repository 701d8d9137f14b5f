import { call, json, parameter, problem, refusal } from './calls';
import { answerSchemas, caseExample, receiptExample } from './request-answers';
import { requestBodySchemas, requestExample } from './request-body';
import { ref, text } from './schemas';
import type { Answers, Header, Part, Say } from './types';

/** `/api/v1/requests`: filing a request, and reading it with its number and code. */
export function requestPart(say: Say, baseUrl: string): Part {
  const header = (key: string, schema = text): Header => ({ description: say(`headers.${key}`), schema });
  return {
    paths: {
      '/api/v1/requests': {
        post: call(say, 'fileRequest', {
          tag: 'requests',
          parameters: [
            parameter(
              say,
              'header',
              'Idempotency-Key',
              { type: 'string', minLength: 1, maxLength: 200 },
              {
                key: 'idempotencyKey',
                example: '5d0c7f0e-2f61-4f0b-9a53-0f1f6f1f7c11',
              },
            ),
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: ref('NewRequest'), example: requestExample },
              'multipart/form-data': { schema: ref('NewRequestForm') },
            },
          },
          answers: filingAnswers(say, baseUrl, header),
        }),
      },
      '/api/v1/requests/{number}': {
        get: call(say, 'getRequest', {
          tag: 'requests',
          code: true,
          parameters: [parameter(say, 'path', 'number', text, { example: 'P-2026-000123' })],
          answers: {
            200: json(say('answers.case'), ref('Request'), caseExample),
            401: {
              ...problem(say('answers.codeNeeded'), { status: 401, title: say('answers.codeNeeded') }),
              headers: { 'WWW-Authenticate': header('wwwAuthenticate', { type: 'string', const: 'Code' }) },
            },
            404: problem(say('answers.wrongCode'), { status: 404, title: say('examples.wrongCode') }),
            429: tooMany(say, header),
          },
        }),
      },
    },
    schemas: { ...requestBodySchemas(say), ...answerSchemas(say) },
  };
}

type MakeHeader = (key: string) => Header;

function filingAnswers(say: Say, baseUrl: string, header: MakeHeader): Answers {
  const { code: _, ...known } = receiptExample(baseUrl);
  return {
    201: json(say('answers.filed'), ref('Receipt'), receiptExample(baseUrl), { Location: header('location') }),
    200: json(say('answers.duplicate'), ref('KnownRequest'), { ...known, duplicate: true }),
    400: problem(say('answers.unreadable')),
    413: problem(say('answers.tooLarge')),
    415: problem(say('answers.mediaType')),
    422: refusal(say, say('examples.notFiled'), 'requester[identity_number]', say('examples.nik'), 'answers.notFiled'),
    429: tooMany(say, header),
    503: problem(say('answers.noNextCalendar')),
  };
}

const tooMany = (say: Say, header: MakeHeader) => ({
  ...problem(say('answers.tooMany')),
  headers: { 'Retry-After': header('retryAfter') },
});
