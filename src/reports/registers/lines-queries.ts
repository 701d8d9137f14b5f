import type { Db } from '../../db/connect';
import { type Asked, type Line, type Place, registerPage } from './queries';
import type { RegisterName } from './register';

const PAGE = 1_000;

/** Every line of a register in its order, read by its key a page at a time: never more than a page is in memory. */
export async function* allLines(db: Db, name: RegisterName, asked: Asked): AsyncGenerator<Line> {
  let after: Place | null = null;
  for (;;) {
    const lines: Line[] = await registerPage(db, name, asked, { after, limit: PAGE });
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < PAGE) return;
    after = last.place;
  }
}
