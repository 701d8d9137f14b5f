import type { Express } from 'express';

type Layer = {
  rawPath: unknown;
  slash: boolean;
  handle: { stack?: Layer[] };
  route?: { path: unknown; methods: Record<string, boolean> };
};

/**
 * Every route the application answers, as `GET /admin/pengguna/:id`, read from Express's own table. Throws on a path that
 * is no text: a regular expression could let through what nobody listed.
 */
export function registeredRoutes(app: Express): string[] {
  return [...new Set(routesIn((app.router as unknown as { stack: Layer[] }).stack, ''))].sort();
}

function routesIn(stack: readonly Layer[], mount: string): string[] {
  return stack.flatMap((layer) => {
    if (layer.route) {
      const { path, methods } = layer.route;
      return textual(path).flatMap((one) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${mount}${one}`),
      );
    }
    if (!layer.handle.stack) return [];
    const below = layer.slash ? '' : layer.rawPath;
    return textual(below).flatMap((one) => routesIn(layer.handle.stack as Layer[], mount + one));
  });
}

function textual(path: unknown): string[] {
  const paths = Array.isArray(path) ? path : [path];
  for (const one of paths) if (typeof one !== 'string') throw new Error(`A route's path must be text: ${String(one)}`);
  return paths;
}
