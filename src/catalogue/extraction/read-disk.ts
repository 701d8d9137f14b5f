import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Extracted, LIMITS, type Limits, readerOf } from './outcomes';

const NOTHING = { text: '', pages: null };

/** `everything`: also what no search needs, with a form feed behind each page of a PDF. */
type Reading = { limits?: Limits; ending?: AbortSignal; everything?: boolean };

/** The text of a file by its bytes, read in a process of its own. Never rejects for what a file is. */
export async function readText(
  name: string,
  bytes: Buffer,
  { limits = LIMITS, ending, everything = false }: Reading = {},
): Promise<Extracted> {
  const reader = readerOf(name);
  if (!reader) return { outcome: 'other_kind', ...NOTHING };
  if (bytes.length > limits.bytes) return { outcome: 'too_large', ...NOTHING };
  // Nothing of the portal's settings goes along, and what the reader prints goes nowhere.
  const child = fork(join(__dirname, 'reader.mjs'), [], {
    env: {},
    execArgv: [`--max-old-space-size=${Math.floor(limits.memoryMb / 2)}`, '--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    // The reader watches itself; this is for a reader that cannot even do that.
    const timer = setTimeout(() => child.kill('SIGKILL'), (limits.seconds + 10) * 1000);
    let answer: Extracted = { outcome: 'too_heavy', ...NOTHING };
    child.once('message', (message) => {
      answer = message as Extracted;
    });
    const stop = () => child.kill('SIGKILL');
    ending?.addEventListener('abort', stop, { once: true });
    const end = () => {
      clearTimeout(timer);
      ending?.removeEventListener('abort', stop);
      resolve(answer);
    };
    child.once('exit', end);
    child.once('error', end);
    child.send({ bytes, reader, limits, everything }, (error) => error && child.kill('SIGKILL'));
  });
}
