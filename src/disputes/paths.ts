/** Where the owner of an objection meets its dispute. */
export const ownDisputePath = (objectionNumber: string): string => `/keberatan/${objectionNumber}/sengketa`;

/** The ready file, for its owner. */
export const ownBundlePath = (objectionNumber: string): string => `/keberatan/${objectionNumber}/berkas-sengketa.zip`;
