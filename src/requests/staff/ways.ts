/** The ways a letter or an answer can go. */
export const WAYS = ['pickup', 'email', 'post', 'courier', 'fax'] as const;
