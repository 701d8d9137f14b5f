import { expireImports } from '../catalogue/import/expire-commands';
import { runImports } from '../catalogue/import/run-commands';
import type { Deps } from '../deps';
import { runHarvests } from '../harvest/run-commands';

/**
 * Work that may take long and that no deadline waits for: lists that people sent. Beside the sweep, never in it. Goes on
 * where a process that was killed left it.
 */
export async function background(deps: Deps, signal?: AbortSignal): Promise<void> {
  await expireImports(deps);
  await runImports(deps, signal);
}

/** Reads the agencies' systems whose time has come: a slow one holds up neither the sweep nor anybody's list. */
export async function harvest(deps: Deps, signal?: AbortSignal): Promise<void> {
  await runHarvests(deps, signal ? { signal } : {});
}
