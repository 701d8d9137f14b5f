/** A warning that stands above every page: plain words and one link. */
export type Alert = { kind: string; title: string; href: string; since: string };

/** The newest few, and the way to the others. */
export type Alerts = { items: Alert[]; more: { label: string; href: string } | null };

export const NO_ALERTS: Alerts = { items: [], more: null };

declare global {
  namespace Express {
    interface Request {
      /** What the pages of this request show above themselves; set before any route. */
      alerts?: Alerts;
    }
  }
}
