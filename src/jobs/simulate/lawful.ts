import { addDays } from '../../calendar/working-days';
import type { Decision, Exemption } from '../../letters/facts';
import type { ExemptionDecision, RequestStep } from '../../workflow/steps';
import type { ScenarioStep, Verb } from './scenario';

const CONSIDERATIONS = 'Pertimbangan tertulis yang dibuat untuk simulasi.';

/** Verbs that lean on a decision that exempts. */
export const LEANS: ReadonlySet<Verb> = new Set(['grant_partly', 'propose_refusal']);

/** The step behind a verb, with everything that the law wants beyond the scenario's own keys. Null for a verb of another case. */
export function lawfulStep(
  step: ScenarioStep,
  today: string,
  bodyId: number | null,
  exemption: ExemptionDecision | null,
): RequestStep | null {
  switch (step.do) {
    case 'declare_incomplete':
      return { do: 'declare_incomplete', missing: ['ktp'] };
    case 'assign':
      return bodyId === null ? null : { do: 'assign', body_id: bodyId };
    case 'extend':
      return { do: 'extend', ground: step.ground ?? '' };
    case 'grant':
      return { do: 'grant', provide_days: 3 };
    case 'grant_partly':
      return {
        do: 'grant_partly',
        because: step.because ?? 'not_held',
        provide_days: 3,
        exemption,
        redactions: [{ part: 'Nomor rekening', ground: 'h.3' }],
      };
    case 'propose_refusal':
      return { do: 'propose_refusal', exemption };
    case 'approve_refusal':
      return { do: 'approve_refusal', provide_days: 3 };
    case 'not_documented':
      return { do: 'not_documented', available_on: addDays(today, 60) };
    case 'complete_papers':
    case 'declare_complete':
    case 'return':
    case 'reject_refusal':
    case 'not_held':
    case 'redirect':
    case 'deliver':
    case 'withdraw':
      return { do: step.do };
    default:
      return null;
  }
}

/** What a decision says, in as few words as its letter needs. */
export function lawfulDecision(
  verb: Verb,
  step: ScenarioStep,
  today: string,
  exemption: ExemptionDecision | null,
): Decision | undefined {
  const base = { considerations: CONSIDERATIONS, under_control: true };
  const given = { ...base, format: 'soft' as const, provide_days: 3, material: 'Salinan dokumen yang diminta.' };
  const decided = exemption && namedIn(exemption);
  switch (verb) {
    case 'grant':
      return { kind: 'granted', ...given };
    case 'grant_partly': {
      const because = (step.because ?? 'not_held') as 'not_held' | 'not_documented' | 'exempt';
      const redactions = [{ part: 'Nomor rekening', ground: 'h.3', reason: 'Rahasia pribadi.' }];
      const exempt = because === 'exempt' ? { redactions, exemption: decided } : {};
      return { kind: 'granted_partly', because, ...given, ...exempt };
    }
    case 'propose_refusal':
      return { kind: 'refused', ...base, exemption: decided };
    case 'not_held':
      return { kind: 'not_held', considerations: CONSIDERATIONS, under_control: false, holder: 'Badan publik lain' };
    case 'not_documented':
      return { kind: 'not_documented', ...base, available_on: addDays(today, 60) };
    case 'redirect':
      return {
        kind: 'redirected',
        ...base,
        service: { name: 'Layanan contoh', contact: 'Loket layanan', reason: 'Bukan permohonan informasi.' },
      };
    default:
      return undefined;
  }
}

/** A decision as letters name it. */
export function namedIn({ code, number, decided_on, title, ground }: ExemptionDecision): Exemption {
  return { ...(code ? { code } : {}), number, decided_on, title, ground };
}
