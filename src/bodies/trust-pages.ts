import type { BodyRow } from '../db/tables/bodies';
import type { FormState } from '../web/forms';

const PATH = '/petugas/badan-tepercaya';

export type TrustListView = { bodies: { name: string; href: string; trusted: boolean }[]; reviewed: number };

/** The bodies with whether each publishes at once; the reviewed ones first. */
export function trustListView(bodies: readonly BodyRow[]): TrustListView {
  const lines = bodies.map(({ name, slug, trusted }) => ({
    name,
    href: `${PATH}/${slug}`,
    trusted: trusted === 1,
  }));
  const reviewed = lines.filter(({ trusted }) => !trusted);
  return { bodies: [...reviewed, ...lines.filter(({ trusted }) => trusted)], reviewed: reviewed.length };
}

export type TrustView = { form: FormState; name: string; action: string };

export function trustView(body: BodyRow, form: FormState): TrustView {
  return { form, name: body.name, action: `${PATH}/${body.slug}` };
}
