import type { ExemptionRow } from '../db/tables/exemptions';
import type { ExemptionFacts, Tester, TestSheet } from '../workflow/exemption-facts';

/** The consequence test as its row holds it. */
export function sheetOf(row: ExemptionRow): TestSheet {
  const { title, letter, item, partial, part, legal_basis, statute, if_opened, if_closed, public_interest } = row;
  const { term_basis, until_on, opens_on, target } = row;
  return {
    ...{ title, letter, item, partial, part, legal_basis, statute, if_opened, if_closed, public_interest },
    ...{ term_basis, until_on, opens_on, target },
    testers: JSON.parse(row.testers) as Tester[],
  };
}

/** What the machine judges an exemption by. */
export function exemptionFacts(row: ExemptionRow): ExemptionFacts {
  const { state, purpose, body_id, handed_on, seen_on, tested_on, tested_by, approval_kind, approved_on, approved_by } =
    row;
  const { decided_on, ends_on, ended_on, ended_by, masking_due_on, masked_on, terms } = row;
  return {
    ...sheetOf(row),
    ...{ state, purpose, body_id, handed_on, seen_on, tested_on, tested_by, approval_kind, approved_on, approved_by },
    ...{ decided_on, ends_on, ended_on, ended_by, masking_due_on, masked_on, terms },
  };
}

/** Facts as columns of the row. */
export function factColumns({ testers, ...facts }: ExemptionFacts): Partial<ExemptionRow> {
  return { ...facts, testers: JSON.stringify(testers) };
}

/** Old and new value of each fact that differs, for the log. */
export function changedExemption(before: ExemptionFacts, after: ExemptionFacts): Record<string, [unknown, unknown]> {
  const names = Object.keys(after) as (keyof ExemptionFacts)[];
  const differs = (name: keyof ExemptionFacts) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return Object.fromEntries(names.filter(differs).map((name) => [name, [before[name], after[name]]]));
}
