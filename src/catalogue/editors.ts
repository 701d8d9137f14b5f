import { actorOf } from '../accounts/events';
import type { AuditActor } from '../audit/commands';
import type { CurrentUser } from '../web/guards';

/** Someone who publishes: PPID for any body (`bodyIds` null), PPID Pelaksana for the bodies of its grants. */
export type Editor = { userId: number; bodyIds: readonly number[] | null; user: CurrentUser };

/** The editor a signed-in user is; null when none of the roles lets them publish (an administrator publishes nothing). */
export function editorOf(user: CurrentUser): Editor | null {
  const ppid = user.roles.some((grant) => grant.role === 'ppid');
  const own = user.roles.flatMap(({ role, bodyId }) => (role === 'opd' && bodyId !== null ? [bodyId] : []));
  return ppid || own.length > 0 ? { userId: user.id, bodyIds: ppid ? null : own, user } : null;
}

/** How the log names an editor who acts for a body: a deputy of one may act for another in his own name. */
export function actingFor({ userId, bodyIds, user }: Editor, bodyId: number): { userId: number; actor: AuditActor } {
  return { userId, actor: bodyIds === null ? actorOf(user, 'ppid') : actorOf(user, 'opd', bodyId) };
}

/** Whether this editor may write the documents of a body. */
export function mayPublishFor(editor: Editor, bodyId: number): boolean {
  return editor.bodyIds === null || editor.bodyIds.includes(bodyId);
}

/**
 * Only the PPID says that something is exempt, after a consequence test (UU 14/2008 Pasal 19, Perki 1/2021 Pasal 10);
 * a PPID Pelaksana prepares it as a draft.
 */
export function mayPublishExempt(editor: Editor): boolean {
  return editor.bodyIds === null;
}
