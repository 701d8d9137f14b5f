/** Old and new value of each fact that a change really changes, as the event log keeps them. */
export function changedFacts<F extends object>(before: F, after: F): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const key of Object.keys(after) as (keyof F & string)[]) {
    if (before[key] !== after[key]) changes[key] = [before[key], after[key]];
  }
  return changes;
}
