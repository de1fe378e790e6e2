import { isIPv6 } from 'node:net';

/**
 * The part of an address that one customer of a provider has: an IPv4 address, or the first 64 bits of an IPv6 address, of
 * which everybody has the rest for themselves. Two ways to write an address are the same network; a port is left out; what
 * is no address stays as it is.
 */
export function networkOf(address: string): string {
  const host = withoutPort(address.trim()).replace(/%.*$/, '').toLowerCase();
  if (!isIPv6(host)) return host;
  const groups = groupsOf(host);
  const [high = 0, low = 0] = groups.slice(6);
  const mapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (mapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** Some proxies write the client's port behind its address: `192.0.2.1:443`, `[2001:db8::1]:443`. */
function withoutPort(address: string): string {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1];
  return bracketed ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
}

/** The eight groups of an IPv6 address. A URL writes a dotted end in groups as well. */
function groupsOf(host: string): number[] {
  const [head = '', tail = ''] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
