import type { RequestFileRow } from '../../db/tables';
import type { Translate } from '../../i18n/catalogue';
import { type Identity, maskName, maskNumber } from '../identity';
import { missingPapers, PAPER_KINDS } from '../papers';
import { AREAS, type Area, casePath } from './areas';
import type { CaseBundle } from './case-queries';
import type { Item } from './items';
import { paperWords } from './timeline-pages';

type IdentityInput = { area: Area; bundle: CaseBundle; identity: Identity | null; t: Translate };

export type IdentityView = {
  items: Item[];
  missing: string[];
  papers: { id: string; label: string; name: string }[];
  receipt: string | null;
};

/** Who asks, as far as the area may see it; null where it may not at all. */
export function identityView({ area, bundle, identity, t }: IdentityInput): IdentityView | null {
  const how = AREAS[area].identity;
  if (how === 'none') return null;
  const { row, files } = bundle;
  const kind = { label: t('desk:identity.kind'), value: t(`workflow:requester_kind.${row.requester_kind}`) };
  if (!identity)
    return {
      items: [kind, { label: t('desk:identity.name'), value: t('desk:identity.erased') }],
      missing: [],
      papers: [],
      receipt: null,
    };
  const shown = (text: string | null) => (text === null ? null : how === 'named' ? text : maskName(text));
  const item = (name: string, value: string | null): Item => ({ label: t(`desk:identity.${name}`), value });
  const given = files.map((file) => file.kind);
  const { proxy } = identity;
  return {
    items: [
      kind,
      item('name', shown(identity.name)),
      item(row.requester_kind === 'legal_body' ? 'decree' : 'nik', maskNumber(identity.identity_number)),
      item('email', shown(identity.email)),
      item('phone', identity.phone && (how === 'named' ? identity.phone : maskNumber(identity.phone))),
      item('address', shown(identity.address)),
      item('occupation', shown(identity.occupation)),
      ...(proxy ? [item('proxy', shown(proxy.name)), item('proxy_nik', maskNumber(proxy.identity_number))] : []),
    ].filter((one) => one.value !== null),
    missing: missingPapers(row.requester_kind, proxy !== null, given).map((paper) => paperWords(paper, t)),
    papers: area === 'desk' ? papersOf(files, t) : [],
    receipt: area === 'desk' ? `${casePath(area, row.number)}/tanda-terima` : null,
  };
}

function papersOf(files: readonly RequestFileRow[], t: Translate): IdentityView['papers'] {
  return files
    .filter((file) => (PAPER_KINDS as readonly string[]).includes(file.kind))
    .map((file) => ({ id: file.public_id, label: paperWords(file.kind, t), name: file.name }));
}
