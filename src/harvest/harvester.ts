import type { AuditActor } from '../audit/commands';

/** Who changes what a source changed. */
export const HARVESTER: { userId: null; actor: AuditActor } = {
  userId: null,
  actor: { role: 'system', name: 'panen' },
};
