import { down, up } from '../../../migrations/reports-040-annual';
import { testDb } from '../../support/db';

test('the schema of the report goes down and up again; one version of a year is open at a time', async () => {
  const { db, destroy } = await testDb('reference');
  try {
    await down(db);
    expect(await db.schema.hasTable('annual_reports')).toBe(false);
    await up(db);
    const row = { region_id: 1, year: 2026, state: 'draft', texts: '{}', reasons: '{}', started_at: '' };
    await db('annual_reports').insert({ ...row, public_id: 'satu', number: 1 });
    await expect(db('annual_reports').insert({ ...row, public_id: 'dua', number: 2 })).rejects.toThrow();
    await db('annual_reports').update({ state: 'published' });
    await db('annual_reports').insert({ ...row, public_id: 'dua', number: 2 });
    await db('annual_report_texts').insert({ report_id: 1, number: 1, texts: '{}', saved_at: '' });
    await expect(db('annual_report_texts').update({ texts: '' })).rejects.toThrow('append-only');
  } finally {
    await destroy();
  }
});
