import { GENESIS } from '../../src/audit/chain';
import { type AuditEntry, appendEvent, chainRows } from '../../src/audit/commands';
import { type Db, isPostgres, writing } from '../../src/db/connect';
import { ensureRegion } from '../../src/reference/commands';

const AT = '2026-12-11T02:00:00.000Z';

export async function region(db: Db): Promise<number> {
  return (await ensureRegion(db, { name: 'Kabupaten Demak', timezone: 'Asia/Jakarta', now: AT })).id;
}

/** What a filing tells of a case, and its row has. */
const FACTS = {
  state: 'registered',
  ...{ received_on: '2026-12-11', recorded_on: '2026-12-11', due_on: '2026-12-29', ladder_since: AT },
  open_objections: 0,
};

const entry = (regionId: number, kind: string): AuditEntry => ({
  regionId,
  kind,
  occurredAt: AT,
  recordedAt: AT,
  actor: { role: 'ppid', userId: 3, name: 'Sri Wahyuni' },
  detail: { kind },
});

/** A case with its row, its chain and its head, as a filing leaves it. */
export async function aCase(db: Db, regionId: number, publicId: string, kinds: string[]): Promise<void> {
  const told = Object.fromEntries(
    Object.entries(FACTS).map(([name, value]) => [name, [null, value] as [unknown, unknown]]),
  );
  await writing(db, async (trx) => {
    const { rows, head } = chainRows(
      `request:${publicId}`,
      { seq: 0, hash: GENESIS },
      kinds.map((kind, i) => ({ ...entry(regionId, kind), ...(i === 0 ? { changes: told } : {}) })),
    );
    await trx('audit_events').insert(rows);
    await trx('requests').insert({
      public_id: publicId,
      region_id: regionId,
      number: `P-2026-${publicId}`,
      source: 'live',
      channel: 'web',
      language: 'id',
      version: 1,
      seq: head.seq,
      head_hash: head.hash,
      requester_kind: 'individual',
      details: 'Anggaran',
      purpose: 'Skripsi',
      obtain: 'copy',
      deliver: 'email',
      received_at: AT,
      recorded_at: AT,
      ...FACTS,
    });
  });
}

export async function aSetting(db: Db, regionId: number, times = 1): Promise<void> {
  for (let i = 0; i < times; i++)
    await writing(db, (trx) => appendEvent(trx, 'settings', entry(regionId, 'setting_changed')));
}

/** What somebody with the database's password can do. */
export async function dropGuards(db: Db): Promise<void> {
  const tables = ['audit_events', 'audit_seals', 'audit_heads', 'case_history'];
  if (isPostgres(db)) for (const table of tables) await db.raw(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  else {
    const there = db('sqlite_master').where('type', 'trigger').whereIn('tbl_name', tables);
    for (const name of await there.pluck('name')) await db.raw(`DROP TRIGGER ${name}`);
  }
}
