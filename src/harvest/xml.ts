import { Worker } from 'node:worker_threads';
import { Refused } from './refused';

const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const { XMLParser } = require(workerData.library);
const parser = new XMLParser({
  ignoreAttributes: false, attributeNamePrefix: '@', textNodeName: '#text', parseTagValue: false, parseAttributeValue: false,
  removeNSPrefix: true, trimValues: true,
});
parentPort.postMessage(parser.parse(workerData.text, true));
`;

const LIMITS = { seconds: 30, heapMb: 512 };

/**
 * The elements of an XML text as plain values. In a thread of its own: a feed of megabytes takes seconds, in which the site
 * must answer. A text with definitions of its own is refused, so that no entity grows into a billion.
 */
export async function parseXml(text: string, { seconds, heapMb } = LIMITS): Promise<unknown> {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Refused('dtd');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library: require.resolve('fast-xml-parser'), text },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Refused('too_slow', String(seconds))), seconds * 1000);
      worker.once('message', resolve);
      worker.once('error', () => reject(new Refused('not_feed')));
      worker.once('exit', () => reject(new Refused('not_feed')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
