import type { Language, Translate } from '../../i18n/catalogue';
import type { LetterSection } from '../../letters/facts';
import type { Sheet } from '../../letters/pdf/sheet';
import { present, row } from '../../letters/words';
import type { Dossier } from './dossier';

/**
 * A draft of the petition with what Perki 1/2013 Pasal 10 asks for: who petitions, why, and what the commission should
 * decide. The commission reads Indonesian, whatever the case speaks; in another language it is only to be read. Whoever
 * signs it alone knows whether it is right.
 */
export function petitionSheet(dossier: Dossier, language: Language): Sheet {
  const { objection, commission, as_of } = dossier;
  const words = language === 'id' ? dossier.id : { t: dossier.t, fmt: dossier.fmt };
  const { t } = words;
  const say = (key: string, vars: Record<string, unknown> = {}) => t(`disputes:petition.${key}`, vars);
  const { ground } = dossier.facts.objection;
  const article = t(`disputes:petition.law.${ground}`);
  return {
    title: say('title'),
    language,
    dated_on: as_of.day,
    sections: [
      {
        paragraphs: [
          say('check'),
          say('to', { commission: commission.name, address: commission.address || say('blank') }),
        ],
      },
      petitioner(dossier, t, say),
      respondent(dossier, t, say),
      {
        heading: say('reason'),
        paragraphs: [
          say('ground', { letter: ground, ground: t(`letters:ground.${ground}`), article }),
          say('asked', { details: objection.details }),
          ...(objection.position ? [say('position', { position: objection.position })] : []),
        ],
        list: history(dossier, words, say),
      },
    ],
    closing: [
      { heading: say('petitum'), paragraphs: [say('asks')], list: [say(`asks_for.${ground}`), say('asks_for.fair')] },
      { heading: say('attached'), list: attached(dossier, say) },
      { paragraphs: [say('sign'), say('name', { name: dossier.identity?.name ?? say('blank') })] },
    ],
    footer: say('footer', { number: objection.number }),
  };
}

type Say = (key: string, vars?: Record<string, unknown>) => string;

/** Pasal 10 huruf a: identity. What nobody knows is left to be filled in by hand. */
function petitioner({ identity, objection }: Dossier, t: Translate, say: Say): LetterSection {
  const kind = objection.requester_kind;
  const proxy = identity?.proxy ?? null;
  return {
    heading: say('petitioner'),
    rows: present([
      row(say('kind'), t(`workflow:requester_kind.${kind}`)),
      row(say('full_name'), identity?.name ?? say('blank')),
      row(say(kind === 'legal_body' ? 'decree' : 'nik'), identity?.identity_number || say('blank')),
      row(say('address'), identity?.address ?? say('blank')),
      row(say('phone'), identity?.phone ?? say('blank')),
      row(say('email'), identity?.email ?? say('if_any')),
      row(say('proxy'), proxy && `${proxy.name} (${proxy.identity_number})`),
    ]),
  };
}

function respondent({ body, org }: Dossier, t: Translate, say: Say): LetterSection {
  return {
    heading: say('respondent'),
    rows: present([
      row(say('body'), body ?? t('letters:label.government', { region: org.region })),
      row(say('through'), org.name),
      row(say('address'), org.address || say('blank')),
    ]),
  };
}

/** The course of the case in dates: what the petition's reason rests on. */
function history({ facts, request, objection }: Dossier, { t, fmt }: Dossier['id'], say: Say): string[] {
  const day = fmt.day;
  const { request: asked, objection: objected } = facts;
  const reached = asked?.notice_reached_on ?? null;
  return present([
    request && asked && say('history.asked', { number: request.number, day: day(asked.received_on) }),
    asked?.notified_on &&
      say(reached ? 'history.noticed_reached' : 'history.noticed', {
        day: day(asked.notified_on),
        reached: reached && day(reached),
      }),
    asked && !asked.notified_on && say('history.silent', { day: day(asked.due_on) }),
    say('history.objected', { number: objection.number, day: day(objected.received_on) }),
    objected.answered_on &&
      say(objected.answer_reached_on ? 'history.answered_reached' : 'history.answered', {
        day: day(objected.answered_on),
        outcome: objected.outcome && t(`workflow:objection.outcome.${objected.outcome}`),
        reached: objected.answer_reached_on && day(objected.answer_reached_on),
      }),
    objected.unanswered_on && say('history.unanswered', { day: day(objected.unanswered_on) }),
  ]);
}

/** Pasal 11: identity, proof of request or notice (not for ground b), proof of objection or answer, power of attorney. */
function attached({ identity, objection, facts }: Dossier, say: Say): string[] {
  return present([
    say(`papers.${objection.requester_kind}`),
    identity?.proxy ? say('papers.proxy') : null,
    facts.objection.ground === 'b' ? null : say('papers.request'),
    say('papers.objection'),
    say('papers.dates'),
  ]);
}
