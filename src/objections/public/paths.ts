/** Where an objection begins. */
export const START = '/keberatan/baru';

/** Address of an objection's page. */
export const objectionPath = (number: string): string => `/keberatan/${number}`;
