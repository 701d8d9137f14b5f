import type { AuditActor, AuditEntry } from '../audit/commands';
import type { CurrentUser, Role } from '../web/guards';

/** The chain of everything that happens to one account. */
export const userChain = (userId: number): string => `user:${userId}`;

/** All attempts to sign in, whoever they name. */
export const SIGN_IN_CHAIN = 'sign-in';

/**
 * Who acts, in the role that lets him, and with `bodyId` for that public body; in his own name where he holds it so,
 * before acting as somebody's deputy; and from which network address. A requester is not named, an id stands for him, and
 * where he asks from is nobody's business.
 */
export function actorOf(user: CurrentUser, role: Role | 'requester', bodyId: number | null = null): AuditActor {
  const held = user.roles.filter((one) => one.role === role && (bodyId === null || one.bodyId === bodyId));
  const grant = held.find(({ deputyFor }) => deputyFor === null) ?? held[0];
  return {
    role,
    userId: user.id,
    name: grant ? user.name : null,
    deputyFor: grant?.deputyFor ?? null,
    ...(grant && user.ip ? { ip: user.ip } : {}),
  };
}

/** The role someone changes his own account in: his first, or `requester`. */
export const ownRole = (user: CurrentUser): Role | 'requester' => user.roles[0]?.role ?? 'requester';

/** An event that happens and is written at the same instant. */
export function eventNow(
  now: string,
  event: Pick<AuditEntry, 'regionId' | 'kind' | 'actor' | 'changes' | 'detail' | 'from'>,
): AuditEntry {
  return { occurredAt: now, recordedAt: now, ...event };
}
