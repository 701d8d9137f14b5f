import { calendarInForce } from '../calendar/queries';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import type { Language } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import { delegationOf } from './queries';
import { endingSoon, handedIn, returned, unmasked, waitingTests } from './turn-queries';
import {
  approvable,
  approveTurn,
  endingTurn,
  handedInTurn,
  maskingTurn,
  returnedTurn,
  type Turn,
  testedTurn,
} from './turns';

type Turning = Pick<Deps, 'db' | 'regionId' | 'clock' | 'config' | 'i18n'>;

function world(deps: Turning, lang: Language) {
  const t = deps.i18n.for(lang);
  const today = localDay(deps.clock.now(), deps.config.timezone);
  return { today, words: { t, fmt: formatIn(lang, t, deps.config.timezone) } };
}

const there = (turns: readonly (Turn | null)[]): Turn[] => turns.filter((one) => one !== null);

/** What waits for the PPID. */
export async function deskTurns(deps: Turning, lang: Language): Promise<Turn[]> {
  const { today, words } = world(deps, lang);
  const { db, regionId } = deps;
  const whose = { regionId, bodyIds: null };
  const [handed, tested, ending, files, cal] = await Promise.all([
    handedIn(db, regionId),
    waitingTests(db, regionId),
    endingSoon(db, whose, today),
    unmasked(db, whose),
    calendarInForce(db, regionId),
  ]);
  return there([
    maskingTurn('desk', files, today, words),
    endingTurn('desk', ending, { cal, today }, words),
    handedInTurn(handed, words),
    testedTurn(tested, words),
  ]);
}

/** What an agency must know of its own. */
export async function bodyTurns(deps: Turning, lang: Language, bodyIds: readonly number[]): Promise<Turn[]> {
  const { today, words } = world(deps, lang);
  const whose = { regionId: deps.regionId, bodyIds };
  const [back, ending, files, cal] = await Promise.all([
    returned(deps.db, whose),
    endingSoon(deps.db, whose, today),
    unmasked(deps.db, whose),
    calendarInForce(deps.db, deps.regionId),
  ]);
  return there([
    returnedTurn(back, words),
    maskingTurn('body', files, today, words),
    endingTurn('body', ending, { cal, today }, words),
  ]);
}

/** What waits for whoever approves by a delegation of the head; nothing for anybody else. */
export async function superiorTurns(deps: Turning, lang: Language, userId: number): Promise<Turn[]> {
  const { today, words } = world(deps, lang);
  const delegation = await delegationOf(deps.db, deps.regionId, userId, today);
  if (!delegation) return [];
  const waiting = approvable(await waitingTests(deps.db, deps.regionId), delegation, today);
  return there([approveTurn(waiting, words)]);
}
