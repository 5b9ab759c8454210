import { BlockList, isIP } from 'node:net';

/** IPv4 networks that are not the public internet (IANA special-purpose address registry, RFC 6890). */
const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** All that is public of IPv6 begins so. */
const PUBLIC_IPV6 = ['2000::/3'];

/** What is not public of it: documentation, and IPv4 addresses in another dress (Teredo, 6to4). */
const NOT_PUBLIC_IPV6 = ['2001:db8::/32', '2001::/32', '2002::/16', '3fff::/20'];

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * Decides which addresses a request may go to: a recipient's web address must not lead into the networks behind the
 * service (server-side request forgery).
 */
export class ReachableNetworks {
  readonly #allowed: BlockList;
  readonly #notPublicIpv4 = blockList(NOT_PUBLIC_IPV4);
  readonly #publicIpv6 = blockList(PUBLIC_IPV6);
  readonly #notPublicIpv6 = blockList(NOT_PUBLIC_IPV6);

  /** @param allowed networks that may be reached although they are not public */
  constructor(allowed: readonly string[], loopback: boolean) {
    this.#allowed = blockList([...allowed, ...(loopback ? LOOPBACK : [])]);
  }

  /** @param address an IP address, not a name */
  includes(address: string): boolean {
    const isIpv6 = isIP(address) === 6;
    if (this.#allowed.check(address, isIpv6 ? 'ipv6' : 'ipv4')) return true;
    if (!isIpv6) return isIP(address) === 4 && !this.#notPublicIpv4.check(address, 'ipv4');
    return this.#publicIpv6.check(address, 'ipv6') && !this.#notPublicIpv6.check(address, 'ipv6');
  }
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
