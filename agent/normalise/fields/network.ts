import type { EventNetwork } from '../../model/access-event.js';
import { parseNetworkAddress } from '../../model/network-address.js';
import type { Fields } from './fields.js';

export const NO_NETWORK: EventNetwork = {
  address: null,
  prefix: null,
  asn: null,
  country: null,
  place: null,
  isTrusted: false,
};

/** Ranges that tell nothing of where somebody was: private, loopback, link-local, carrier-grade NAT, unspecified. */
const LOCAL =
  /^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1?$|fe[89ab]|f[cd])/;

/**
 * The network of an address as the log writes it. Redacted addresses (`1.2.3.XXX`) give none, and neither do local ones: `::1` stands
 * in records that came through the provider's own proxy.
 */
export function toNetwork(address: string | null): EventNetwork {
  const parsed = address === null ? null : parseNetworkAddress(address);
  if (parsed === null || LOCAL.test(parsed.address)) return NO_NETWORK;
  return { ...NO_NETWORK, address: parsed.address, prefix: parsed.prefix };
}

/** `location` is the sign-in log's: country, state and city by name. */
export function withLocation(network: EventNetwork, location: Fields, country: string | null): EventNetwork {
  const code = (location.text('countryOrRegion') ?? country)?.toUpperCase() ?? null;
  const place = [location.text('city'), location.text('state')].filter((part) => part !== null).join(', ');
  return {
    ...network,
    country: code !== null && /^[A-Z]{2}$/.test(code) ? code : null,
    place: place === '' ? null : place,
  };
}
