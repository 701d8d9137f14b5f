import { localDay } from '../../calendar/working-days';
import type { Deps } from '../../deps';
import { beginTest } from '../../exemptions/new-commands';
import { citedDecision } from '../../exemptions/register-queries';
import { takeExemptionStep } from '../../exemptions/step-commands';
import type { StepInput } from '../../exemptions/step-input';
import type { ExemptionStep, TestSheet } from '../../workflow/exemption-facts';
import type { Role } from '../../workflow/facts';
import type { ExemptionDecision } from '../../workflow/steps';

const NUMBER = 'SK-01/PPID';

const SHEET: TestSheet = {
  title: 'Informasi contoh',
  ...{
    letter: 'h',
    item: 3,
    partial: 0,
    part: null,
    statute: null,
    until_on: null,
    opens_on: null,
    target: 'setiap-saat',
  },
  legal_basis: 'UU 14/2008 Pasal 17 huruf h angka 3',
  if_opened: 'Rahasia pribadi seseorang terungkap.',
  if_closed: 'Rahasia pribadi seseorang terlindungi.',
  public_interest: 'Kepentingan umum tidak menuntut pembukaannya.',
  term_basis: 'Selama diperlukan untuk melindungi rahasia pribadi (PP 61/2010 Pasal 8 ayat (2)).',
  testers: [{ name: 'Penguji simulasi', office: 'PPID', unit: 'Dinas Komunikasi dan Informatika' }],
};

/**
 * The decision that a scenario's refusals lean on: tested, approved by the head of the public body and enacted through the
 * real commands on the throw-away database, the first time it is needed.
 */
export async function lawfulExemption(
  deps: Deps,
  users: ReadonlyMap<Role, number>,
  bodyId: number | null,
): Promise<ExemptionDecision> {
  const known = await enacted(deps);
  if (known) return known;
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const body = bodyId ?? (await deps.db('bodies').where('region_id', deps.regionId).orderBy('id').first('id')).id;
  const userId = users.get('ppid') ?? null;
  const by = { role: 'ppid', userId };
  const test = { bodyId: body, sheet: SHEET, documentId: null, requestNumber: null, formKey: '', by };
  const { number, version } = await beginTest(deps, test);
  const approval = { kind: 'head' as const, on: today, name: 'Kepala daerah', office: 'Bupati', number: '1/SIMULASI' };
  const steps: ExemptionStep[] = [
    { do: 'complete_test' },
    { do: 'decide', number: NUMBER, decided_on: today, approval, terms: null },
  ];
  for (const [i, step] of steps.entries()) {
    const input: StepInput = { number, version: version + i, step, actor: { role: 'ppid', userId, bodyId: null }, by };
    const taken = await takeExemptionStep(deps, input);
    if (!taken.ok) throw new Error(`the simulation's decision was not enacted: ${JSON.stringify(taken)}`);
  }
  return (await enacted(deps)) as ExemptionDecision;
}

async function enacted({ db, regionId }: Deps): Promise<ExemptionDecision | null> {
  const found = await citedDecision(db, regionId, NUMBER);
  if (!found) return null;
  const { code, number, decided_on, title, ground, until } = found;
  return { code, number, decided_on, title, ground, until, attached: true };
}
