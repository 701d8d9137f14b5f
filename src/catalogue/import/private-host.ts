import ipaddr from 'ipaddr.js';

const OWN_NAMES = /^(localhost|.+\.(localhost|local|localdomain|lan|home|internal|intranet|corp))$/i;

/**
 * Whether an address of the web leads into somebody's own network: a literal address outside the public ranges, a name
 * without a dot, or one of the endings for such names. Readers outside could not open it, and it tells of the network.
 */
export function leadsInside(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) return !isPublicIp(host);
  return !host.includes('.') || OWN_NAMES.test(host);
}

/** Whether an IP address is one of the public internet: neither private, loopback, link-local nor anything reserved. */
export function isPublicIp(address: string): boolean {
  // `process` unwraps an IPv4 address that is written as IPv6.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
