import { describe, expect, it } from 'vitest';
import {
  bare,
  client,
  event,
  HOSTING,
  HOTEL,
  habit,
  LAPTOP,
  network,
  STRANGER,
} from '../detect/behaviour/timeline-builder.js';
import { FORTNIGHT, reads } from './stories.js';
import { incidentsOf } from './verdict.js';

describe('evidence is of one time and of one actor', () => {
  it('adds nothing up over months', () => {
    const quiet = [0, 40, 80].flatMap((day) => [
      event({
        day: 20 + day,
        hour: 3,
        session: `h-${day}`,
        network: network(`203.0.${day}`, { asn: 65000 + day, country: 'BR' }),
      }),
    ]);
    expect(incidentsOf([...habit(120), ...quiet])).toEqual([]);
  });

  it('does not contain for a rule of one session and a hotel of another', () => {
    const events = [
      ...FORTNIGHT,
      event({ day: 14, hour: 8, session: 'own' }),
      event({ kind: 'mailbox-forwarding', day: 14, hour: 9, session: 'own' }),
      event({ day: 15, hour: 20, session: 'trip', network: HOTEL, client: client('edge', 'windows') }),
    ];
    const forwarding = events.find((one) => one.kind === 'mailbox-forwarding');
    const rule = {
      id: 'fnd-rule',
      rule: 'rule-forwarding',
      title: 'External forwarding',
      subject: 'ana@contoso.com',
      family: 'persistence' as const,
      points: 3500,
      text: 'External forwarding was set.',
      events: [forwarding?.id ?? ''],
      firstAt: forwarding?.at ?? '',
      lastAt: forwarding?.at ?? '',
      techniques: ['T1114.003'],
      needsCredential: true,
      sessions: ['sid:own'],
    };
    const [incident] = incidentsOf(events, { findings: [rule] });
    expect(incident?.score).toBeGreaterThanOrEqual(5000);
    expect(incident?.justifiesContainment).toBe(false);
    expect(incident?.sessions).not.toContain('sid:own');
  });

  it('keeps the sessions of a managed laptop out of the trace', () => {
    const events = [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, session: 'a', network: bare(HOSTING) }),
      event({ day: 15, hour: 20, session: 'trip', network: HOTEL, client: LAPTOP }),
      ...reads({ day: 15, hour: 20, session: 'trip', network: bare(HOTEL) }),
    ];
    expect(incidentsOf(events).map((one) => one.sessions)).toEqual([['sid:a']]);
  });
});
