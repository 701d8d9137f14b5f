import type { Db } from '../../db/connect';
import { type Asked, type Line, type Place, registerPage } from './queries';
import type { RegisterName } from './register';

/** Lines that are read and written in one go: others are answered between two pages. */
const PAGE = 500;

/**
 * Every line of a register in its order, read by its key a page at a time: never more than two pages are in memory, the
 * one that is written and the one that is read meanwhile.
 */
export async function* allPages(db: Db, name: RegisterName, asked: Asked): AsyncGenerator<Line[]> {
  const read = (after: Place | null): Promise<Line[]> => {
    const page = registerPage(db, name, asked, { after, limit: PAGE });
    // Whoever stops half way never asks for it.
    page.catch(() => undefined);
    return page;
  };
  for (let coming: Promise<Line[]> | null = read(null); coming; ) {
    const lines: Line[] = await coming;
    const last: Line | undefined = lines.length < PAGE ? undefined : lines.at(-1);
    coming = last ? read(last.place) : null;
    yield lines;
  }
}
