import type { DbOrTrx } from '../db/connect';
import { type StaffMember, staffWithRole } from './queries';

/** The offices of the region above one another: where nobody holds one, the next is told. */
const UPWARDS = ['ppid', 'atasan', 'admin'] as const;

type Office = (typeof UPWARDS)[number];

/** Everyone who holds an office on a day; where nobody does, those of the next one up, and `office` says which it was. */
export async function holdersUpwards(
  db: DbOrTrx,
  regionId: number,
  meantFor: Office,
  today: string,
): Promise<{ office: Office; people: StaffMember[] }> {
  for (const office of UPWARDS.slice(UPWARDS.indexOf(meantFor))) {
    const people = await staffWithRole(db, regionId, office, null, today);
    if (people.length > 0) return { office, people };
  }
  return { office: 'admin', people: [] };
}
