import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Serve = (req: IncomingMessage, res: ServerResponse) => void;

/** An agency's own system on loopback: what it answers is set path by path. `asked` counts what was asked of it. */
export async function agencySystem() {
  const paths = new Map<string, Serve>();
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://agency');
    asked.push({ path: req.url ?? '', headers: req.headers });
    const serve = paths.get(url.pathname);
    if (serve) return serve(req, res);
    res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    asked,
    serve: (path: string, serve: Serve) => void paths.set(path, serve),
    text: (path: string, body: string, headers: Record<string, string> = {}) =>
      void paths.set(path, (req, res) => {
        if (headers.ETag && req.headers['if-none-match'] === headers.ETag) return void res.writeHead(304).end();
        res.writeHead(200, headers).end(body);
      }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export type AgencySystem = Awaited<ReturnType<typeof agencySystem>>;

/** `package_search` of a CKAN portal over these titles, paged as CKAN does. */
export function ckan(titles: readonly string[]): Serve {
  return (req, res) => {
    const query = new URL(req.url ?? '/', 'http://agency').searchParams;
    const [start, rows] = [Number(query.get('start')), Number(query.get('rows'))];
    const results = titles.slice(start, start + rows).map((title) => ({
      ...{
        id: `id-${title}`,
        name: `nama-${title}`.replace(/\W+/g, '-'),
        title,
        notes: `<p>Isi ${title}</p>`,
        state: 'active',
      },
      resources: [{ format: 'csv' }, { format: 'PDF' }],
      metadata_created: '2025-03-04T00:00:00',
    }));
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ success: true, result: { count: titles.length, results } }));
  };
}
