import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

type Item = { type?: string; id?: string; tag?: string; str?: string };
type Node = { role?: string; type?: string; id?: string; children?: Node[] };

/** A PDF as a program reads it: the text of each page, with its marks, and the tree of its structure. */
export type Read = {
  info: Record<string, unknown>;
  size: number[];
  items: Item[][];
  trees: Node[];
  pages: string[];
  text: string;
};

/** Someone who reads PDFs one after the other. */
export function pdfReader() {
  const worker = new Worker(join(__dirname, 'pdf-reader.mjs'));
  return {
    async read(pdf: Buffer): Promise<Read> {
      worker.postMessage(new Uint8Array(pdf));
      const [read] = (await once(worker, 'message')) as [Omit<Read, 'pages' | 'text'>];
      const pages = read.items.map((items) => items.map(({ str }) => str ?? '').join(' '));
      return { ...read, pages, text: pages.join(' ') };
    },
    close: () => worker.terminate(),
  };
}

/** A piece of text under its tags, outermost first: `Document/Table/TR/TH`. */
export type Leaf = { tags: string; text: string };

/** What is tagged, page by page in the order of reading. */
export function leavesOf({ trees, items }: Read): Leaf[] {
  const texts = new Map(items.flatMap(marked).map(({ id, text }) => [id, text]));
  const leaves: Leaf[] = [];
  const walk = ({ children = [] }: Node, tags: string[]): void => {
    for (const child of children) {
      if (child.role) walk(child, [...tags, child.role]);
      else leaves.push({ tags: tags.join('/'), text: texts.get(child.id ?? '') ?? '' });
    }
  };
  for (const tree of trees) walk(tree, []);
  return leaves;
}

/** Text that no tag holds: marked as decoration, or not marked at all. */
export function outsideOf({ items }: Read): { artifacts: string[]; unmarked: string[] } {
  const all = items.flatMap(marked).filter(({ id, text }) => id === null && text.trim() !== '');
  const textsIn = (tag: string | null) => all.filter((one) => one.tag === tag).map(({ text }) => text);
  return { artifacts: textsIn('Artifact'), unmarked: textsIn(null) };
}

function marked(page: Item[]): { id: string | null; tag: string | null; text: string }[] {
  const open: { id: string | null; tag: string | null; text: string }[] = [];
  const found = open.slice();
  for (const { type, id = null, tag = null, str = '' } of page) {
    if (type?.startsWith('begin')) {
      open.push({ id, tag, text: '' });
      found.push(open.at(-1) as (typeof open)[number]);
    } else if (type === 'endMarkedContent') open.pop();
    else {
      const inside = open.at(-1);
      if (inside) inside.text = `${inside.text} ${str}`.trim();
      else found.push({ id: null, tag: null, text: str });
    }
  }
  return found;
}
