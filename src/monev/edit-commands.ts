import { actorOf } from '../accounts/events';
import type { MonevRoundRow } from '../db/tables/monev';
import type { CurrentUser } from '../web/guards';
import { dropVoidAnswers } from './answer-commands';
import { type Fault, faultsOf, type Question, type Questionnaire, questionOf } from './questionnaire';
import { type Refused, type RoundDeps, recordRound, type Seen, withRound } from './record-commands';
import { readQuestionnaire } from './rounds';
import { SOURCE_CODES } from './sources';

export type Settings = Pick<MonevRoundRow, 'commission_name' | 'service_year' | 'submit_by' | 'basis'>;

/** `dropped`: answers that no longer belong to any question. */
export type Edited = { ok: true; dropped: number } | Refused | { ok: false; code: 'faults'; faults: Fault[] };

type Change = {
  questionnaire: Questionnaire;
  settings?: Partial<Settings>;
  kind: string;
  detail?: Record<string, unknown>;
};

/** Changes the questionnaire of a draft, when all that must hold still does. */
async function change(
  deps: RoundDeps,
  user: CurrentUser,
  seen: Seen,
  make: (present: Questionnaire) => Change | { refused: 'not_found' } | { faults: Fault[] },
): Promise<Edited> {
  return withRound<Edited>(deps, seen, ['draft'], async (trx, round, now) => {
    const made = make(readQuestionnaire(round));
    if ('refused' in made) return { ok: false, code: made.refused };
    const faults = 'faults' in made ? made.faults : faultsOf(made.questionnaire, SOURCE_CODES);
    if ('faults' in made || faults.length > 0) return { ok: false, code: 'faults', faults };
    const { questionnaire, settings, kind, detail = {} } = made;
    const columns = { questionnaire: JSON.stringify(questionnaire), ...settings };
    const changed = Object.entries(columns).filter(([name, value]) => round[name as keyof MonevRoundRow] !== value);
    if (changed.length === 0) return { ok: true, dropped: 0 };
    await trx('monev_rounds')
      .where('id', round.id)
      .update({ ...columns, version: round.version + 1, changed_at: now });
    const dropped = await dropVoidAnswers(trx, { ...round, ...columns });
    const changes = Object.fromEntries(
      changed.map(([name, value]) => [name, [round[name as keyof MonevRoundRow], value] as [unknown, unknown]]),
    );
    const actor = actorOf(user, 'ppid');
    await recordRound(trx, round, { kind, at: now, actor, changes, detail: { ...detail, dropped } });
    return { ok: true, dropped: dropped.length };
  });
}

export type SectionTyped = { name: string; weight: number };

/** What the page of weights sends: settings, the sections' names and weights, each question's weight, the bands' floors. */
export type Weights = {
  settings: Settings;
  share: number;
  sections: ReadonlyMap<string, SectionTyped>;
  /** A new section, which weighs nothing until something is asked in it. */
  added: { code: string; name: string } | null;
  questions: ReadonlyMap<string, number>;
  bands: ReadonlyMap<number, number>;
};

/** Sets weights and settings. A section whose name was emptied goes, when nothing is asked in it any more. */
export async function setWeights(deps: RoundDeps, user: CurrentUser, seen: Seen, typed: Weights): Promise<Edited> {
  return change(deps, user, seen, (present) => {
    const sections = present.sections.flatMap((section) => {
      const { name, weight } = typed.sections.get(section.code) ?? section;
      const questions = section.questions.map((one) => ({
        ...one,
        weight: typed.questions.get(one.code) ?? one.weight,
      }));
      const goes = name === '' && questions.length === 0;
      return goes ? [] : [{ ...section, name, weight, questions }];
    });
    const nameless = sections.find(({ name }) => name === '');
    if (nameless) return { faults: [{ code: 'section_in_use', about: nameless.code, vars: {} }] };
    const added = typed.added ? [{ ...typed.added, weight: 0, questions: [] }] : [];
    const bands = present.bands.map((band, i) => ({ ...band, from: typed.bands.get(i) ?? band.from }));
    const questionnaire = { share: typed.share, sections: [...sections, ...added], bands };
    return { questionnaire, settings: typed.settings, kind: 'monev_weights_set' };
  });
}

/** Writes a question anew, or adds it at the end of its section. `code` is the present one; null adds. */
export async function writeQuestion(
  deps: RoundDeps,
  user: CurrentUser,
  seen: Seen,
  { code, section, question }: { code: string | null; section: string; question: Question },
): Promise<Edited> {
  return change(deps, user, seen, (present) => {
    const old = code === null ? null : questionOf(present, code);
    if (code !== null && !old) return { refused: 'not_found' };
    if (!present.sections.some((one) => one.code === section))
      return { faults: [{ code: 'section_unknown', about: section, vars: {} }] };
    const stays = old?.section.code === section;
    const sections = present.sections.map((one) => {
      const without = stays ? one.questions : one.questions.filter((each) => each.code !== code);
      if (one.code !== section) return { ...one, questions: without };
      return {
        ...one,
        questions: stays ? without.map((each) => (each.code === code ? question : each)) : [...without, question],
      };
    });
    const kind = code === null ? 'monev_question_added' : 'monev_question_written';
    return { questionnaire: { ...present, sections }, kind, detail: { question: question.code } };
  });
}

export async function removeQuestion(deps: RoundDeps, user: CurrentUser, seen: Seen, code: string): Promise<Edited> {
  return change(deps, user, seen, (present) => {
    if (!questionOf(present, code)) return { refused: 'not_found' };
    const sections = present.sections.map((one) => ({
      ...one,
      questions: one.questions.filter((each) => each.code !== code),
    }));
    return { questionnaire: { ...present, sections }, kind: 'monev_question_removed', detail: { question: code } };
  });
}

/** Puts a whole questionnaire in the place of the present one; bands and share stay where the file has none. */
export async function replaceQuestionnaire(
  deps: RoundDeps,
  user: CurrentUser,
  seen: Seen,
  {
    file,
    basis,
    given,
  }: { file: string; basis: string; given: Partial<Questionnaire> & Pick<Questionnaire, 'sections'> },
): Promise<Edited> {
  return change(deps, user, seen, (present) => ({
    questionnaire: { ...present, ...given },
    settings: { basis },
    kind: 'monev_questionnaire_loaded',
    detail: { file },
  }));
}
