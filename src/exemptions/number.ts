/** The code of an exemption: a serial of region and year. It carries no slash, so that it can stand in an address. */
export const exemptionNumber = (year: number, serial: number): string =>
  `DIK-${year}-${String(serial).padStart(6, '0')}`;

/** True for what looks like such a code, written in capitals. */
export const isExemptionNumber = (text: string): boolean => /^DIK-\d{4}-\d{6,}$/.test(text);
