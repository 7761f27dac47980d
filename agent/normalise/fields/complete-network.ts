import type { EventNetwork } from '../../model/access-event.js';
import type { NetworkLookup } from '../../model/looked-up-network.js';
import { isInsideAddress } from '../../model/network-class.js';

/**
 * Adds what the operator's files say of the address, and only where the record itself leaves it out: the sign-in log knows its own
 * clients better than any list. It stays apart from the record's own words, so that a reason can name its origin.
 */
export function completeNetwork(network: EventNetwork, lookUp: NetworkLookup | undefined): EventNetwork {
  const { address, asn, country } = network;
  if (lookUp === undefined || address === null || (asn !== null && country !== null)) return network;
  if (isInsideAddress(address)) return network;
  const found = lookUp(address);
  const system = asn === null ? (found?.system ?? null) : null;
  const location = country === null ? (found?.location ?? null) : null;
  return system === null && location === null ? network : { ...network, lookedUp: { system, location } };
}
