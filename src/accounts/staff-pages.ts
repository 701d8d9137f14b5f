import type { UserRow } from '../db/tables/accounts';
import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import { withQuery } from '../web/pagination';
import type { HeldRole, Person, Principal } from './queries';
import { roleWords } from './role-words';
import { STAFF_ROLES } from './roles';

export type Choice = { value: string; label: string };

type Status = { label: string; tone: 'good' | 'neutral' | 'bad' };

type PersonLine = { name: string; href: string; email: string; title: string | null; roles: string[]; status: Status };

export type PeopleView = {
  q: string;
  everyone: boolean;
  people: PersonLine[];
  next: string | null;
  first: string | null;
};

const PATH = '/admin/pengguna';

/** `found` is one person longer than a page when another follows; `next` makes the address of that page. */
export function peopleView(
  t: Translate,
  asked: { q: string; everyone: boolean; paged: boolean },
  found: readonly Person[],
  limit: number,
  cursor: (last: Person) => string,
): PeopleView {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const query = { q: asked.q, tampil: asked.everyone ? 'semua' : null };
  return {
    q: asked.q,
    everyone: asked.everyone,
    people: shown.map((person) => ({
      name: person.name,
      href: `${PATH}/${person.public_id}`,
      email: person.email,
      title: person.title,
      roles: person.roles.map((held) => roleWords(t, held)),
      status: statusOf(t, person.disabled_at, person.waiting),
    })),
    next: found.length > limit && last ? withQuery(PATH, { ...query, sesudah: cursor(last) }) : null,
    first: asked.paged ? withQuery(PATH, query) : null,
  };
}

function statusOf(t: Translate, disabledAt: string | null, waiting: boolean): Status {
  if (disabledAt !== null) return { label: t('accounts:status.disabled'), tone: 'bad' };
  if (waiting) return { label: t('accounts:status.waiting'), tone: 'neutral' };
  return { label: t('accounts:status.active'), tone: 'good' };
}

export type InviteView = { form: FormState; roles: Choice[]; bodies: Choice[]; exists: string | null };

/** `exists` is the page of the account that the address has already. */
export function inviteView(
  t: Translate,
  bodies: readonly { slug: string; name: string }[],
  { form = blankForm(), exists = null }: { form?: FormState; exists?: string | null } = {},
): InviteView {
  return { form, roles: roleChoices(t), bodies: bodyOptions(bodies), exists };
}

const roleChoices = (t: Translate): Choice[] =>
  STAFF_ROLES.map((role) => ({ value: role, label: t(`accounts:role.${role}`) }));

const bodyOptions = (bodies: readonly { slug: string; name: string }[]): Choice[] =>
  bodies.map(({ slug, name }) => ({ value: slug, label: name }));

/** `link` is shown this once, and only where no mail server carries it. */
export type LinkView = { name: string; email: string; link: string | null; href: string };

export function linkView(user: { name: string; email: string; publicId: string }, link: string | null): LinkView {
  return { name: user.name, email: user.email, link, href: `${PATH}/${user.publicId}` };
}

type HeldLine = {
  words: string;
  from: string | null;
  until: string | null;
  deputyFor: string | null;
  removeAction: string;
};

export type PersonView = {
  form: FormState;
  action: string;
  name: string;
  email: string;
  title: string | null;
  employeeNumber: string | null;
  status: Status;
  disabled: boolean;
  waiting: boolean;
  held: HeldLine[];
  roles: Choice[];
  bodies: Choice[];
  principals: Choice[];
};

/** One account: its names, its roles, and what may be done with it. */
export function personView(
  t: Translate,
  user: UserRow,
  held: readonly HeldRole[],
  choices: { bodies: readonly { slug: string; name: string }[]; principals: readonly Principal[] },
  form: FormState = blankForm(),
): PersonView {
  const action = `${PATH}/${user.public_id}`;
  const others = choices.principals.filter((who) => who.public_id !== user.public_id);
  return {
    form,
    action,
    name: user.name,
    email: user.email,
    title: user.title,
    employeeNumber: user.employee_number,
    status: statusOf(t, user.disabled_at, user.password_hash === null),
    disabled: user.disabled_at !== null,
    waiting: user.password_hash === null,
    held: held.map((role) => ({
      words: roleWords(t, role),
      from: role.from_on,
      until: role.until_on,
      deputyFor: role.deputy_for_name,
      removeAction: `${action}/peran/${role.id}/cabut`,
    })),
    roles: roleChoices(t),
    bodies: bodyOptions(choices.bodies),
    principals: others.map((who) => ({ value: who.public_id, label: `${who.name} (${roleWords(t, who)})` })),
  };
}
