import type { CaseKind } from '../cases/kind';
import { stepInside } from '../cases/step/commands';
import type { ObjectionRow } from '../db/tables/objections';
import { moveWindow, openDispute } from '../disputes/opening/commands';
import { REQUESTS } from '../requests/kind';
import { disputeWindowDay, objectionLadder, objectionSystemSteps } from '../workflow/objection-clocks';
import { isOpenObjection, type ObjectionFacts } from '../workflow/objection-facts';
import { decideObjection } from '../workflow/objection-machine';
import type { ObjectionStep } from '../workflow/objection-steps';
import { objectionFacts } from './facts';
import { objectionLetter } from './letter';
import { objectorOf } from './party';

const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/** An objection, told to the engine that moves cases by time. */
export const OBJECTIONS: CaseKind<ObjectionRow, ObjectionFacts, ObjectionStep> = {
  name: 'objection',
  table: 'objections',
  sealed: ['answer', 'settlement'],
  open: "state NOT IN ('upheld', 'unanswered', 'withdrawn', 'closed')",
  path: 'keberatan',
  facts: objectionFacts,
  ladder: objectionLadder,
  systemSteps: objectionSystemSteps,
  decide: decideObjection,
  holder: (facts) => facts.body_id,
  since: (facts) => facts.received_on,
  dueOn: (facts) => facts.execute_by ?? facts.due_on,
  requestId: (row) => row.request_id,
  parties: async ({ deps }, rows) =>
    new Map(
      rows.flatMap((row) => {
        const party = objectorOf(deps.keys, row);
        return party ? [[row.id, party] as const] : [];
      }),
    ),
  letter: (world, row, facts, party, wish) => objectionLetter(world, { row, facts, party, wish }),
  // With the end of an objection its request may be closed, and the window to the commission opens.
  follows: async (world, row, before, after) => {
    if (isOpenObjection(before) && !isOpenObjection(after) && row.request_id !== null) {
      const on = after.unanswered_on ?? after.answered_on ?? after.withdrawn_on ?? world.today;
      await stepInside(world, REQUESTS, {
        caseId: row.request_id,
        ...{ version: null, step: { do: 'objection_ended', on }, actor: SYSTEM, by: { role: 'system' } },
        detail: { objection: row.number },
      });
    }
    const [was, is] = [disputeWindowDay(before), disputeWindowDay(after)];
    if (is !== null && was === null) await openDispute(world, row, after, is);
    else if (is !== null && was !== null && is > was) await moveWindow(world, row, is);
  },
};
