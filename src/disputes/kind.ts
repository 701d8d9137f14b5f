import type { CaseKind, Party } from '../cases/kind';
import { letterWaits } from '../cases/mailed/queries';
import type { DisputeRow } from '../db/tables/disputes';
import type { ObjectionRow } from '../db/tables/objections';
import { objectionFacts } from '../objections/facts';
import { objectionLetter } from '../objections/letter';
import { objectorOf } from '../objections/party';
import type { DisputeFacts } from '../workflow/dispute-facts';
import { decideDispute } from '../workflow/dispute-machine';
import type { DisputeStep } from '../workflow/dispute-steps';
import { disputeLadder, disputeSystemSteps } from '../workflow/dispute-terms';
import { OBJECTION_ANSWERS } from '../workflow/objection-steps';
import { disputeFacts } from './facts';

/** A dispute, told to the engine that moves cases by time. Who it is about stands with its objection. */
export const DISPUTES: CaseKind<DisputeRow, DisputeFacts, DisputeStep> = {
  name: 'dispute',
  table: 'disputes',
  open: "state NOT IN ('window_missed', 'not_registered', 'final', 'withdrawn', 'lapsed')",
  path: 'sengketa',
  facts: disputeFacts,
  ladder: disputeLadder,
  systemSteps: disputeSystemSteps,
  decide: decideDispute,
  holder: (facts) => facts.body_id,
  since: (facts) => facts.window_from,
  dueOn: (facts) => facts.execute_by ?? facts.court_by ?? facts.mediation_by ?? facts.decide_by ?? facts.file_by,
  requestId: (row) => row.request_id,
  parties: async ({ deps, trx }, rows) => {
    const ids = rows.map((row) => row.objection_id);
    const objections: ObjectionRow[] = await trx('objections')
      .whereIn('id', ids)
      .select('id', 'public_id', 'case_key_sealed', 'identity_sealed');
    const found = new Map(objections.map((one) => [one.id, objectorOf(deps.keys, one)]));
    return new Map(
      rows.flatMap((row): [number, Party][] => {
        const party = found.get(row.objection_id);
        return party ? [[row.id, party]] : [];
      }),
    );
  },
  // The window runs from the day the answer reached him: one that never left the office ends no window.
  waits: async ({ deps, trx }, row, step) =>
    step === 'miss_window' &&
    letterWaits(deps, trx, { kind: 'objection', id: row.objection_id, letters: OBJECTION_ANSWERS }),
  letter: async (world, row, facts, party, wish) => {
    const objection: ObjectionRow = await world.trx('objections').where('id', row.objection_id).first();
    const dispute = { ...row, ...facts };
    return objectionLetter(world, { row: objection, facts: objectionFacts(objection), party, wish, dispute });
  },
};
