import { describe, expect, it } from 'vitest';
import type { LookedUpNetwork } from '../../agent/model/looked-up-network.js';
import { normaliseRecord } from '../../agent/normalise/normalise-record.js';
import { bind, CONTEXT, recordOf, signIn } from './record-builder.js';

const SYSTEM = { asn: 64501, organisation: 'Example Hosting', by: 'Test-ASN built 2026-03-01' };
const LOCATION = { country: 'NL', place: null, by: 'Test-City built 2026-03-01' };
const FOUND: LookedUpNetwork = { system: SYSTEM, location: LOCATION };

function networkOf(...[shape, body]: Parameters<typeof recordOf>) {
  const asked: string[] = [];
  const lookUpNetwork = (address: string): LookedUpNetwork | null => {
    asked.push(address);
    return address === '203.0.113.9' ? FOUND : null;
  };
  const result = normaliseRecord(recordOf(shape, body), { ...CONTEXT, lookUpNetwork });
  if (!result.ok) throw new Error(result.reason);
  return { network: result.event.network, asked };
}

describe('the network of a record, completed from files', () => {
  it('mail access, which has no more than an address, gets both', () => {
    const { network } = networkOf('audit-record', bind());
    expect(network).toMatchObject({ asn: null, country: null, lookedUp: FOUND });
  });

  it('a sign-in that names its system and country is left as it is, and nobody is asked', () => {
    const { network, asked } = networkOf('graph-sign-in', signIn());
    expect(network).toMatchObject({ asn: 64500, country: 'IE' });
    expect(network).not.toHaveProperty('lookedUp');
    expect(asked).toEqual([]);
  });

  it('a sign-in of v1.0, which has the country alone, gets the system alone', () => {
    const { network } = networkOf('graph-sign-in', signIn({ autonomousSystemNumber: null }));
    expect(network).toMatchObject({ country: 'IE', lookedUp: { system: SYSTEM, location: null } });
  });

  it.each(['10.1.2.3', '::1', '192.168.7.7', '203.0.113.XXX'])(
    'nobody is asked about %s, which is no place on the Internet',
    (ClientIPAddress) => {
      const { network, asked } = networkOf('audit-record', bind({ ClientIPAddress }));
      expect(network).not.toHaveProperty('lookedUp');
      expect(asked).toEqual([]);
    },
  );

  it('an address that no file knows stays as it is', () => {
    const { network } = networkOf('audit-record', bind({ ClientIPAddress: '203.0.113.10' }));
    expect(network).not.toHaveProperty('lookedUp');
  });
});
