import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { ReachableNetworks } from './reachable-networks.js';

/** The address lies where webhooks may not go. */
export class UnreachableNetworkError extends Error {
  override readonly name = 'UnreachableNetworkError';
  constructor(host: string) {
    super(
      `${host} lies in a network that webhooks may not reach. The operator can allow it (CONCORDAT_WEBHOOK_NETWORKS).`,
    );
  }
}

/** Node asks for no name when the host is an address, so that an address is looked at before. */
export function checkLiteralHost(hostname: string, networks: ReachableNetworks): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !networks.includes(host)) throw new UnreachableNetworkError(hostname);
}

/**
 * Resolves a name, and refuses it when any of its addresses is out of bounds. The connection goes to what was checked:
 * a name that changes its address in between gains nothing.
 */
export function guardedLookup(networks: ReachableNetworks): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      if (first === undefined) return callback(new Error(`${hostname} has no address.`), []);
      if (!addresses.every(({ address }) => networks.includes(address))) {
        return callback(new UnreachableNetworkError(hostname), []);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
