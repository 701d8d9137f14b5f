import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import type { CurrentUser } from '../web/guards';
import type { DeputiesView } from './deputy-pages';
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordProblem } from './passwords';

/** `passwordSet`: the reader has just set a password and may sign in now. */
export type SignInView = { form: FormState; next: string; passwordSet: boolean };

export function signInView(next: string, { form = blankForm(), passwordSet = false } = {}): SignInView {
  return { form, next, passwordSet };
}

/** A page that is one form without more to show. */
export type FormView = { form: FormState };

export const formView = (form: FormState = blankForm()): FormView => ({ form });

/** `token` is the key of the one-time link, kept in the form. */
export type NewPasswordView = { form: FormState; token: string; minimum: number };

export function newPasswordView(token: string, form: FormState = blankForm()): NewPasswordView {
  return { form, token, minimum: PASSWORD_MIN };
}

/** One page, three forms: the name, for staff the deputy, and the password. `roles` are words. */
export type ProfileView = {
  form: FormState;
  name: string;
  email: string;
  minimum: number;
  roles: string[];
  deputies: DeputiesView | null;
};

export function profileView(
  user: CurrentUser,
  t: Translate,
  deputies: DeputiesView | null,
  form: FormState = blankForm(),
): ProfileView {
  const roles = [...new Set(user.roles.map((grant) => t(`accounts:role.${grant.role}`)))];
  return { form, name: user.name, email: user.email, minimum: PASSWORD_MIN, roles, deputies };
}

/** The sentence for a password that cannot be taken. */
export function passwordSentence(problem: PasswordProblem, t: Translate): string {
  return t(`accounts:password.${problem}`, { minimum: PASSWORD_MIN, maximum: PASSWORD_MAX });
}
