import type { ExemptionFileRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { sheetPdf } from '../letters/pdf/sheet';
import { decreeSheet, testSheet } from './papers';
import { decisionById, type ExemptionWithBody, exemptionByNumber, exemptionFiles, itemsOfDecision } from './queries';

/** As many items as one decree prints; what it covers beyond them stands in the register. */
const MOST_ITEMS = 200;

/** The consequence test of Lampiran II (of Lampiran IV where it prepares a change), ready to be signed. */
export function testPdf(deps: Deps, row: ExemptionWithBody): Promise<Buffer> {
  const t = deps.i18n.for('id');
  return sheetPdf(testSheet(row, { t, org: deps.config.org, timezone: deps.config.timezone }));
}

/** The decree of an exemption as a PDF (Lampiran III, V); null while there is none. */
export async function decreePdf(deps: Deps, row: ExemptionWithBody): Promise<{ name: string; content: Buffer } | null> {
  const decision = row.decision_id === null ? null : await decisionById(deps.db, row.decision_id);
  if (!decision) return null;
  const items = await itemsOfDecision(deps.db, decision.id, MOST_ITEMS);
  const t = deps.i18n.for('id');
  const sheet = decreeSheet(decision, items, { t, org: deps.config.org, timezone: deps.config.timezone });
  const name = `${t('exemptions:decree.file', { number: decision.number })}.pdf`.replace(/[^\p{L}\p{N} ._()-]+/gu, '-');
  return { name, content: await sheetPdf(sheet) };
}

type GivenFile = {
  kind: 'exemption';
  storedName: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  sealed: boolean;
};

/**
 * The decree of a decision as a file in the store, for a case that leans on it: the signed scan where there is one (`made`
 * false: it belongs to the decision), else the portal's own print. Null when there is no such decision.
 */
export async function storedDecree(deps: Deps, code: string): Promise<{ file: GivenFile; made: boolean } | null> {
  const row = await exemptionByNumber(deps.db, deps.regionId, code);
  const decree = row && (await decreePdf(deps, row));
  if (!row || !decree) return null;
  const signed = (await exemptionFiles(deps.db, row)).filter(({ kind }) => kind === 'decree').at(-1);
  if (signed) return { file: givenFile(signed), made: false };
  const { storedName, size, sha256 } = await deps.files.put(decree.content);
  const file = {
    kind: 'exemption' as const,
    storedName,
    size,
    sha256,
    name: decree.name,
    mediaType: 'application/pdf',
  };
  return { file: { ...file, sealed: false }, made: true };
}

function givenFile({ stored_name, name, media_type, size, sha256, sealed }: ExemptionFileRow): GivenFile {
  return {
    kind: 'exemption',
    storedName: stored_name,
    name,
    mediaType: media_type,
    size,
    sha256,
    sealed: sealed === 1,
  };
}
