/**
 * What the thread that takes a JSON answer apart runs (`jsonPieces`): it gives only what becomes an item, cut to what a
 * document may say, so that an answer of megabytes never stands in the memory of the site as a whole.
 */

const PRUNE = `
const prune = (value, depth) => {
  if (typeof value === 'string') return value.slice(0, 20000);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.slice(0, 200).map((one) => prune(one, depth - 1));
  return Object.fromEntries(Object.entries(value).slice(0, 200).map(([key, one]) => [key, prune(one, depth - 1)]));
};
const inPieces = function* (list, size, shape) {
  for (let i = 0; i < list.length; i += size) yield shape(list.slice(i, i + size));
};
`;

/** One page of `package_search`: how many there are in all, then the packages. */
export const CKAN_JOB = `${PRUNE}
const { success, result } = value;
if (success !== true || !Array.isArray(result.results) || !Number.isInteger(result.count)) throw new Error('not CKAN');
return (function* () {
  yield { count: result.count, packages: [] };
  yield* inPieces(result.results, 25, (list) => ({ packages: list.map((one) => prune(one, 5)) }));
})();
`;

/** The nodes of a JSON-LD document, wherever they stand in it, that are datasets or lead to the next page. */
export const DCAT_JOB = `${PRUNE}
const local = (name) => String(name).split(/[:/#]/).at(-1);
const nodes = [];
const waiting = [[value, 0]];
for (let next = waiting.pop(); next; next = waiting.pop()) {
  const [one, depth] = next;
  if (depth > 8) continue;
  if (Array.isArray(one)) for (const inner of one) waiting.push([inner, depth + 1]);
  else if (typeof one === 'object' && one !== null) {
    const kinds = [one['@type'] ?? []].flat().map(local);
    if (kinds.includes('Dataset') || Object.keys(one).some((key) => /^next(Page)?$/.test(local(key)))) nodes.push(one);
    for (const inner of Object.values(one)) if (typeof inner === 'object') waiting.push([inner, depth + 1]);
  }
}
return inPieces(nodes.reverse(), 50, (list) => list.map((one) => prune(one, 6)));
`;
