import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { type Trx, writing } from '../db/connect';
import type { RetentionItemRow, RetentionListRow } from '../db/tables/retention';
import type { Deps } from '../deps';
import { listDigest } from './digest';
import { eraseCase } from './erase-commands';
import { removeFiles } from './file-commands';
import { kindOf } from './kinds';
import { rulesOf } from './queries';
import { RETENTION_CHAIN } from './rule-commands';

/** Cases of one transaction: the site answers in between, and what a kill undoes is done again soon. */
const BATCH = 20;

const BY = { role: 'system' } as const;

/**
 * Carries approved lists out. Each batch and what became of its cases commit together, so that a run that is broken off goes
 * on by itself and destroys nothing twice; of two sweeps at once one takes a batch and the other the next. Bytes of files are
 * removed after the commit that took their rows, and tried again until they are gone.
 */
export async function runErasures(deps: Deps): Promise<number> {
  let erased = 0;
  const approved: { id: number }[] = await deps
    .db('retention_lists')
    .where({ region_id: deps.regionId, state: 'approved' })
    .orderBy('id')
    .select('id');
  for (const { id } of approved) {
    try {
      for (let after: string | null = ''; after !== null; ) {
        const step: { erased: number; after: string | null } = await eraseBatch(deps, id, after);
        erased += step.erased;
        after = step.after;
      }
    } catch (error) {
      deps.log.error({ err: error, list: id }, 'a list of records to destroy could not be carried out');
    }
  }
  await removeFiles(deps);
  return erased;
}

/** One batch; `after` is null when this list is at its end, or taken by nobody any more. */
async function eraseBatch(deps: Deps, id: number, after: string): Promise<{ erased: number; after: string | null }> {
  return writing(deps.db, async (trx) => {
    const list: RetentionListRow = await trx('retention_lists').where({ id }).forUpdate().first();
    const kind = kindOf(list.kind);
    if (list.state !== 'approved' || !kind) return { erased: 0, after: null };
    const items: RetentionItemRow[] = await trx('retention_items')
      .where({ list_id: id, state: 'listed' })
      .where('number', '>', after)
      .orderBy('number')
      .limit(BATCH);
    const now = deps.clock.now().toISOString();
    const { timezone } = deps.config;
    const rules = await rulesOf(trx, list.region_id);
    const asked = { regionId: list.region_id, rules, today: localDay(now, timezone), timezone };
    const order = { list: list.number, now, by: BY };
    const sums = {
      erased: list.erased,
      skipped: list.skipped,
      files: list.files,
      bytes: Number(list.bytes),
      letters: list.letters,
      mails: list.mails,
    };
    for (const item of items) {
      const done = await eraseCase({ trx, asked, kind, order, i18n: deps.i18n }, item);
      if (done.state === 'busy') continue;
      if (done.state === 'skipped') {
        sums.skipped += 1;
        await note(trx, item, { state: 'skipped', why: done.why, done_at: now });
        continue;
      }
      sums.erased += 1;
      sums.files += done.files.length;
      sums.bytes += done.files.reduce((sum, { size }) => sum + size, 0);
      sums.letters += done.letters;
      sums.mails += done.mails;
      await note(trx, item, { state: 'erased', files: done.files.length, digest: done.digest, done_at: now });
      const gone = done.files.map(({ stored_name }) => ({ stored_name, list_id: id, tries: 0, next_try_at: '' }));
      if (gone.length > 0) await trx('retention_files').insert(gone);
    }
    await trx('retention_lists').where({ id }).update(sums);
    const left = await trx('retention_items').where({ list_id: id, state: 'listed' }).first('number');
    if (!left) await certify(trx, { ...list, ...sums }, now);
    const last = items.at(-1);
    return { erased: sums.erased - list.erased, after: left && last ? last.number : null };
  });
}

const note = (trx: Trx, { list_id, case_kind, case_id }: RetentionItemRow, to: Partial<RetentionItemRow>) =>
  trx('retention_items').where({ list_id, case_kind, case_id }).update(to);

/** The certificate (berita acara) as an event: what was destroyed, by whose decision, and the hash over every line. */
async function certify(trx: Trx, list: RetentionListRow, now: string): Promise<void> {
  const hash = listDigest();
  const lines: RetentionItemRow[] = await trx('retention_items').where('list_id', list.id).orderBy('number');
  for (const line of lines) hash.add(line);
  const digest = hash.end();
  const { id, number, kind, cases, erased, skipped, files, bytes, letters, mails } = list;
  await trx('retention_lists')
    .where({ id })
    .update({ state: 'done', version: list.version + 1, digest, finished_at: now });
  await appendEvent(trx, RETENTION_CHAIN, {
    ...{ regionId: list.region_id, kind: 'destruction_certified', occurredAt: now, recordedAt: now, actor: BY },
    detail: {
      ...{ list: number, record: kind, cases, erased, skipped, files, bytes, letters, mails, digest },
      ...{ proposed_by: list.proposed_by, approved_by: list.decided_by, rule: JSON.parse(list.basis) },
    },
  });
}
