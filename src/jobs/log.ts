import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The portal's log. PostgreSQL's errors repeat the row that failed (`detail`) and where (`where`): names and addresses of
 * requesters, which have no place in a log.
 */
export function portalLog(to: DestinationStream, level = 'info'): Logger {
  return pino({ level, redact: { paths: ['err.detail', 'err.where'], remove: true } }, to);
}
