import type { Directory, Person } from '../../cases/directory/queries';
import type { Told } from '../settings';

const ONE_UP: Record<Told, Told | null> = { agency: 'body_head', body_head: 'ppid', ppid: 'superior', superior: null };

/** Who is told; when nobody holds the office, the next one up is, and `meant` says so. */
export async function reach(
  directory: Directory,
  told: Told,
  bodyId: number,
): Promise<{ people: Person[]; meant: Told | null }> {
  for (let office: Told | null = told; office; office = ONE_UP[office]) {
    const people = await holders(directory, office, bodyId);
    if (people.length > 0) return { people, meant: office === told ? null : told };
  }
  return { people: [], meant: null };
}

async function holders(directory: Directory, office: Told, bodyId: number): Promise<Person[]> {
  if (office === 'agency') return directory.staff('opd', bodyId);
  if (office === 'ppid') return directory.staff('ppid', null);
  if (office === 'superior') return directory.staff('atasan', null);
  const body = await directory.body(bodyId);
  return body?.head_email ? [{ name: body.head_name ?? body.name, email: body.head_email }] : [];
}
