import ipaddr from 'ipaddr.js';
import { isPublicIp, leadsInside } from '../catalogue/import/private-host';
import { Refused } from './refused';

/** Where a harvest may go: hosts, with their port where it is not the usual one, and `*.` before all names below one. */
export type Bounds = {
  hosts: readonly string[];
  /** Tests serve on loopback; production refuses the setting. */
  loopback: boolean;
};

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:\d{1,5})?$/;

/** The hosts of a list, one a line or separated by commas, in lower case; `wrong` are those that are none. */
export function readHosts(text: string): { hosts: string[]; wrong: string[] } {
  const given = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const hosts = [...new Set(given.filter(isHost))];
  return { hosts, wrong: given.filter((one) => !isHost(one)) };
}

/** The host of an entry when the portal never reads it whatever the list says: an address, or a name, of somebody's own network. */
export function insideHost(entry: string, loopback: boolean): string | null {
  const host = entry.replace(/^\*\./, '').replace(/:\d{1,5}$/, '');
  if (loopback && mayConnect(host, true)) return null;
  return leadsInside(`http://${host}/`) ? host : null;
}

/** `*.id` would be a whole country: below a star there must be two names at least. */
const isHost = (text: string): boolean => HOST.test(text) && (!text.startsWith('*.') || text.split('.').length >= 4);

/** The address, when a harvest may go there; throws `Refused` when not. Names are resolved later, and judged once more. */
export function allowedUrl(address: string | URL, { hosts, loopback }: Bounds): URL {
  if (!URL.canParse(String(address))) throw new Refused('address_wrong', String(address).slice(0, 200));
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) {
    // What is refused is kept and shown: a password in it, also one that a redirect brings, is not.
    url.username = '';
    url.password = '';
    throw new Refused('address_wrong', url.href.slice(0, 200));
  }
  const host = url.hostname.replace(/\.$/, '');
  const bare = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(bare) && !mayConnect(bare, loopback)) throw new Refused('address_private', bare);
  const own = loopback && ipaddr.isValid(bare) && !isPublicIp(bare);
  const named = url.port === '' ? host : `${host}:${url.port}`;
  if (!own && !hosts.some((one) => covers(one, named))) throw new Refused('host_not_allowed', named);
  return url;
}

function covers(allowed: string, named: string): boolean {
  return allowed.startsWith('*.') ? named.endsWith(allowed.slice(1)) : allowed === named;
}

/** Whether a connection to this very address may be made: public ones, and loopback where tests say so. */
export function mayConnect(address: string, loopback: boolean): boolean {
  if (isPublicIp(address)) return true;
  return loopback && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
