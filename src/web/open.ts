import type { Response } from 'express';

/** Sends data that programs of other sites may read too, from their own pages. */
export function sendOpen(res: Response, type: string, body: string): void {
  res.set({
    'Cache-Control': 'public, max-age=300',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  res.set('Content-Type', type).send(body);
}
