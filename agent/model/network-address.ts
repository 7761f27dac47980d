import ipaddr from 'ipaddr.js';

/** One address in its canonical text, with the prefix that stands for its network when nothing better is known. */
export interface NetworkAddress {
  readonly address: string;
  readonly version: 4 | 6;
  /** /24 for version 4, /48 for version 6. */
  readonly prefix: string;
  /** Not routable on the public Internet: private, loopback, link-local, carrier-grade NAT. */
  readonly isInternal: boolean;
}

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/**
 * Parses what audit logs write: bare, `1.2.3.4:52378`, `[2603::1]:443`, `::ffff:1.2.3.4`, with white space.
 * Null for anything else, such as the redacted `1.2.3.XXX` of cross-tenant sign-ins.
 */
export function parseNetworkAddress(text: string): NetworkAddress | null {
  const bare = withoutPort(text.trim());
  if (bare === null) return null;
  // ipaddr.js alone takes "010.0.0.1" and "1.2" for addresses.
  if (!bare.includes(':') && !V4.test(bare)) return null;
  if (!ipaddr.isValid(bare)) return null;
  const parsed = ipaddr.process(bare);
  const isInternal = parsed.range() !== 'unicast';
  if (parsed.kind() === 'ipv4') {
    const octets = parsed.toByteArray();
    return {
      address: parsed.toString(),
      version: 4,
      prefix: `${octets.slice(0, 3).join('.')}.0/24`,
      isInternal,
    };
  }
  const bytes = parsed.toByteArray();
  const network = ipaddr.fromByteArray([...bytes.slice(0, 6), ...new Array<number>(10).fill(0)]);
  return { address: parsed.toString(), version: 6, prefix: `${network.toString()}/48`, isInternal };
}

function withoutPort(text: string): string | null {
  if (text === '') return null;
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text);
  if (bracketed !== null) return bracketed[1] ?? null;
  const withPort = /^([^:]+):\d{1,5}$/.exec(text);
  const bare = withPort !== null ? (withPort[1] ?? null) : text;
  return bare === null ? null : (bare.split('%')[0] ?? null);
}
