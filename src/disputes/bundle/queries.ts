import type { DbOrTrx } from '../../db/connect';
import type { CaseFileRow } from '../../db/tables/cases';
import type { DisputeRow } from '../../db/tables/disputes';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import { chainEvents, disputeOf, type StoredEvent } from '../queries';
import type { CaseName } from '../timeline';

/** Every row that the ready file of an objection is made of. */
export type DossierRows = {
  objection: ObjectionRow;
  dispute: DisputeRow | null;
  request: RequestRow | null;
  body: string | null;
  letters: LetterRow[];
  requestFiles: RequestFileRow[];
  caseFiles: CaseFileRow[];
  events: Record<CaseName, StoredEvent[]>;
};

/** Reads an objection with its request and its dispute. Each case holds few letters, files and events. */
export async function dossierRows(db: DbOrTrx, objection: ObjectionRow): Promise<DossierRows> {
  const dispute = await disputeOf(db, objection.id);
  const request: RequestRow | null =
    objection.request_id === null ? null : ((await db('requests').where('id', objection.request_id).first()) ?? null);
  const bodyId = dispute?.body_id ?? objection.body_id;
  const cases: [CaseName, { id: number; public_id: string } | null][] = [
    ['request', request],
    ['objection', objection],
    ['dispute', dispute],
  ];
  const [body, letters, requestFiles, caseFiles, ...chains] = await Promise.all([
    bodyId === null ? null : db('bodies').where('id', bodyId).first('name'),
    ofCases<LetterRow>(db, 'letters', cases),
    request ? db('request_files').where('request_id', request.id).orderBy('id').limit(200) : [],
    ofCases<CaseFileRow>(db, 'case_files', cases),
    ...cases.map(([name, row]) => (row ? chainEvents(db, `${name}:${row.public_id}`) : [])),
  ]);
  const [ofRequest = [], ofObjection = [], ofDispute = []] = chains;
  return {
    ...{ objection, dispute, request, letters, requestFiles, caseFiles },
    body: body?.name ?? null,
    events: { request: ofRequest, objection: ofObjection, dispute: ofDispute },
  };
}

async function ofCases<R>(
  db: DbOrTrx,
  table: 'letters' | 'case_files',
  cases: readonly [CaseName, { id: number } | null][],
): Promise<R[]> {
  const query = db(table).orderBy('id').limit(600);
  query.where((q) => {
    for (const [case_kind, row] of cases) if (row) q.orWhere({ case_kind, case_id: row.id });
  });
  return query;
}
