import type { LetterSection } from '../../letters/facts';
import type { Sheet } from '../../letters/pdf/sheet';
import { present, row } from '../../letters/words';
import { isWindowState } from '../../workflow/dispute-facts';
import { papersToBring } from '../papers';
import type { Dossier } from './dossier';
import { sheetOf } from './sheets';

/** One file of the ready file as the cover lists it. */
export type Listed = { name: string; what: string; on: string | null };

/** The cover sheet: whose case it is, until when and where it goes, what to bring, and what lies in the file. */
export function coverSheet(dossier: Dossier, listed: readonly Listed[]): Sheet {
  const { t, fmt, own } = dossier;
  const say = (key: string, vars: Record<string, unknown> = {}) => t(`disputes:bundle.cover.${key}`, vars);
  return sheetOf(dossier, 'cover', {
    sections: [
      { paragraphs: [say('lead'), ...(own ? [] : [say('masked')])] },
      caseSection(dossier, say),
      requesterSection(dossier, say),
      windowSection(dossier, say),
      whereSection(dossier, say),
      { heading: say('bring'), list: papersToBring(dossier.facts.objection, dossier.objection, dossier.identity, t) },
      { heading: say('contents'), paragraphs: [say('hashes')] },
    ],
    table: {
      head: [say('name'), say('what'), say('day')],
      rows: listed.map(({ name, what, on }) => [name, what, on === null ? '' : fmt.day(on)]),
      widths: [5, 4, 3],
    },
  });
}

type Say = (key: string, vars?: Record<string, unknown>) => string;

function caseSection({ dispute, objection, request, facts, body, t, fmt }: Dossier, say: Say): LetterSection {
  const { ground } = facts.objection;
  return {
    heading: say('case'),
    rows: present([
      row(say('dispute'), dispute && !isWindowState(dispute.state) ? dispute.number : null),
      row(say('register'), dispute?.commission_number),
      row(say('state'), dispute && t(`workflow:dispute.state.${dispute.state}`)),
      row(say('objection'), `${objection.number}, ${fmt.day(objection.received_on)}`),
      row(say('request'), request ? `${request.number}, ${fmt.day(request.received_on)}` : say('no_request')),
      row(say('body'), body),
      row(say('ground'), `${ground}. ${t(`letters:ground.${ground}`)}`),
      row(say('details'), objection.details),
      row(say('purpose'), objection.purpose),
    ]),
  };
}

function requesterSection({ identity, objection, t }: Dossier, say: Say): LetterSection {
  if (!identity) return { heading: say('requester'), paragraphs: [say('erased')] };
  return {
    heading: say('requester'),
    rows: present([
      row(say('requester_kind'), t(`workflow:requester_kind.${objection.requester_kind}`)),
      row(say('requester_name'), identity.name),
      row(say(objection.requester_kind === 'legal_body' ? 'decree' : 'nik'), identity.identity_number),
      row(say('address'), identity.address),
      row(say('email'), identity.email),
      row(say('phone'), identity.phone),
      row(say('proxy'), identity.proxy && `${identity.proxy.name} (${identity.proxy.identity_number})`),
    ]),
  };
}

function windowSection({ facts, fmt }: Dossier, say: Say): LetterSection {
  const { dispute } = facts;
  const paragraphs = dispute
    ? [say('until', { from: fmt.day(dispute.window_from), day: fmt.day(dispute.file_by) })]
    : [say('until_unknown')];
  if (dispute?.filed_on) {
    paragraphs.push(say(dispute.filed_late ? 'filed_late' : 'filed', { day: fmt.day(dispute.filed_on) }));
  }
  return { heading: say('window'), paragraphs: [...paragraphs, say('fee')] };
}

function whereSection({ commission, t }: Dossier, say: Say): LetterSection {
  return {
    heading: say('where'),
    rows: present([
      row(say('commission'), commission.name),
      row(say('level'), t(`disputes:level.${commission.level}`)),
      row(say('address'), commission.address || say('ask')),
      row(say('contact'), [commission.email, commission.phone, commission.website].filter(Boolean).join(', ')),
    ]),
  };
}
