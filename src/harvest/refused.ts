/** Why a source could not be read: a key of `harvest:failure`. */
export type FailureCode =
  | 'address_wrong'
  | 'host_not_allowed'
  | 'address_private'
  | 'host_unknown'
  | 'unreachable'
  | 'status'
  | 'too_many_redirects'
  | 'too_large'
  | 'too_slow'
  | 'encoding'
  | 'not_ckan'
  | 'not_dcat'
  | 'not_feed'
  | 'not_table'
  | 'dtd'
  | 'too_many_items'
  | 'fault';

/** A source that cannot be read, as expected of sources: it is said, and tried again later. `value` is what it is about. */
export class Refused extends Error {
  constructor(
    readonly code: FailureCode,
    readonly value = '',
  ) {
    super(code);
  }
}
