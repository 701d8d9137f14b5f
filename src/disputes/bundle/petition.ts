import type { LetterSection } from '../../letters/facts';
import type { Sheet } from '../../letters/pdf/sheet';
import { present, row } from '../../letters/words';
import type { Dossier } from './dossier';

/**
 * A draft of the petition with what Perki 1/2013 Pasal 10 asks for: who petitions, why, and what the commission should
 * decide. In Indonesian, whatever the case speaks: the commission reads it. Only he who signs it knows whether it is right.
 */
export function petitionSheet(dossier: Dossier): Sheet {
  const { objection, commission, id, as_of } = dossier;
  const say = (key: string, vars: Record<string, unknown> = {}) => id.t(`disputes:petition.${key}`, vars);
  const { ground } = dossier.facts.objection;
  const article = id.t(`disputes:petition.law.${ground}`);
  return {
    title: say('title'),
    language: 'id',
    dated_on: as_of.day,
    sections: [
      {
        paragraphs: [
          say('check'),
          say('to', { commission: commission.name, address: commission.address || say('blank') }),
        ],
      },
      petitioner(dossier, say),
      respondent(dossier, say),
      {
        heading: say('reason'),
        paragraphs: [
          say('ground', { letter: ground, ground: id.t(`letters:ground.${ground}`), article }),
          say('asked', { details: objection.details }),
          ...(objection.position ? [say('position', { position: objection.position })] : []),
        ],
        list: history(dossier, say),
      },
      { heading: say('petitum'), paragraphs: [say('asks')], list: [say(`asks_for.${ground}`), say('asks_for.fair')] },
      { heading: say('attached'), list: attached(dossier, say) },
      { paragraphs: [say('sign'), say('name', { name: dossier.identity?.name ?? say('blank') })] },
    ],
    footer: say('footer', { number: objection.number }),
  };
}

type Say = (key: string, vars?: Record<string, unknown>) => string;

/** Pasal 10 huruf a: identity. What nobody knows is left to be filled in by hand. */
function petitioner({ identity, objection, id }: Dossier, say: Say): LetterSection {
  const kind = objection.requester_kind;
  const proxy = identity?.proxy ?? null;
  return {
    heading: say('petitioner'),
    rows: present([
      row(say('kind'), id.t(`workflow:requester_kind.${kind}`)),
      row(say('full_name'), identity?.name ?? say('blank')),
      row(say(kind === 'legal_body' ? 'decree' : 'nik'), identity?.identity_number || say('blank')),
      row(say('address'), identity?.address ?? say('blank')),
      row(say('phone'), identity?.phone ?? say('blank')),
      row(say('email'), identity?.email ?? say('if_any')),
      row(say('proxy'), proxy && `${proxy.name} (${proxy.identity_number})`),
    ]),
  };
}

function respondent({ body, org, id }: Dossier, say: Say): LetterSection {
  return {
    heading: say('respondent'),
    rows: present([
      row(say('body'), body ?? id.t('letters:label.government', { region: org.region })),
      row(say('through'), org.name),
      row(say('address'), org.address || say('blank')),
    ]),
  };
}

/** The course of the case in dates: what the petition's reason rests on. */
function history({ facts, request, objection, id }: Dossier, say: Say): string[] {
  const day = id.fmt.day;
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
        outcome: objected.outcome && id.t(`workflow:objection.outcome.${objected.outcome}`),
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
