import { z } from 'zod';
import { day, emailAddress, oneOf, optionalDay, optionalText, requiredText } from '../web/fields';
import { STAFF_ROLES } from './roles';

// A password is checked by `passwordProblem` when it is set; the bound here only keeps a novel out of the hash.
const password = () => z.string().min(1).max(1000);

const token = () => z.string().max(100).default('');

export const signInForm = z.object({
  email: requiredText(254),
  password: password(),
  lanjut: z.string().max(2000).default(''),
});

export const lostForm = z.object({ email: emailAddress() });

export const signUpForm = z.object({ name: requiredText(200), email: emailAddress() });

const repeated = { fresh: password(), again: z.string().max(1000).default('') };
const same = (typed: { fresh: string; again: string }) => typed.fresh === typed.again;
const asRepeated = { path: ['again'], message: 'accounts:form.notRepeated' };

export const newPasswordForm = z.object({ kunci: token(), ...repeated }).refine(same, asRepeated);

export const changePasswordForm = z.object({ present: password(), ...repeated }).refine(same, asRepeated);

/** Fields that `parseForm` neither trims nor gives back. */
export const SECRET = ['password', 'present', 'fresh', 'again'];

export const nameForm = z.object({ name: requiredText(200) });

const staff = { name: requiredText(200), title: optionalText(200), employeeNumber: optionalText(30) };
const role = () => oneOf(STAFF_ROLES as readonly [(typeof STAFF_ROLES)[number]]);
const body = () => optionalText(100);

export const staffForm = z.object(staff);

export const inviteForm = z.object({ email: emailAddress(), ...staff, role: role(), body: body() });

export const deputyForm = z.object({ deputy: requiredText(40), fromOn: day(), untilOn: day() });

export const roleForm = z.object({
  role: role(),
  body: body(),
  fromOn: optionalDay(),
  untilOn: optionalDay(),
  deputyFor: optionalText(40),
});
