import type { Logger } from 'pino';
import type { Config } from './config';
import type { Db } from './db/connect';
import type { Catalogue } from './i18n/catalogue';
import type { MailTransport } from './mail/transport';
import type { Keys } from './secrets/keys';
import type { FileStore } from './storage/disk';

/** `now` is legal time and obeys CLOCK; `real` is for sessions, lock-out and one-time codes. */
export type Clock = { now(): Date; real(): Date };

/** All that a route or command may touch outside its arguments. Built once by the composition root. */
export type Deps = {
  db: Db;
  /** The same database to read only: what the auditor's seat reads through. Absent on PostgreSQL until its role is named. */
  reader?: Db | undefined;
  clock: Clock;
  mail: MailTransport;
  files: FileStore;
  config: Config;
  log: Logger;
  keys: Keys;
  i18n: Catalogue;
  /** The region this installation serves. */
  regionId: number;
};
