import type { Decision } from '../../src/letters/facts';
import type { ObjectionAnswer } from '../../src/letters/objection-facts';
import type { ObjectionStep } from '../../src/workflow/objection-steps';
import type { RequestStep } from '../../src/workflow/steps';

const WORDS = { considerations: 'Pertimbangan tertulis untuk uji.', under_control: true };

/** What a notice says beside its step. */
export function decided(step: RequestStep): Decision | undefined {
  const given = { ...WORDS, format: 'soft' as const, material: 'Salinan.' };
  const exemption = { number: 'SK-1', decided_on: '2024-12-01', title: 'Data', ground: 'h.3' };
  const redactions = [{ part: 'NIK', ground: 'h.3', reason: 'Rahasia pribadi.' }];
  if (step.do === 'grant') return { kind: 'granted', ...given, provide_days: step.provide_days };
  if (step.do === 'grant_partly') {
    const because = step.because as 'exempt';
    const exempt = because === 'exempt' ? { redactions, exemption } : {};
    return { kind: 'granted_partly', because, ...given, provide_days: step.provide_days, ...exempt };
  }
  if (step.do === 'propose_refusal') return { kind: 'refused', ...WORDS, exemption };
  if (step.do === 'not_held') return { kind: 'not_held', ...WORDS, under_control: false, holder: 'Badan lain' };
  if (step.do === 'not_documented') return { kind: 'not_documented', ...WORDS, available_on: step.available_on };
  if (step.do !== 'redirect') return undefined;
  return { kind: 'redirected', ...WORDS, service: { name: 'Layanan', contact: 'Loket', reason: 'Bukan permohonan.' } };
}

/** What an objection's step brings along: the answer in words, or what was agreed. */
export function said(step: ObjectionStep): { step: ObjectionStep; columns?: Record<string, unknown> } {
  if (step.do === 'settle') return { step, columns: { settlement: 'Disepakati.' } };
  if (step.do !== 'answer_objection') return { step };
  const answer: ObjectionAnswer = {
    outcome: step.outcome as 'granted',
    ...{ reasons: 'Alasan.', order: step.outcome === 'upheld' ? null : 'Berikan.', exemption: null },
    by: { name: 'Atasan', office: 'Sekretaris Daerah', delegated: false },
  };
  return { step, columns: { answer: JSON.stringify(answer) } };
}
