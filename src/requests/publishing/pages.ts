import type { LikelyRow } from '../../catalogue/overview-queries';
import { type FoundView, foundViews, type Scanned } from '../../catalogue/personal/ask';
import { type ChoiceGroup, subkindChoices } from '../../catalogue/subkind-choices';
import type { RequestFileRow } from '../../db/tables/requests';
import type { Translate } from '../../i18n/catalogue';
import { acceptOf } from '../../storage/file-kinds';
import type { UploadedFile } from '../../storage/upload';
import type { Format } from '../../web/format';
import { blankForm, type FormState } from '../../web/forms';
import type { RequestFacts } from '../../workflow/facts';
import type { Subject } from './subjects';

/** What the page of a case says about publishing: that its answer is published, that it can be, or what answers it already. */
export type PublishingPanel = {
  done: { title: string; href: string } | null;
  offer: string | null;
  /** Published documents that may answer an open request; `use` fills the form of the answer in. */
  likely: { title: string; body: string; href: string; use: string | null }[];
};

const OPEN: readonly string[] = ['registered', 'in_process'];
const GIVEN: readonly string[] = ['granted', 'granted_partly', 'delivered', 'closed'];

/** An answer that gave something can be published; an open request is shown what is published already. */
export const canBePublished = (facts: Pick<RequestFacts, 'state' | 'outcome'>): boolean =>
  GIVEN.includes(facts.state) && (facts.outcome === 'granted' || facts.outcome === 'granted_partly');

export const isOpenForOffers = ({ state }: Pick<RequestFacts, 'state'>): boolean => OPEN.includes(state);

type PanelInput = {
  path: string;
  ppid: boolean;
  mayGrant: boolean;
  facts: Pick<RequestFacts, 'state' | 'outcome'>;
  published: { slug: string; public_id: string; title: string; state: string } | undefined;
  likely: readonly LikelyRow[];
};

/** The panel; null when there is nothing to say. */
export function publishingPanel({
  path,
  ppid,
  mayGrant,
  facts,
  published,
  likely,
}: PanelInput): PublishingPanel | null {
  const done = published && {
    title: published.title,
    href: published.state === 'published' ? `/informasi/${published.slug}` : `/opd/informasi/${published.public_id}`,
  };
  const offer = !published && ppid && canBePublished(facts) ? `${path}/terbitkan` : null;
  const found = likely.map(({ slug, title, body_name }) => ({
    ...{ title, body: body_name, href: `/informasi/${slug}` },
    use: mayGrant ? `${path}?langkah=grant&terbit=${encodeURIComponent(slug)}#tindakan` : null,
  }));
  return done || offer || found.length > 0 ? { done: done ?? null, offer, likely: found } : null;
}

/** A file of the answer: whether it goes out, the way to open it, and what takes its place. */
export type FileChoice = {
  id: string;
  chosen: boolean;
  name: string;
  href: string;
  hint: string;
  copyField: string;
  copy: string | null;
  found: FoundView;
};

export type PublishView = {
  number: string;
  action: string;
  back: string;
  form: FormState;
  bodies: { value: string; label: string }[];
  categories: { value: string; label: string; hint: string }[];
  subkinds: ChoiceGroup[];
  files: FileChoice[];
  /** What was found in the texts that were typed. */
  foundTexts: FoundView[];
  accept: string;
  /** Files in which text still lies under a black box: the officer must say that he goes on knowingly. */
  liveText: string | null;
  /** Tokens of copies that came with the try before. */
  held: string[];
  labels: Record<string, string>;
};

/** Behind the fields of the files. */
export const TEXT_FIELDS_FROM = 100;

type PublishInput = {
  number: string;
  path: string;
  material: string | null;
  bodySlug: string | null;
  bodies: readonly { slug: string; name: string }[];
  files: readonly RequestFileRow[];
  /** In the order of the files: the copy that takes the place of each, and what was found in what would go out. */
  copies: readonly (Pick<UploadedFile, 'name' | 'size'> | null)[];
  scans: readonly (Scanned | null)[];
  said: Scanned | null;
  held: readonly string[];
  form: FormState | null;
  liveText: readonly string[];
};

/** The form that makes a document of an answer. What the officer wrote as the material given is its title at first. */
export function publishView(input: PublishInput, t: Translate, fmt: Format): PublishView {
  const first = {
    title: (input.material ?? '').slice(0, 300),
    body: input.bodySlug ?? '',
    category: 'setiap-saat',
    files: input.files.map(({ public_id }) => public_id),
  };
  const form = input.form ?? blankForm(first);
  const chosen = [form.values.files ?? []].flat();
  const found = foundViews(
    input.files.map((_, i) => input.scans[i] ?? null),
    t,
  );
  return {
    number: input.number,
    action: `${input.path}/terbitkan`,
    back: input.path,
    form,
    bodies: input.bodies.map(({ slug, name }) => ({ value: slug, label: name })),
    categories: (['setiap-saat', 'berkala'] as const).map((value) => ({
      value,
      label: t(`catalogue:category.${value}.name`),
      hint: t(`catalogue:category.${value}.short`),
    })),
    subkinds: subkindChoices(t).filter(({ only }) => only === 'berkala' || only === 'setiap-saat'),
    files: input.files.map(({ public_id, name, size, kind }, i) => {
      const copy = input.copies[i] ?? null;
      return {
        ...{ id: public_id, name, chosen: chosen.includes(public_id), copyField: `copy_${i + 1}` },
        href: `${input.path}/berkas/${public_id}`,
        hint: `${t(`desk:file.${kind}`)}, ${fmt.bytes(size)}`,
        copy: copy && t('publishing:form.copyHeld', { name: copy.name, size: fmt.bytes(copy.size) }),
        found: found[i] as FoundView,
      };
    }),
    foundTexts: foundViews([input.said], t, TEXT_FIELDS_FROM).filter(({ options }) => options.length > 0),
    accept: acceptOf('document'),
    held: [...input.held],
    labels: {
      ...Object.fromEntries(
        ['name', 'summary', 'body'].map((n) => [n === 'name' ? 'title' : n, t(`publishing:form.${n}`)]),
      ),
      ...Object.fromEntries(
        input.files.flatMap(({ name }, i) => [`copy_${i + 1}`, `confirmed_${i + 1}`].map((n) => [n, name])),
      ),
      masked: t('publishing:form.maskedShort'),
    },
    liveText: input.liveText.length > 0 ? t('publishing:form.liveText', { names: input.liveText.join(', ') }) : null,
  };
}

export type SubjectsView = {
  subjects: {
    words: string;
    count: string;
    requests: { number: string; href: string; details: string }[];
    publish: string;
  }[];
};

/** `/petugas/usulan-terbit`: what is asked again and again. */
export function subjectsView(subjects: readonly Subject[], t: Translate): SubjectsView {
  return {
    subjects: subjects.map(({ words, requests }) => ({
      words: words.join(' '),
      count: t('publishing:subjects.count', { count: requests.length }),
      requests: requests.slice(0, 10).map(({ number, details }) => ({
        number,
        href: `/petugas/permohonan/${number}`,
        details: details.replace(/\s+/g, ' ').slice(0, 160),
      })),
      publish: '/opd/informasi/baru',
    })),
  };
}
