/**
 * What staff do with an objection by a form. `respond` is no step of the machine: it writes down what the objector said to
 * the answer (tanggapan pemohon, Perki 1/2021 Lampiran XI) and moves nothing.
 */
export const OBJECTION_FORM_STEPS = [
  'answer_objection',
  'delegate',
  'settle',
  'execute',
  'respond',
  'record_letter',
] as const;

export type ObjectionFormStep = (typeof OBJECTION_FORM_STEPS)[number];
