import type { AuditActor } from '../audit/commands';
import type { CurrentUser } from '../web/guards';

/** Someone who publishes: PPID for any body (`bodyIds` null), PPID Pelaksana for the bodies of its grants. */
export type Editor = { userId: number; bodyIds: readonly number[] | null; actor: AuditActor };

/** The editor a signed-in user is; null when none of the roles lets them publish (an administrator publishes nothing). */
export function editorOf(user: CurrentUser): Editor | null {
  const ppid = user.roles.find((grant) => grant.role === 'ppid');
  const own = user.roles.filter((grant) => grant.role === 'opd' && grant.bodyId !== null);
  const grant = ppid ?? own[0];
  if (!grant) return null;
  const actor = { role: grant.role, userId: user.id, name: user.name, deputyFor: grant.deputyFor };
  return { userId: user.id, bodyIds: ppid ? null : own.map(({ bodyId }) => bodyId as number), actor };
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
