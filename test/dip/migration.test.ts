import { down, up } from '../../migrations/dip-026-register';
import { testDb } from '../support/db';

test('the schema of the register goes down and up again', async () => {
  const { db, destroy } = await testDb('reference');
  try {
    await down(db);
    expect(await db.schema.hasTable('dip_rows')).toBe(false);
    await up(db);
    await db('dip_versions').insert({
      ...{ public_id: 'satu', region_id: 1, state: 'compiling', proposed_at: '2026-12-11T02:00:00.000Z' },
      rows_hash: '0'.repeat(64),
    });
    await expect(db('dip_versions').delete()).rejects.toThrow('never deleted');
    // One open proposal in a region.
    await expect(
      db('dip_versions').insert({ public_id: 'dua', region_id: 1, state: 'proposed', proposed_at: '', rows_hash: '' }),
    ).rejects.toThrow();
  } finally {
    await destroy();
  }
});
