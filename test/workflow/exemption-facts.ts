import type {
  DelegationFacts,
  ExemptionFacts,
  ExemptionState,
  ExemptionStep,
  ExemptionStepName,
  TestSheet,
} from '../../src/workflow/exemption-facts';
import { decideExemption } from '../../src/workflow/exemption-machine';
import type { ExemptionContext } from '../../src/workflow/exemption-rules';
import type { Actor, Role } from '../../src/workflow/facts';

export const TODAY = '2026-12-11';

/** A whole sheet of Lampiran II, on a personal secret. */
export const SHEET: TestSheet = {
  title: 'Data penerima bantuan',
  letter: 'h',
  item: 3,
  partial: 0,
  part: null,
  legal_basis: 'UU 14/2008 Pasal 17 huruf h angka 3',
  statute: null,
  if_opened: 'Kondisi keuangan seseorang terungkap',
  if_closed: 'Rahasia pribadi terlindungi',
  public_interest: 'Jumlah penerima tetap dibuka',
  term_basis: 'Selama diperlukan',
  until_on: null,
  opens_on: null,
  target: 'setiap-saat',
  testers: [{ name: 'Sari', office: 'Sekretaris', unit: 'Dinsos' }],
};

export const DRAFT: ExemptionFacts = {
  ...SHEET,
  ...{
    state: 'draft',
    purpose: 'exempt',
    body_id: 7,
    handed_on: null,
    seen_on: null,
    tested_on: null,
    tested_by: null,
  },
  ...{ approval_kind: null, approved_on: null, approved_by: null, decided_on: null, ends_on: null },
  ...{ ended_on: null, ended_by: null, masking_due_on: null, masked_on: null, terms: null },
};

const TESTED: ExemptionFacts = { ...DRAFT, state: 'tested', tested_on: '2026-12-01', tested_by: 2 };
const DECIDED: ExemptionFacts = {
  ...TESTED,
  ...{ state: 'decided', approval_kind: 'head', approved_on: '2026-12-02', decided_on: '2026-12-03' },
  ends_on: '2026-12-10',
};
const ENDED = { ...DECIDED, ended_on: TODAY };

/** One exemption in each state; the one in force is over since yesterday. */
export const EXEMPTION_IN: Record<ExemptionState, ExemptionFacts> = {
  draft: DRAFT,
  tested: TESTED,
  decided: DECIDED,
  applied: { ...TESTED, state: 'applied', purpose: 'open', decided_on: '2026-12-03' },
  changed: { ...ENDED, state: 'changed', ended_by: 'changed' },
  revoked: { ...ENDED, state: 'revoked', ended_by: 'ruling' },
  expired: { ...ENDED, state: 'expired', ended_by: 'term' },
  dropped: { ...DRAFT, state: 'dropped' },
};

export const DELEGATION: DelegationFacts = { userId: 1, from_on: '2026-01-01', until_on: null };
export const APPROVAL = { kind: 'head', on: '2026-12-02', name: 'Bupati', office: 'Bupati', number: '5/2026' } as const;

/** One lawful way to ask for each step. */
export const EXEMPTION_LAWFUL: { [N in ExemptionStepName]: Extract<ExemptionStep, { do: N }> } = {
  save_test: { do: 'save_test', sheet: { ...SHEET, title: 'Data penerima hibah' } },
  hand_in: { do: 'hand_in' },
  take_back: { do: 'take_back' },
  return_test: { do: 'return_test' },
  complete_test: { do: 'complete_test' },
  reopen_test: { do: 'reopen_test' },
  drop_test: { do: 'drop_test' },
  approve: { do: 'approve', delegation: DELEGATION },
  decline: { do: 'decline', delegation: DELEGATION },
  decide: { do: 'decide', number: 'SK-1', decided_on: '2026-12-03', approval: APPROVAL, terms: null },
  open_by_ruling: { do: 'open_by_ruling', by: 'ruling', number: 'PTS-1', on: '2026-12-10' },
  supersede: { do: 'supersede' },
  end_early: { do: 'end_early', opens_on: '2026-12-20' },
  expire: { do: 'expire' },
  confirm_masking: { do: 'confirm_masking' },
};

export const by = (role: Role, over: Partial<Actor> = {}): ExemptionContext => ({
  today: TODAY,
  actor: { role, userId: 1, bodyId: role === 'opd' ? 7 : null, ...over },
});

/** Why a step is refused; null when it is taken. */
export function refusalOf(facts: ExemptionFacts, step: ExemptionStep, ctx: ExemptionContext): string | null {
  const decided = decideExemption(facts, step, ctx);
  return decided.ok ? null : decided.code;
}
