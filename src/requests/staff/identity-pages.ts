import type { CaseFileRow } from '../../db/tables/cases';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import { type Identity, maskName, maskNumber, type RequesterKind } from '../identity';
import { missingPapers, PAPER_KINDS } from '../papers';
import { AREAS, type Area } from './areas';
import type { Item } from './items';
import { paperWords } from './timeline-pages';

type PaperFile = Pick<RequestFileRow | CaseFileRow, 'kind' | 'public_id' | 'name'>;

/** Who a case is about, whatever its kind; `path` is its address in the area. */
type IdentityInput = {
  area: Area;
  row: { requester_kind: RequesterKind };
  files: readonly PaperFile[];
  /** Kinds of papers that another case of the same person holds already. */
  elsewhere?: readonly string[];
  path: string;
  identity: Identity | null;
  t: Translate;
};

export type IdentityView = {
  items: Item[];
  missing: string[];
  papers: { id: string; label: string; name: string }[];
  receipt: string | null;
};

/** Who asks, as far as the area may see it; null where it may not at all. */
export function identityView({
  area,
  row,
  files,
  elsewhere = [],
  path,
  identity,
  t,
}: IdentityInput): IdentityView | null {
  const how = AREAS[area].identity;
  if (how === 'none') return null;
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
  const given = [...files.map((file) => file.kind), ...elsewhere];
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
    receipt: area === 'desk' ? `${path}/tanda-terima` : null,
  };
}

function papersOf(files: readonly PaperFile[], t: Translate): IdentityView['papers'] {
  return files
    .filter((file) => (PAPER_KINDS as readonly string[]).includes(file.kind))
    .map((file) => ({ id: file.public_id, label: paperWords(file.kind, t), name: file.name }));
}
