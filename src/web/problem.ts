import type { Response } from 'express';

/** RFC 9457. `errors` names the fields of a refused body. */
export type Problem = { status: number; title: string; detail?: string; errors?: { field: string; message: string }[] };

/** Answers with `application/problem+json`. */
export function sendProblem(res: Response, problem: Problem): void {
  res
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }));
}
