import ipaddr from 'ipaddr.js';
import { parseNetworkAddress } from '../../../model/network-address.js';

/**
 * Compiles a CIDR range of either version; a bare address is a range of one. Null when it is none.
 * Addresses are read as audit logs write them, with ports and IPv4 inside IPv6.
 */
export function compileNetworkRange(text: string): ((address: string) => boolean) | null {
  const range = parseRange(text.trim());
  if (range === null) return null;
  const [network, bits] = range;
  return (address) => {
    const parsed = parseNetworkAddress(address);
    if (parsed === null) return false;
    const candidate = ipaddr.parse(parsed.address);
    return candidate.kind() === network.kind() && candidate.match(network, bits);
  };
}

function parseRange(text: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0 || parseNetworkAddress(address) === null) return null;
  const network = ipaddr.parse(address);
  const width = network.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [network, width];
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > width) return null;
  return [network, Number(bits)];
}
