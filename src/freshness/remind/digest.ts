import type { Person } from '../../cases/directory/queries';
import type { BodyScore } from '../queries';
import type { ItemLine } from '../score';
import type { Told } from '../settings';
import type { Lack } from './lacks';

/** What one letter says of one body. `meant`: offices nobody holds, for which the addressee is told. */
export type BodyPart = { body: BodyScore; items: ItemLine[]; behind: Lack['behind']; meant: Told[] };

export type Digest = { person: Person; parts: BodyPart[] };

/** The letters of a day, one for each address, whatever it is told of and in whichever office. */
export class Digests {
  private readonly byAddress = new Map<string, { person: Person; parts: Map<number, BodyPart> }>();

  add(person: Person, body: BodyScore, { items, behind }: Lack, meant: Told | null): void {
    const key = person.email.toLowerCase();
    const digest = this.byAddress.get(key) ?? { person, parts: new Map<number, BodyPart>() };
    const part = digest.parts.get(body.body_id) ?? { body, items: [], behind: null, meant: [] };
    const said = new Set(part.items);
    part.items.push(...items.filter((item) => !said.has(item)));
    part.behind ??= behind;
    if (meant && !part.meant.includes(meant)) part.meant.push(meant);
    digest.parts.set(body.body_id, part);
    this.byAddress.set(key, digest);
  }

  /** The bodies of a letter by name. */
  all(): Digest[] {
    return [...this.byAddress.values()].map(({ person, parts }) => ({
      person,
      parts: [...parts.values()].sort((a, b) => a.body.name.localeCompare(b.body.name, 'id')),
    }));
  }
}
