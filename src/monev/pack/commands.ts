import { localDay } from '../../calendar/working-days';
import type { MonevRoundRow } from '../../db/tables/monev';
import type { Deps } from '../../deps';
import type { ZipEntry } from '../../storage/zip';
import { evidenceNow } from '../evidence-queries';
import { questionnaireJson } from '../exchange';
import { type Frozen, frozenOf, readFrozen } from '../frozen';
import { answersOf, freezeOf } from '../queries';
import { readQuestionnaire } from '../rounds';
import { standingOf } from '../standing';
import type { Words } from '../words';
import { extracts, type Proof } from './entries';
import { answersCsv, indexPage } from './index-page';
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
  const proofs: Proof[] = [
    ...(await textProofs(deps, today, words)),
    ...(await figureProofs(deps, round.service_year, today, words)),
    ...(await extracts(deps, round, today, words)),
    ...(await annualProofs(deps, round.service_year)),
  ];
  const state = words.t(`monev:state.${round.state}`);
  const facts = { baseUrl: config.baseUrl, proofs, state };
  return {
    name: `bukti-e-monev-${round.year}-${round.commission}.zip`,
    mtime: new Date(round.changed_at),
    entries: [
      { name: 'indeks.html', content: Buffer.from(indexPage(frozen, facts, words)) },
      { name: 'jawaban.csv', content: Buffer.from(answersCsv(frozen, facts, words)) },
      { name: 'jawaban.json', content: Buffer.from(answersJson(frozen)) },
      { name: 'kuesioner.json', content: Buffer.from(questionnaireJson(frozen.questionnaire)) },
      ...proofs.map(({ name, content }) => ({ name, content })),
    ],
  };
}

/** Which officer answered is the office's own matter. */
const answersJson = ({ answers, ...rest }: Frozen): string =>
  `${JSON.stringify({ ...rest, answers: answers.map(({ by: _, ...answer }) => answer) }, null, 2)}\n`;

async function contentOf(deps: Deps, round: MonevRoundRow): Promise<Frozen> {
  const last = round.state === 'frozen' ? await freezeOf(deps.db, round.id, null) : null;
  if (last) return readFrozen(last);
  const questionnaire = readQuestionnaire(round);
  const [answers, evidence] = [await answersOf(deps.db, round.id), await evidenceNow(deps, round.service_year)];
  return frozenOf(round, questionnaire, standingOf(questionnaire, answers, evidence), deps.clock.now().toISOString());
}
