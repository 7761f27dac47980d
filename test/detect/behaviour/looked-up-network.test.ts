import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent, EventNetwork } from '../../../agent/model/access-event.js';
import type { Finding } from '../../../agent/model/finding.js';
import {
  bare,
  client,
  event,
  HOME,
  HOSTING,
  habit,
  NEW_PHONE,
  network,
  OWA,
  STRANGER,
  TUNING,
  timeline,
} from './timeline-builder.js';

const by = 'Test-ASN built 2026-03-01';

/** A network of which only a file says the system. */
function inFile(prefix: string, asn: number, organisation: string): EventNetwork {
  const location = { country: 'US', place: null, by };
  return network(prefix, { lookedUp: { system: { asn, organisation, by }, location } });
}

function find(events: readonly AccessEvent[], rule: string): readonly Finding[] {
  const findings = detectBehaviours(timeline([...habit(14), ...events]), TUNING);
  return findings.filter((one) => one.rule === `behaviour:${rule}` && one.firstAt >= '2026-03-16');
}

const MAIL = { kind: 'mail-read', day: 14, hour: 10, client: OWA } as const;

describe('networks that a file names', () => {
  it('another line of the own provider is nothing new, which the prefix alone would be', () => {
    const line = inFile('203.0.113', 64510, 'Town Cable');
    expect(find([event({ ...MAIL, network: line })], 'new-network')).toEqual([]);
    expect(find([event({ ...MAIL, network: bare(line) })], 'new-network')).toHaveLength(1);
  });

  it('a hosting provider is known as one without any sign-in, and the reason names the file', () => {
    const server = inFile('203.0.113', 64501, 'Example Hosting');
    const [finding] = find([event({ ...MAIL, network: server, session: 'x' })], 'new-network');
    expect(finding?.text).toContain(`AS64501 Example Hosting in US (a hosting provider; by ${by})`);
  });

  it('what the sign-in says of a network goes before the file, so that one session stays one', () => {
    const session = 'moved';
    const mail = { ...inFile('198.51.100', 64501, 'Example Hosting'), address: HOME.address };
    const events = [event({ day: 14, hour: 9, session }), event({ ...MAIL, session, network: mail })];
    expect(find(events, 'moved-session')).toEqual([]);
    expect(find(events, 'new-network')).toEqual([]);
  });

  it('a session that goes on at a hosting provider is seen to have moved', () => {
    const session = 'moved';
    const events = [
      event({ day: 14, hour: 9, session }),
      event({ day: 14, hour: 9, minute: 30, session, network: HOSTING, client: STRANGER }),
      event({ ...MAIL, session, network: inFile('203.0.113', 64501, 'Example Hosting') }),
    ];
    expect(find(events, 'moved-session').length).toBeGreaterThan(0);
  });

  it('a phone whose mail the provider fetches is nowhere new, unless it comes from a rented machine', () => {
    const phone = client(NEW_PHONE.family, NEW_PHONE.os);
    const fetched = inFile('203.0.113', 64999, 'The Mail Provider');
    const rented = inFile('203.0.113', 64501, 'Example Hosting');
    expect(find([event({ ...MAIL, client: phone, network: fetched })], 'new-network')).toEqual([]);
    expect(find([event({ ...MAIL, client: phone, network: rented })], 'new-network')).toHaveLength(1);
  });
});
