import { down, up } from '../../migrations/monev-043-rounds';
import { down as downResults } from '../../migrations/monev-054-results';
import { testDb } from '../support/db';

test('the schema of the appraisal goes down and up again; a year and commission has one round', async () => {
  const { db, destroy } = await testDb('reference');
  try {
    await downResults(db);
    await down(db);
    expect(await db.schema.hasTable('monev_rounds')).toBe(false);
    await up(db);
    const row = {
      ...{ region_id: 1, year: 2026, commission: 'pusat', commission_name: 'KI', state: 'draft', service_year: 2025 },
      ...{ questionnaire: '{}', made_at: '', changed_at: '' },
    };
    await db('monev_rounds').insert(row);
    await expect(db('monev_rounds').insert(row)).rejects.toThrow();
    const freeze = { round_id: 1, number: 1, content: '{}', hash: '', score: 0, band: '', frozen_at: '' };
    await db('monev_freezes').insert(freeze);
    await expect(db('monev_freezes').delete()).rejects.toThrow('append-only');
  } finally {
    await destroy();
  }
});
