/**
 * Every table whose rows are cases. A case keeps the head of its own chain, `<prefix>:<public_id>`, in `seq` and
 * `head_hash` of its row; the verifier looks there. A new kind of case is one line here.
 */
export const CASE_CHAINS: readonly { table: string; prefix: string }[] = [
  { table: 'requests', prefix: 'request' },
  { table: 'objections', prefix: 'objection' },
  { table: 'disputes', prefix: 'dispute' },
  { table: 'breaches', prefix: 'breach' },
];
