/**
 * Checks an export of the audit log with nothing but Node (20 or newer):
 *   node pemeriksa-audit.mjs FOLDER [--key public-key.pem] [--seal HASH]…
 * --key: the key that was noted elsewhere; --seal: a head that was mailed on some day, which must be among the seals.
 * Ends with 0 when everything is as it was written, with 1 and every fault (the first hundred) when not.
 */
import { createHash, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder = '.', ...rest] = process.argv.slice(2);
const given = (name) => rest.flatMap((word, i) => (word === name && rest[i + 1] ? [rest[i + 1]] : []));
const manifest = JSON.parse(readFileSync(join(folder, 'manifes.json'), 'utf8'));
const file = join(folder, manifest.file);
const FIRST = '0'.repeat(64);
const sha = (text) => createHash('sha256').update(text).digest('hex');
const faults = [];
const fault = (text) => faults.length < 100 && faults.push(text);
// 1. The manifest is signed, and is about this very file.
const SIGNED = 'format made_at region file bytes sha256 events seals chains days last_event last_seal'.split(' ');
const key = given('--key')[0] ? readFileSync(given('--key')[0], 'utf8') : manifest.public_key;
const said = Buffer.from(JSON.stringify(SIGNED.map((name) => manifest[name])));
if (!verify(null, said, key, Buffer.from(manifest.signature, 'base64'))) fault('manifest: the signature is wrong');
const whole = createHash('sha256');
for await (const part of createReadStream(file)) whole.update(part);
if (whole.digest('hex') !== manifest.sha256) fault('file: not the file that was signed');

// 2. Every entry follows the one before it in its chain; every seal covers the entries since the seal before.
const ends = new Map();
const count = { event: 0, seal: 0, head: 0, day: 0 };
const seals = new Map();
let [seal, lastId, root, ids, number] = [FIRST, 0, createHash('sha256'), [], 0];
function onEvent(row) {
  const where = `event ${row.id} (${row.chain}, ${row.seq}, line ${number})`;
  const before = ends.get(row.chain) ?? { seq: 0, hash: FIRST };
  if (row.id <= lastId) fault(`${where}: not in the order of the log`);
  if (row.seq !== before.seq + 1) fault(`${where}: entry ${before.seq + 1} of the chain is missing or elsewhere`);
  else if (row.prev_hash !== before.hash) fault(`${where}: does not follow the entry before it`);
  if (sha(`${row.prev_hash}\n${row.payload}`) !== row.hash) fault(`${where}: the content does not match its hash`);
  else if (!agrees(row)) fault(`${where}: the columns differ from the sealed content`);
  ends.set(row.chain, { seq: row.seq, hash: row.hash });
  root.update(row.hash);
  for (let id = lastId + 1; id < row.id && ids.length < 20; id++) ids.push(id);
  lastId = row.id;
}
function agrees(row) {
  const content = JSON.parse(row.payload);
  return ['chain', 'seq', 'kind', 'occurred_at', 'recorded_at'].every((name) => content[name] === row[name]);
}
function onSeal(row) {
  const where = `seal ${row.id} (events ${row.first_event} to ${row.last_event}, line ${number})`;
  for (let id = lastId + 1; id <= row.last_event && ids.length < 20; id++) ids.push(id);
  if (row.prev_seal !== seal) fault(`${where}: does not follow the seal before it`);
  if (sha([row.prev_seal, row.first_event, row.last_event, row.root, row.sealed_at].join('\n')) !== row.seal)
    fault(`${where}: does not match its own hash`);
  if (root.digest('hex') !== row.root || lastId > row.last_event)
    fault(`${where}: not the events that were sealed${ids.length ? `; not there: ${ids.join(', ')}` : ''}`);
  seals.set(row.seal, row.last_event);
  [seal, lastId, root, ids] = [row.seal, Math.max(lastId, row.last_event), createHash('sha256'), []];
}
function onHead(row) {
  const end = ends.get(row.chain) ?? { seq: 0, hash: FIRST };
  // A case may have moved on since the seal; it may never lie behind it.
  if (end.seq > row.seq) fault(`chain ${row.chain}: goes on after its recorded head (entry ${row.seq + 1})`);
  if (end.seq === row.seq && end.hash !== row.hash) fault(`chain ${row.chain}: entry ${row.seq} is not its head`);
  ends.delete(row.chain);
}
// 3. The head of every day was signed with the key, and follows a seal that is there.
function onDay({ day, region, seal: its, last_event, signature }) {
  const text = Buffer.from(['portal-audit-head-1', region, day, its].join('\n'));
  if (!verify(null, text, key, Buffer.from(signature, 'base64')))
    fault(`day ${day}: the signature of its head is wrong`);
  if (seals.get(its) !== last_event) fault(`day ${day}: its head is not among the seals, the log was made anew`);
}
for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
  number++;
  try {
    const { type, ...row } = JSON.parse(text);
    ({ event: onEvent, seal: onSeal, head: onHead, day: onDay })[type](row);
    count[type]++;
  } catch (error) {
    fault(`line ${number}: cannot be read (${error.message})`);
  }
}
// 4. The end is where the manifest says, and nothing is left over.
for (const chain of ends.keys()) fault(`chain ${chain}: the case or thing it belongs to is gone`);
if (seal !== manifest.last_seal || lastId !== manifest.last_event) fault('end: the last seal is another');
if (['events', 'seals', 'chains', 'days'].some((name, i) => Object.values(count)[i] !== manifest[name]))
  fault(`counts: ${JSON.stringify(count)} are not those of the manifest`);
for (const hash of given('--seal'))
  if (!seals.has(hash)) fault(`head ${hash}: not among the seals, the log was made anew`);
if (!given('--key')[0])
  console.error('Without --key the key is the one in the manifest: compare it with one kept elsewhere.');
for (const text of faults) console.log(text);
if (faults.length === 0) console.log(`whole: ${count.event} events, ${count.seal} seals, head ${seal}`);
process.exit(faults.length === 0 ? 0 : 1);
