import type { Translate } from '../../i18n/catalogue';
import { type Identity, maskNumber } from '../../requests/identity';
import type { DraftPaper } from '../../requests/public/draft';
import type { StepsView } from '../../requests/public/frame';
import type { Format } from '../../web/format';
import type { ObjectionWindow } from '../../workflow/objection-window';
import type { ObjectionContent } from './draft';
import type { Answers } from './forms';
import { detour, PAGE, stepsView } from './frame';
import { papersNeeded } from './question-pages';

type Fact = { label: string; value: string | string[] | null; href: string | null; action: string | null };
export type CheckView = {
  steps: StepsView;
  groups: { heading: string; items: Fact[] }[];
  /** It would come after its window: said before it is sent. */
  late: string | null;
  missing: string[];
  email: string | null;
  action: string;
};

/** What the check shows beside the answers. */
export type Beside = {
  /** Who objects, with the proxy as it will stand: typed, or copied from the request. */
  identity: Identity;
  request: { number: string; details: string } | null;
  bodyName: string | null;
  itemTitle: string | null;
  window: ObjectionWindow | null;
};

/** All answers once more before they are sent, each with the way to change it. */
export function checkView(
  content: ObjectionContent,
  answers: Answers,
  beside: Beside,
  { fmt, t }: { fmt: Format; t: Translate },
): CheckView {
  const { identity, window } = beside;
  const item = (page: keyof typeof PAGE | null, label: string, value: Fact['value']): Fact => ({
    label,
    value,
    href: page && detour(page, true),
    action: page && t('filing:check.change'),
  });
  const needed = papersNeeded(answers);
  const groups = [
    { heading: t('objecting:check.what'), items: whatItems(answers, beside, item, { fmt, t }) },
    { heading: t('objecting:check.who'), items: whoItems(answers, identity, item, t) },
    ...(needed.length > 0
      ? [{ heading: t('objecting:step.papers'), items: paperItems(needed, content.papers, item, t) }]
      : []),
  ];
  return {
    steps: stepsView(content, 'check', t),
    groups,
    late: window?.late && window.object_by ? t('objecting:check.late', { day: fmt.day(window.object_by) }) : null,
    missing: needed
      .filter((kind) => !content.papers.some((paper) => paper.kind === kind))
      .map((kind) => t(`workflow:paper.${kind}`)),
    email: identity.email,
    action: PAGE.check,
  };
}

type MakeItem = (page: keyof typeof PAGE | null, label: string, value: Fact['value']) => Fact;

function whatItems(
  { missing, ground, course }: Answers,
  { request, bodyName, itemTitle }: Beside,
  item: MakeItem,
  { fmt, t }: { fmt: Format; t: Translate },
): Fact[] {
  const letter = ground ?? 'b';
  const words = t('objecting:ground.label', { letter, words: t(`letters:ground.${letter}`) });
  const about =
    request !== null
      ? [
          item(null, t('objecting:check.request'), request.number),
          item(null, t('letters:row.details'), request.details),
          item('ground', t('objecting:ground.field'), words),
        ]
      : [
          item(null, t('objecting:ground.field'), words),
          item('missing', t('objecting:missing.details'), missing?.details ?? null),
          item('missing', t('objecting:missing.body'), bodyName ?? t('objecting:missing.body_unknown')),
          item('missing', t('objecting:missing.item'), itemTitle ?? t('objecting:missing.item_none')),
          item('missing', t('objecting:missing.found_on'), missing && fmt.day(missing.found_on)),
        ];
  return [
    ...about,
    item('course', t('objecting:course.position'), course?.position ?? null),
    item('course', t('objecting:course.purpose'), course?.purpose ?? null),
  ];
}

/** Identity numbers stand here by their last digits only: the page may be seen over a shoulder. */
function whoItems({ who }: Answers, identity: Identity, item: MakeItem, t: Translate): Fact[] {
  const { proxy } = identity;
  const own = who === null ? null : 'identity';
  const kind = who?.kind ?? 'individual';
  return [
    item(own, who ? t(`filing:identity.name.${kind}`) : t('objecting:check.name'), identity.name),
    item(
      own,
      who ? t(`filing:identity.number.${kind}`) : t('objecting:check.number'),
      maskNumber(identity.identity_number),
    ),
    item(own, t('filing:identity.email'), identity.email),
    item(own, t('filing:identity.phone'), identity.phone),
    item(own, t('filing:identity.address'), identity.address),
    ...(who ? [item(own, t('filing:identity.occupation'), identity.occupation)] : []),
    ...(who === null || proxy
      ? [
          item(
            who ? 'identity' : 'proxy',
            t('filing:identity.proxy_name'),
            proxy?.name ?? t('objecting:check.no_proxy'),
          ),
        ]
      : []),
    ...(proxy
      ? [item(who ? 'identity' : 'proxy', t('filing:identity.proxy_nik'), maskNumber(proxy.identity_number))]
      : []),
  ];
}

function paperItems(needed: readonly string[], papers: readonly DraftPaper[], item: MakeItem, t: Translate): Fact[] {
  return needed.map((kind) => {
    const names = papers.filter((paper) => paper.kind === kind).map((paper) => paper.name);
    return item('papers', t(`workflow:paper.${kind}`), names.length > 0 ? names : t('filing:check.not_yet'));
  });
}
