import { localDay } from '../../calendar/working-days';
import type { MonevRoundRow } from '../../db/tables/monev';
import type { Deps } from '../../deps';
import { examine } from '../../storage/scan/commands';
import type { ZipEntry } from '../../storage/zip';
import { evidenceNow } from '../evidence-queries';
import { questionnaireJson } from '../exchange';
import { type Frozen, frozenOf, readFrozen } from '../frozen';
import { answersOf, freezeOf } from '../queries';
import { type NamedResult, resultsOf } from '../result-queries';
import { readQuestionnaire } from '../rounds';
import { standingOf } from '../standing';
import type { Words } from '../words';
import { extracts, type Proof } from './entries';
import { answersCsv, indexPage } from './index-page';
import { officialLine, officialsJson } from './official';
import { annualProofs, figureProofs, textProofs } from './papers';

export type Pack = { name: string; entries: ZipEntry[]; mtime: Date };

/**
 * The evidence pack of a round: answers with the addresses of their evidence, and what of it can be laid beside them. Of a
 * frozen round the answers are those that were frozen. Nobody who asked for information is in it.
 */
export async function evidencePack(deps: Deps, round: MonevRoundRow, words: Words): Promise<Pack> {
  const { config, clock } = deps;
  const today = localDay(clock.now(), config.timezone);
  const frozen = await contentOf(deps, round);
  const results = await resultsOf(deps.db, round.id);
  const proofs: Proof[] = [
    ...(await textProofs(deps, today, words)),
    ...(await figureProofs(deps, round.service_year, today, words)),
    ...(await extracts(deps, round, today, words)),
    ...(await annualProofs(deps, round.service_year)),
    ...(await announcements(deps, results)),
  ];
  const state = words.t(`monev:state.${round.state}`);
  const facts = { baseUrl: config.baseUrl, proofs, state, official: officialLine(results, words) };
  return {
    name: `bukti-e-monev-${round.year}-${round.commission}.zip`,
    mtime: new Date(round.changed_at),
    entries: [
      { name: 'indeks.html', content: Buffer.from(indexPage(frozen, facts, words)) },
      { name: 'jawaban.csv', content: Buffer.from(answersCsv(frozen, facts, words)) },
      { name: 'jawaban.json', content: Buffer.from(answersJson(frozen)) },
      { name: 'kuesioner.json', content: Buffer.from(questionnaireJson(frozen.questionnaire)) },
      ...(results.length > 0 ? [{ name: 'hasil-resmi.json', content: Buffer.from(officialsJson(results)) }] : []),
      ...proofs.map(({ name, content }) => ({ name, content })),
    ],
  };
}

/** Which officer answered is the office's own matter. */
const answersJson = ({ answers, ...rest }: Frozen): string =>
  `${JSON.stringify({ ...rest, answers: answers.map(({ by: _, ...answer }) => answer) }, null, 2)}\n`;

/** What was announced, as it lies in the store; none that the scanner has not called clean. */
async function announcements(deps: Deps, results: readonly NamedResult[]): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const { number, file } of results) {
    if (!file || !(await deps.files.exists(file.stored_name)) || (await examine(deps, file)) !== 'clean') continue;
    proofs.push({
      ...{ name: `bukti/hasil-resmi/${number}-${file.name}`, sources: [] },
      content: async () => deps.files.stream(file.stored_name),
    });
  }
  return proofs;
}

async function contentOf(deps: Deps, round: MonevRoundRow): Promise<Frozen> {
  const last = round.state === 'frozen' ? await freezeOf(deps.db, round.id, null) : null;
  if (last) return readFrozen(last);
  const questionnaire = readQuestionnaire(round);
  const [answers, evidence] = [await answersOf(deps.db, round.id), await evidenceNow(deps, round.service_year)];
  return frozenOf(round, questionnaire, standingOf(questionnaire, answers, evidence), deps.clock.now().toISOString());
}
