import { staffWithRole } from '../accounts/queries';
import { localDay } from '../calendar/working-days';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import { enqueueMails } from '../mail/outbox';
import { keepSetting } from '../settings/commands';
import { type Examined, examine } from '../storage/scan/commands';

/** Where files of people and agencies are listed. */
const LISTS = [
  { table: 'document_files', sealed: false },
  { table: 'request_files', sealed: true },
  { table: 'case_files', sealed: true },
  { table: 'annual_report_files', sealed: false },
  { table: 'monev_result_files', sealed: false },
] as const;

const MARKER = 'scanned_files';
const A_PASS = 100;

type Marks = Record<string, number>;

/**
 * Has the scanner examine every file that came since the last pass, in the order of their rows, so that an infected one
 * is found before somebody asks for it; tells the administrators of each. Stops at the first that the scanner does not
 * answer for, and goes on with it next time.
 */
export async function scanNewFiles(deps: Deps): Promise<number> {
  if (!deps.config.clamdUrl) return 0;
  const { db, regionId, clock } = deps;
  const kept = await db('settings').where({ region_id: regionId, key: MARKER }).first('value');
  const marks: Marks = kept ? JSON.parse(kept.value) : {};
  let done = 0;
  for (const { table, sealed } of LISTS) {
    const columns = ['id', 'stored_name', 'sha256', 'name', ...(sealed ? ['sealed'] : [])];
    const rows: (Examined & { id: number })[] = await db(table)
      .where('id', '>', marks[table] ?? 0)
      .whereNotNull('stored_name')
      // What was erased before its turn is not there to be examined.
      .modify((list) => (table === 'document_files' ? list.whereNull('erased_at') : list))
      .orderBy('id')
      .limit(A_PASS)
      .select(columns);
    for (const row of rows) {
      const standing = await examine(deps, row);
      if (standing === 'waiting') break;
      if (standing === 'infected') await warn(deps, table, row);
      marks[table] = row.id;
      done += 1;
    }
  }
  if (done === 0) return 0;
  const setting = { key: MARKER, value: JSON.stringify(marks), now: clock.real().toISOString() };
  await writing(db, (trx) => keepSetting(trx, regionId, setting));
  return done;
}

async function warn(deps: Deps, table: string, file: Examined & { id: number }): Promise<void> {
  const { db, regionId, clock, config, keys } = deps;
  const now = clock.now().toISOString();
  const t = deps.i18n.for('id');
  const { signature } = await db('file_scans').where('sha256', file.sha256).first('signature');
  const admins = await staffWithRole(db, regionId, 'admin', null, localDay(now, config.timezone));
  const mails = admins.map((admin) => ({
    regionId,
    dedupeKey: `infected:${table}:${file.id}:${admin.id}`,
    kind: 'staff',
    to: admin.email,
    subject: t('storage:infected.subject'),
    text: t('storage:infected.text', { name: admin.name, signature, place: t(`storage:infected.${table}`) }),
  }));
  await writing(db, (trx) => enqueueMails(trx, keys, now, mails));
}
