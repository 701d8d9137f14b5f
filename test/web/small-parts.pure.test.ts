import { z } from 'zod';
import { icon } from '../../src/web/icons';
import { decodeCursor, encodeCursor, rowId, withQuery } from '../../src/web/pagination';
import { part, REQUIRED } from '../../src/web/part';
import { returnPath } from '../../src/web/return-path';
import { strictView } from '../../src/web/strict-view';

describe('returnPath', () => {
  it.each(['/', '/petugas?x=1#y', '/informasi/a b'])('goes to %j', (path) => {
    expect(returnPath(path, '/no')).not.toBe('/no');
  });

  it.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '',
    undefined,
    ['/a'],
    '/\t/evil.test',
    '/..//evil.test',
    '/a/%2e%2e//evil.test',
    '/./\\evil.test',
    `/${'x'.repeat(3000)}`,
  ])('does not go to %j', (path) => {
    expect(returnPath(path, '/no')).toBe('/no');
  });
});

describe('cursors', () => {
  const place = z.tuple([z.string(), z.number().int()]);

  it('come back as they went', () => {
    const text = encodeCursor(['2026-12-29', 7]);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeCursor(place, text)).toEqual(['2026-12-29', 7]);
  });

  it.each(['', 'x', encodeCursor({ a: 1 }), '%%%', undefined, ['a'], 'x'.repeat(2000)])('are null for %j', (text) => {
    expect(decodeCursor(place, text)).toBeNull();
  });

  it('name no row that PostgreSQL could not count to', () => {
    expect(rowId().safeParse(2_147_483_647).success).toBe(true);
    for (const id of [2_147_483_648, 0, -1, 1.5]) expect(rowId().safeParse(id).success).toBe(false);
  });

  it('sit in addresses without empty values', () => {
    expect(withQuery('/informasi', { q: 'a&b', badan: '', tahun: 2026, sesudah: null })).toBe(
      '/informasi?q=a%26b&tahun=2026',
    );
    expect(withQuery('/informasi', {})).toBe('/informasi');
  });
});

describe('views and partials', () => {
  it('throw on a key that is not there', () => {
    const view = strictView({ list: [{ a: 1 }], none: null, at: new Date(0) }, 'p.v');
    expect(view.list.map((one) => one.a)).toEqual([1]);
    expect(view.list[9]).toBeUndefined();
    expect(view.none).toBeNull();
    expect(view.at.toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(() => (view.list[0] as unknown as { b: number }).b).toThrow('p.v.list.0.b');
  });

  it('complete what a partial was given', () => {
    expect(part('x', { a: REQUIRED, b: 2 }, { a: 1, b: undefined })).toEqual({ a: 1, b: 2 });
    expect(() => part('x', { a: REQUIRED }, {})).toThrow('needs "a"');
    expect(() => part('x', { a: REQUIRED }, undefined)).toThrow('no data');
  });

  it('draw icons by name only', () => {
    expect(icon('search')).toMatch(/^<svg class="icon"[^>]*aria-hidden="true"/);
    expect(() => icon('../package')).toThrow();
    expect(() => icon('no-such-icon')).toThrow();
  });
});
