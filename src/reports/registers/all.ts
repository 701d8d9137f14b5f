import { DISPUTE_REGISTER, EXEMPTION_REGISTER, LETTER_REGISTER, OBJECTION_REGISTER } from './case-columns';
import type { Register, RegisterName } from './register';
import { FEE_REGISTER, REQUEST_REGISTER } from './request-columns';

const ALL = [
  REQUEST_REGISTER,
  OBJECTION_REGISTER,
  DISPUTE_REGISTER,
  EXEMPTION_REGISTER,
  LETTER_REGISTER,
  FEE_REGISTER,
] as unknown as readonly Register<never>[];

/** The register of a name; null for any other text. What its columns read is what its query of the same name gives. */
export const registerNamed = (name: unknown): Register<never> | null => ALL.find((one) => one.name === name) ?? null;

export const registerNames = ({ publicOnly = false } = {}): RegisterName[] =>
  ALL.filter((one) => one.public || !publicOnly).map(({ name }) => name);
