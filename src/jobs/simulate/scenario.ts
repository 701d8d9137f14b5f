import { z } from 'zod';

/** The verbs of a scenario. */
export const VERBS = [
  'submit',
  'declare_incomplete',
  'complete_papers',
  'declare_complete',
  'assign',
  'return',
  'extend',
  'propose_refusal',
  'approve_refusal',
  'reject_refusal',
  'grant',
  'grant_partly',
  'not_held',
  'not_documented',
  'redirect',
  'deliver',
  'withdraw',
  'object',
  'answer_objection',
  'file_dispute',
  'dispute_step',
  'execute',
  'carry_out',
  'add_holiday',
] as const;

export type Verb = (typeof VERBS)[number];

const instant = z.iso.datetime({ offset: true });
const requester = z.object({ kind: z.enum(['individual', 'group', 'legal_body']).default('individual') }).loose();

const schema = z.object({
  start: instant,
  body: z.string().optional(),
  requester: requester.default({ kind: 'individual' }),
  steps: z.array(
    z
      .object({
        at: instant,
        do: z.enum(VERBS),
        /** Which of several cases: each name has a request of its own. Without it there is one. */
        case: z.string().min(1).max(60).optional(),
        requester: requester.optional(),
        execute_by: z.string().optional(),
        ground: z.string().optional(),
        because: z.string().optional(),
        body: z.string().optional(),
        outcome: z.string().optional(),
        to: z.string().optional(),
        date: z.string().optional(),
        kind: z.string().optional(),
        name: z.string().optional(),
      })
      .loose(),
  ),
  until: instant,
});

export type Scenario = z.infer<typeof schema>;
export type ScenarioStep = Scenario['steps'][number];

/** A scenario file that cannot be played; `message` is a sentence. */
export class ScenarioError extends Error {}

/** Reads a scenario from the text of its file. Throws `ScenarioError` when it is broken or its instants run backwards. */
export function readScenario(text: string): Scenario {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ScenarioError('Berkas skenario bukan JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ScenarioError(`Skenario tidak dapat dibaca di ${issue?.path.join('.') || 'akar'}: ${issue?.message}.`);
  }
  const scenario = parsed.data;
  let last = Date.parse(scenario.start);
  for (const [i, at] of [...scenario.steps.map((step) => step.at), scenario.until].entries()) {
    if (Date.parse(at) < last)
      throw new ScenarioError(`Waktu ke-${i + 1} dalam skenario (${at}) mendahului yang sebelumnya.`);
    last = Date.parse(at);
  }
  return scenario;
}
