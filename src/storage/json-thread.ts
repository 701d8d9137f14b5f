import { Worker } from 'node:worker_threads';

/** `job` is given the parsed value and gives an iterator of pieces; a throw says that this is not what it was taken for. */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const text = typeof workerData.source === 'string' ? workerData.source : new TextDecoder().decode(workerData.source);
const pieces = new Function('value', workerData.job)(JSON.parse(text));
const next = () => {
  const { done, value } = pieces.next();
  parentPort.postMessage(done ? { done: true } : { value });
  if (done) parentPort.close();
};
parentPort.on('message', next);
next();
`;

const LIMITS = { seconds: 60, heapMb: 768 };

/** It is no JSON, not of the shape that was expected, or too much for the time and memory it may take. */
export class UnreadableJson extends Error {}

/**
 * Takes a JSON text apart in a thread of its own: megabytes of it take seconds, in which the site must answer. What `job`
 * (the body of a function of `value`) chooses comes back piece by piece, so that taking it over holds nobody up either.
 */
export async function* jsonPieces<Piece>(
  source: string | Buffer,
  job: string,
  { seconds, heapMb } = LIMITS,
): AsyncGenerator<Piece> {
  const worker = new Worker(READER, {
    eval: true,
    workerData: { source: typeof source === 'string' ? source : new Uint8Array(source), job },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let settle: (answer: { value?: Piece; done?: true } | Error) => void = () => undefined;
  const failed = (why: string) => settle(new UnreadableJson(why));
  const answered = () =>
    new Promise<{ value?: Piece; done?: true }>((resolve, reject) => {
      settle = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer));
    });
  const timer = setTimeout(() => failed('too long'), seconds * 1000);
  worker.on('message', (answer) => settle(answer));
  worker.on('error', (error) => failed(error.message));
  worker.on('exit', () => failed('it gave nothing'));
  try {
    for (let answer = answered(); ; ) {
      const { value, done } = await answer;
      if (done) return;
      answer = answered();
      // Whoever throws over there while nobody listens must not end the process.
      answer.catch(() => undefined);
      yield value as Piece;
      await new Promise((resolve) => setImmediate(resolve));
      worker.postMessage('next');
    }
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
