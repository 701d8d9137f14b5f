import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A small JPEG. */
export type Painted = { jpeg: Uint8Array; width: number; height: number };

/** `null`: it is not what it says, or holds nothing to draw; `too_heavy`: it took too much time or memory. */
export type Painting = Painted | null | 'too_heavy';

const WIDTH = 400;
const LIMITS = { seconds: 20, memoryMb: 512 };

/** A picture of the first page of a PDF, or of an image, drawn in a process of its own. Never rejects for what a file is. */
export function paint(kind: 'pdf' | 'image', bytes: Buffer, limits = LIMITS): Promise<Painting> {
  // Nothing of the portal's settings goes along, and what the painter prints goes nowhere.
  const child = fork(join(__dirname, 'painter.mjs'), [], {
    env: {},
    execArgv: [`--max-old-space-size=${Math.floor(limits.memoryMb / 2)}`, '--no-warnings'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    // The painter watches itself; this is for one that cannot even do that.
    const timer = setTimeout(() => child.kill('SIGKILL'), (limits.seconds + 10) * 1000);
    let answer: Painting = 'too_heavy';
    child.once('message', (message) => {
      answer = message as Painted | null;
    });
    const end = () => {
      clearTimeout(timer);
      resolve(answer);
    };
    child.once('exit', end);
    child.once('error', end);
    child.send({ bytes, kind, width: WIDTH, ...limits }, (error) => error && child.kill('SIGKILL'));
  });
}
