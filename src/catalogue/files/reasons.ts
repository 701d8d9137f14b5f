/** Why a file is taken off and may still be read from the versions that had it. */
export const KEEPING = ['outdated', 'doubled'] as const;

/** Why what a file holds must be gone everywhere, earlier versions among them. */
export const ERASING = ['personal', 'secret', 'wrong'] as const;

export type LeavingReason = (typeof KEEPING)[number] | (typeof ERASING)[number];

export const LEAVING: readonly LeavingReason[] = [...KEEPING, ...ERASING];

/** True where the bytes go too. */
export function erases(why: LeavingReason | null): boolean {
  return why !== null && (ERASING as readonly string[]).includes(why);
}

/** True where the name of an erased file may say what had to be closed. */
export function hidesName(why: string | null): boolean {
  return why === 'personal' || why === 'secret';
}

/** Why a link is taken off. */
export const LINK_LEAVING = ['outdated', 'broken', 'wrong_link'] as const;
export type LinkReason = (typeof LINK_LEAVING)[number];
