import { corrected, correctionFits, enteredDays } from '../../src/workflow/dispute-corrections';
import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import { CAL } from './facts';
import { DISPUTE_IN, dispute } from './later-facts';

const FINAL = { ...DISPUTE_IN.final, execute_by: '2027-02-05' };
const TODAY = '2027-12-01';

test('only a day that was entered can be corrected', () => {
  expect(enteredDays(dispute())).toEqual([]);
  expect(enteredDays(DISPUTE_IN.filed)).toEqual(['filed_on']);
  expect(enteredDays(FINAL)).toEqual(expect.arrayContaining(['filed_on', 'decided_on', 'ended_on']));
  expect(enteredDays(FINAL)).not.toContain('executed_on');
});

test('a decision is not later than the day by which it is carried out; other days do not know that day', () => {
  const open: DisputeFacts = { ...FINAL, ended_on: null };
  const fits = (which: string, on: string, facts = open) => correctionFits(facts, { which, on }, TODAY);
  expect(fits('decided_on', '2027-02-05')).toBeNull();
  expect(fits('decided_on', '2027-02-06')).toBe('after_next_step');
  expect(fits('decided_on', '2027-02-06', { ...open, execute_by: null })).toBeNull();
  expect(fits('ended_on', '2027-02-06', { ...open, ended_on: '2027-02-01' })).toBeNull();
});

test('a petition on the last day of the window is in time', () => {
  const late = (on: string) => corrected(DISPUTE_IN.filed, { which: 'filed_on', on }, CAL).filed_late;
  expect([late(DISPUTE_IN.filed.file_by), late('2027-01-15')]).toEqual([0, 1]);
  expect(DISPUTE_IN.filed.file_by).toBe('2027-01-14');
});
