import {
  DISPUTE_STATES,
  OBJECTION_ENDS,
  OBJECTION_GROUNDS,
  REFUSAL_GROUNDS,
  REQUEST_ENDS,
} from '../../reports/statistics/cell';
import { call, json, parameter, problem, refusal } from './calls';
import { count, date, entity, listOf, oneOf, ref } from './schemas';
import type { Part, Say, Schema } from './types';

/** `/api/v1/stats`: how requests were served in a year (UU 14/2008 Pasal 12), as of any day. */
export function statsPart(say: Say): Part {
  const given = (name: string, schema: Schema, key: string, example?: unknown) =>
    parameter(say, 'query', name, schema, { key, ...(example === undefined ? {} : { example }) });
  return {
    paths: {
      '/api/v1/stats': {
        get: call(say, 'getStats', {
          tag: 'stats',
          parameters: [
            given('year', { type: 'integer', minimum: 2000, maximum: 2999 }, 'statsYear', 2026),
            given('as_of', date, 'asOf', '2026-12-11'),
            given('source', oneOf(['live', 'imported']), 'source'),
          ],
          answers: {
            200: json(say('answers.stats'), ref('Stats'), STATS),
            422: refusal(say, say('examples.refused'), 'as_of', say('examples.future')),
            500: problem(say('answers.unsound'), {
              ...{ status: 500, title: say('examples.unsoundTitle'), detail: say('examples.unsound') },
            }),
          },
        }),
      },
    },
    schemas: statsSchemas(say),
  };
}

function statsSchemas(say: Say): Part['schemas'] {
  const days: Schema = { type: 'number', minimum: 0 };
  return {
    Stats: entity(say, 'stats', {
      year: { type: 'integer' },
      as_of: date,
      received: count,
      imported: count,
      ...each(REQUEST_ENDS, count),
      ...each(['open', 'on_time', 'late', 'overdue_open'], count),
      working_days: ref('StatsDays'),
      by_month: listOf(count),
      refusal_grounds: ref('RefusalGrounds'),
      objections: ref('StatsObjections'),
      disputes: ref('StatsDisputes'),
    }),
    StatsDays: entity(say, 'statsDays', { mean: days, median: days, max: count }),
    RefusalGrounds: entity(say, 'refusalGrounds', each(REFUSAL_GROUNDS, count)),
    StatsObjections: entity(say, 'statsObjections', {
      received: count,
      ...each(OBJECTION_ENDS, count),
      open: count,
      grounds: ref('ObjectionGrounds'),
    }),
    ObjectionGrounds: entity(say, 'objectionGrounds', each(OBJECTION_GROUNDS, count)),
    StatsDisputes: entity(say, 'statsDisputes', each(DISPUTE_STATES, count)),
  };
}

const each = <V>(keys: readonly string[], value: V): Record<string, V> =>
  Object.fromEntries(keys.map((key) => [key, value]));

const STATS = {
  ...{ year: 2026, as_of: '2026-12-11', received: 3, imported: 0 },
  ...{ ...each(REQUEST_ENDS, 0), granted: 1, refused: 1, open: 1, on_time: 1, late: 1, overdue_open: 0 },
  working_days: { mean: 8.5, median: 8.5, max: 12 },
  by_month: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1],
  refusal_grounds: { ...each(REFUSAL_GROUNDS, 0), h: 1 },
  objections: { received: 1, ...each(OBJECTION_ENDS, 0), open: 1, grounds: { ...each(OBJECTION_GROUNDS, 0), a: 1 } },
  disputes: each(DISPUTE_STATES, 0),
};
