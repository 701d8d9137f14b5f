/** How long each text of a request may be, in characters, whatever the channel. More is refused with a sentence, never cut. */
export const LIMITS = {
  details: 5000,
  purpose: 2000,
  name: 200,
  identity_number: 100,
  address: 500,
  email: 254,
  phone: 40,
  occupation: 100,
  note: 2000,
} as const;

/** A NIK as typed, without the blanks, dots and hyphens that people put between its groups. */
export function tidyNik(typed: string): string {
  return typed.replace(/[\s.\-–]/g, '');
}

/** True for 16 digits, which is all that can be known of a NIK without the register of residents. */
export function isNik(text: string): boolean {
  return /^\d{16}$/.test(text);
}

/** True for what may be a telephone number: 6 to 20 digits, whatever stands between them. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 6 && digits <= 20 && /^[+\d][\d\s().+/-]*$/.test(text);
}
