import { describe, expect, it } from 'vitest';
import type { ReportVersion } from '../../agent/model/report-version.js';
import { versionOf, versionsOf } from '../../agent/report/derive-facts.js';
import { renderHtml } from '../../agent/report/render-html.js';
import { changesOf } from '../../agent/report/wording-changes.js';
import { EXPOSURE, INCIDENT, makeReport } from './make-report.js';

const FIRST = versionOf(makeReport({ exposure: null }));

describe('versions of a report', () => {
  it('the first is number one', () => {
    expect(FIRST).toMatchObject({ version: 1, incident: INCIDENT.id, facts: { verdict: 'not-examined' } });
  });

  it('a report that says the same is the same version, whenever it is written', () => {
    const later = makeReport({ exposure: null, versions: [FIRST], now: '2026-03-09T00:00:00.000Z' });
    expect(versionOf(later)).toBe(FIRST);
    expect(versionsOf(later)).toEqual([FIRST]);
  });

  it('one that says something else is the next, and says what changed', () => {
    const versions = versionsOf(makeReport({ versions: [FIRST] }));
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(changesOf(versions)[1]?.changes).toEqual([
      'customer data reached: not-examined to yes',
      'customers in the sensitive group: 0 to 1',
      'customers in the account group: 0 to 1',
      'messages reached: 0 to 3',
    ]);
  });

  it.each<{ name: string; more: Parameters<typeof makeReport>[0]; expected: string }>([
    {
      name: 'more mail in the log',
      more: { incident: { ...INCIDENT, mailEvents: ['ual:1', 'ual:2', 'ual:3'] }, exposure: null },
      expected: '1 further record of mail reached had arrived',
    },
    {
      name: 'another index of customers',
      more: {
        exposure: {
          ...EXPOSURE,
          index: { version: 'v2', reason: null, matched: 1, ambiguous: 0, unmatched: 1, lookUps: 2 },
        },
      },
      expected: 'the customer index was v2, before that none',
    },
    {
      name: 'another version of the product',
      more: { exposure: null, productVersion: '0.2.0' },
      expected: 'mailwarden 0.2.0 in place of 0.1.0',
    },
  ])('and why: $name', ({ more, expected }) => {
    const versions = versionsOf(makeReport({ ...more, versions: [FIRST] }));
    expect(changesOf(versions).at(-1)?.reasons).toContain(expected);
  });

  it('stand in the report, the newest first', () => {
    const stored: readonly ReportVersion[] = [FIRST];
    const page = renderHtml(makeReport({ versions: stored }));
    const section = page.slice(page.indexOf('id="versions"'));
    expect(section).toContain('customers in the sensitive group: 0 to 1');
    expect(section.indexOf('>2<')).toBeLessThan(section.indexOf('>1<'));
  });
});
