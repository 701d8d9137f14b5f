import type { Translate } from '../../i18n/catalogue';
import type { Identity } from '../identity';
import { missingPapers, requiredPapers } from '../papers';
import type { DraftPaper } from './draft';
import type { Answers, Delivery, What, Who } from './filing-forms';
import { detour, PAGE, type StepsView, stepsView } from './frame';

type Fact = { label: string; value: string | string[] | null; href: string; action: string };
export type CheckView = {
  steps: StepsView;
  groups: { heading: string; items: Fact[] }[];
  missing: string[];
  email: string | null;
  action: string;
};

export type Complete = { what: What; who: Who; identity: Identity; delivery: Delivery };

/** All answers once more before they are sent, each with the way to change it. */
export function checkView(
  answers: Complete,
  bodyName: string | null,
  papers: readonly DraftPaper[],
  t: Translate,
): CheckView {
  const { what, who, identity, delivery } = answers;
  const item = (page: keyof typeof PAGE, label: string, value: Fact['value']): Fact => ({
    label,
    value,
    href: detour(page, 'check'),
    action: t('filing:check.change'),
  });
  const required = requiredPapers(who.kind, who.byProxy);
  return {
    steps: stepsView('check', t),
    groups: [
      {
        heading: t('filing:step.what'),
        items: [
          item('what', t('filing:what.details'), what.details),
          item('what', t('filing:what.purpose'), what.purpose),
          item('what', t('filing:what.body'), bodyName ?? t('filing:what.body_unknown')),
        ],
      },
      {
        heading: t('filing:step.who'),
        items: [
          item('who', t('filing:who.kind'), t(`workflow:requester_kind.${who.kind}`)),
          ...identityItems(who, identity, item, t),
        ],
      },
      {
        heading: t('filing:step.papers'),
        items: required.map((kind) => {
          const names = papers.filter((paper) => paper.kind === kind).map((paper) => paper.name);
          return item('papers', t(`workflow:paper.${kind}`), names.length > 0 ? names : t('filing:check.not_yet'));
        }),
      },
      {
        heading: t('filing:step.delivery'),
        items: [
          item('delivery', t('filing:delivery.obtain'), t(`workflow:obtain.${delivery.obtain}`)),
          ...(delivery.obtain === 'copy'
            ? [item('delivery', t('filing:delivery.deliver'), t(`workflow:deliver.${delivery.deliver}`))]
            : []),
          item('delivery', t('filing:delivery.language'), t(`filing:delivery.language_${delivery.language}`)),
        ],
      },
    ],
    missing: missingPapers(
      who.kind,
      who.byProxy,
      papers.map((paper) => paper.kind),
    ).map((kind) => t(`workflow:paper.${kind}`)),
    email: identity.email,
    action: PAGE.check,
  };
}

type MakeItem = (page: keyof typeof PAGE, label: string, value: Fact['value']) => Fact;

function identityItems(who: Who, identity: Identity, item: MakeItem, t: Translate): Fact[] {
  const { proxy } = identity;
  const own = [
    item('identity', t(`filing:identity.name.${who.kind}`), identity.name),
    item('identity', t(`filing:identity.number.${who.kind}`), identity.identity_number),
    item('identity', t('filing:identity.email'), identity.email),
    item('identity', t('filing:identity.phone'), identity.phone),
    item('identity', t('filing:identity.address'), identity.address),
    item('identity', t('filing:identity.occupation'), identity.occupation),
  ];
  if (!proxy) return own;
  return [
    ...own,
    item('identity', t('filing:identity.proxy_name'), proxy.name),
    item('identity', t('filing:identity.proxy_nik'), proxy.identity_number),
    item('identity', t('filing:identity.proxy_address'), proxy.address),
  ];
}

/** True when every question has its answer. */
export function isComplete(answers: Answers): answers is Complete {
  return Object.values(answers).every((answer) => answer !== null);
}
