import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNetworkAddress } from '../../agent/model/network-address.js';

describe('parseNetworkAddress', () => {
  const read: readonly {
    name: string;
    given: string;
    address: string;
    prefix: string;
    isInternal: boolean;
  }[] = [
    {
      name: 'bare',
      given: '203.0.112.7',
      address: '203.0.112.7',
      prefix: '203.0.112.0/24',
      isInternal: false,
    },
    {
      name: 'with a port',
      given: '8.8.4.4:52378',
      address: '8.8.4.4',
      prefix: '8.8.4.0/24',
      isInternal: false,
    },
    {
      name: 'with white space',
      given: ' 8.8.4.4\n',
      address: '8.8.4.4',
      prefix: '8.8.4.0/24',
      isInternal: false,
    },
    { name: 'private', given: '10.1.2.3', address: '10.1.2.3', prefix: '10.1.2.0/24', isInternal: true },
    {
      name: 'carrier-grade NAT',
      given: '100.64.0.1',
      address: '100.64.0.1',
      prefix: '100.64.0.0/24',
      isInternal: true,
    },
    { name: 'loopback', given: '::1', address: '::1', prefix: '::/48', isInternal: true },
    {
      name: 'version 6 in brackets with a port',
      given: '[2603:1026:c03:4000::5]:443',
      address: '2603:1026:c03:4000::5',
      prefix: '2603:1026:c03::/48',
      isInternal: false,
    },
    {
      name: 'version 6 in capitals, with zeros written out',
      given: '2603:1026:0C03:4000:0:0:0:0005',
      address: '2603:1026:c03:4000::5',
      prefix: '2603:1026:c03::/48',
      isInternal: false,
    },
    {
      name: 'version 4 in version 6',
      given: '::ffff:8.8.4.4',
      address: '8.8.4.4',
      prefix: '8.8.4.0/24',
      isInternal: false,
    },
    {
      name: 'link-local with a zone',
      given: 'fe80::1%eth0',
      address: 'fe80::1',
      prefix: 'fe80::/48',
      isInternal: true,
    },
  ];
  for (const { name, given, ...expected } of read) {
    it(`reads: ${name}`, () => expect(parseNetworkAddress(given)).toMatchObject(expected));
  }

  const refused = [
    '',
    ' ',
    '203.0.113.XXX',
    '010.0.0.1',
    '1.2',
    '256.1.1.1',
    '8.8.4.4:port',
    'host.example',
    '[8.8.4.4',
    '::ffff:',
    '12345',
    'null',
  ];
  for (const given of refused) {
    it(`takes ${JSON.stringify(given)} for no address`, () => expect(parseNetworkAddress(given)).toBeNull());
  }

  it('reads what it wrote as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const first = parseNetworkAddress(text);
        expect(first).not.toBeNull();
        expect(parseNetworkAddress(first?.address ?? '')).toEqual(first);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseNetworkAddress(text)));
  });
});
