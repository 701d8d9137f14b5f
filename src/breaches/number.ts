/** The number of a breach as people read it: `B-2026-000001`. It carries no slash and is no secret. */
export function breachNumber(year: number, serial: number): string {
  return `B-${year}-${String(serial).padStart(6, '0')}`;
}

/** True for what may be the number of a breach. */
export function isBreachNumber(text: string): boolean {
  return /^B-\d{4}-\d{6,9}$/.test(text);
}
