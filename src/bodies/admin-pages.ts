import type { BodyRow } from '../db/tables/bodies';
import { blankForm, type FormState } from '../web/forms';

const PATH = '/admin/badan-publik';

export type BodiesAdminView = {
  bodies: { name: string; href: string; head: string | null; email: string | null; active: boolean }[];
  /** Active bodies whose head nobody can write to: their reminders go one rung up. */
  headless: number;
};

export function bodiesAdminView(bodies: readonly BodyRow[]): BodiesAdminView {
  return {
    bodies: bodies.map((body) => ({
      name: body.name,
      href: `${PATH}/${body.slug}`,
      head: body.head_name,
      email: body.head_email,
      active: body.active === 1,
    })),
    headless: bodies.filter((body) => body.active === 1 && !body.head_email).length,
  };
}

export type BodyAdminView = {
  form: FormState;
  action: string;
  mark: string;
  name: string;
  stale: boolean;
  note: string | null;
};

/** The form of one body; what was typed stays in `typed`. `stale`: somebody else changed the body meanwhile. */
export function bodyAdminView(
  body: BodyRow,
  mark: string,
  { typed, stale = false }: { typed?: FormState; stale?: boolean } = {},
): BodyAdminView {
  const text = (value: string | null) => value ?? '';
  const stored = {
    name: body.name,
    address: text(body.address),
    email: text(body.email),
    phone: text(body.phone),
    website: text(body.website),
    head_name: text(body.head_name),
    head_title: text(body.head_title),
    head_email: text(body.head_email),
    trusted: String(body.trusted),
    ...(body.active === 1 ? { active: '1' } : {}),
  };
  const form = typed ?? blankForm(stored);
  return { form, action: `${PATH}/${body.slug}`, mark, name: body.name, stale, note: body.note };
}
