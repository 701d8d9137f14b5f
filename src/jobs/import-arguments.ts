export type ImportAsked = { kind: 'documents' | 'requests'; file: string; dryRun: boolean; createBodies: boolean };

const FLAGS = new Set(['--dry-run', '--create-bodies']);

/**
 * Reads `documents|requests FILE [--dry-run] [--create-bodies]`. Without `--` before them npm keeps the flags to itself and
 * says so in the environment only; a trial run must not become a real one for that. Anything unknown is refused.
 */
export function readImportArguments(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): ImportAsked | { refused: 'usage' } {
  const flags = argv.filter((word) => word.startsWith('--'));
  const [kind, file, ...more] = argv.filter((word) => !word.startsWith('--'));
  if (kind !== 'documents' && kind !== 'requests') return { refused: 'usage' };
  if (!file || more.length > 0 || flags.some((flag) => !FLAGS.has(flag))) return { refused: 'usage' };
  const asked = (flag: string, name: string) => flags.includes(flag) || isOn(env[name]);
  return {
    ...{ kind, file },
    dryRun: asked('--dry-run', 'npm_config_dry_run'),
    createBodies: asked('--create-bodies', 'npm_config_create_bodies'),
  };
}

const isOn = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';
