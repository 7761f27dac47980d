import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceFamily, Finding } from '../../agent/model/finding.js';
import { leaveOutEach } from '../../agent/score/leave-out.js';
import { weighFindings } from '../../agent/score/weigh-findings.js';
import { event, HOSTING, STRANGER } from '../detect/behaviour/timeline-builder.js';
import { FORTNIGHT, reads } from './stories.js';
import { incidentsOf } from './verdict.js';

function finding(rule: string, family: EvidenceFamily, points: number): Finding {
  return {
    id: `fnd-${rule}`,
    rule,
    title: rule,
    subject: 'alex@contoso.com',
    family,
    points,
    text: rule,
    events: [`event-${rule}`],
    firstAt: '2026-03-02T08:00:00.000Z',
    lastAt: '2026-03-02T08:00:00.000Z',
    techniques: [],
    needsCredential: true,
    sessions: [],
  };
}

function without(findings: readonly Finding[]): Readonly<Record<string, number | undefined>> {
  const reasons = leaveOutEach(findings, weighFindings(findings).reasons);
  return Object.fromEntries(reasons.map((reason) => [reason.rule, reason.scoreWithout]));
}

describe('what the score would be without a reason', () => {
  it.each([
    {
      name: 'of one family the second counts whole when the first is gone',
      given: [finding('forward', 'persistence', 2000), finding('hide', 'persistence', 1000)],
      expected: { forward: 1000, hide: 2000 },
    },
    {
      name: 'what speaks for the owner has nothing to take back when the accusation is gone',
      given: [finding('network', 'network', 2000), finding('device', 'client', -1500)],
      expected: { network: 0, device: 2000 },
    },
    {
      name: 'a lasting change stays, whoever the owner is',
      given: [
        finding('forward', 'persistence', 3000),
        finding('network', 'network', 100),
        finding('device', 'client', -1500),
      ],
      expected: { forward: 0, network: 3000, device: 3100 },
    },
  ])('$name', ({ given, expected }) => {
    expect(without(given)).toEqual(expected);
  });

  it('is never more without an accusation, and never less without what speaks for the owner', () => {
    const families: readonly EvidenceFamily[] = ['network', 'client', 'session', 'mail', 'persistence'];
    const one = fc.record({
      rule: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      family: fc.constantFrom(...families),
      points: fc.integer({ min: -3000, max: 4000 }).filter((points) => points !== 0),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ rule }) => rule, minLength: 1 }), (parts) => {
        const findings = parts.map(({ rule, family, points }) => finding(rule, family, points));
        const { score, reasons } = weighFindings(findings);
        return leaveOutEach(findings, reasons).every(({ points, scoreWithout = Number.NaN }) =>
          points > 0 ? scoreWithout <= score : scoreWithout >= score,
        );
      }),
    );
  });

  it('stands in every reason of an incident, which still sum to its score', () => {
    const [incident] = incidentsOf([
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'x', network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, session: 'x', network: HOSTING }),
    ]);
    const reasons = incident?.reasons ?? [];
    expect(reasons.length).toBeGreaterThan(2);
    expect(reasons.every(({ scoreWithout = Number.NaN }) => scoreWithout < (incident?.score ?? 0))).toBe(
      true,
    );
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(incident?.score);
  });
});
