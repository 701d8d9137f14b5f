import { type DbOrTrx, isPostgres } from '../../db/connect';
import type { PublishedRow } from '../queries';
import { type Piece, passage, type Sought } from './passages';

// So much of a file's text is read around the first place that holds what is sought.
const AROUND = 300;
const READ = 1_200;

/**
 * The passage to show under each document of a page: of its summary, else of the text of a file. Documents without one
 * are left out. Nothing of an exempt item is read, nor of files that are held.
 */
export async function passagesOf(
  db: DbOrTrx,
  rows: readonly PublishedRow[],
  sought: Sought,
): Promise<Map<number, Piece[]>> {
  const passages = new Map<number, Piece[]>();
  const silent: number[] = [];
  for (const { id, category, summary, held_files } of rows) {
    const found = summary ? passage(summary, sought) : null;
    if (found) passages.set(id, found);
    else if (category !== 'dikecualikan' && held_files === 0) silent.push(id);
  }
  const looked = [...sought.stems, ...sought.words].filter((word) => word.length > 2);
  if (silent.length === 0 || looked.length === 0) return passages;
  const spoken: number[] = await db('document_texts').whereIn('document_id', silent).distinct().pluck('document_id');
  if (spoken.length === 0) return passages;
  for (const { document_id, piece } of await piecesOf(db, spoken, looked)) {
    if (passages.has(document_id)) continue;
    const found = passage(piece, sought);
    if (found) passages.set(document_id, found);
  }
  return passages;
}

/** For each file the part of its text where the longest word sought first stands. */
async function piecesOf(
  db: DbOrTrx,
  ids: readonly number[],
  looked: readonly string[],
): Promise<{ document_id: number; piece: string }[]> {
  const longest = [...looked].sort((a, b) => b.length - a.length).slice(0, 3);
  const at = (word: string) => db.raw(isPostgres(db) ? 'strpos(lower(text), ?)' : 'instr(lower(text), ?)', [word]);
  const pieces = [];
  for (const word of longest) {
    const found = db('document_texts')
      .whereIn('document_id', ids)
      .select('document_id', 'file_id', 'text', { at: at(word) });
    pieces.push(
      ...(await db
        .from(found.as('found'))
        .where('at', '>', 0)
        .orderBy('file_id')
        .limit(60)
        .select(
          'document_id',
          db.raw(`substr(text, CASE WHEN at > ${AROUND} THEN at - ${AROUND} ELSE 1 END, ${READ}) AS piece`),
        )),
    );
  }
  return pieces;
}
