import { createHash } from 'node:crypto';
import type { FileStore } from '../../storage/disk';
import { scanFiles } from '../personal/scan-disk';
import { bytesOfFound, type FoundFile } from './files-disk';
import { holding, type JudgedGood } from './judge';

/**
 * A row with what may be personal data in its file. Nobody waits for it: it takes its turn and its time. The files of an
 * exempt item are shown to nobody.
 */
export async function lookedThrough(files: FileStore, row: JudgedGood): Promise<JudgedGood> {
  const { file, row: said } = row.ready;
  return file && said.category !== 'dikecualikan' ? holding(row, await findingsOf(files, file)) : row;
}

async function findingsOf(files: FileStore, file: FoundFile) {
  const bytes = await bytesOfFound(files, file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const load = () => Promise.resolve(bytes);
  const [scan] = await scanFiles([{ name: file.name, sha256, load }], Number.POSITIVE_INFINITY);
  return scan?.findings ?? [];
}
