import { resolve } from 'node:path';

/** The folder named on the command line, from where the person stands: npm itself runs in the project's folder. */
export function folderFrom(argv: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const given = argv[2];
  return given === undefined || given === '' ? undefined : resolve(env.INIT_CWD ?? process.cwd(), given);
}
