import { describe, expect, it } from 'vitest';
import { checkSuppressions } from '../../../agent/detect/loop/check-suppressions.js';
import { unusedFilters } from '../../../agent/detect/loop/unused-tuning.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { readTestRecord } from '../sigma/read-test-record.js';
import { filterText, load, OURS, ruleText } from './load.js';

function errorsOf(file: string, ours: string): readonly string[] {
  return load({ 'r.yml': ruleText('r'), [file]: filterText(ours) }).errors.map(describeIssue);
}

describe('an exception', () => {
  const cases = [
    { name: 'is complete', file: 'rules/tuning/f.yml', ours: OURS, expected: [] },
    { name: 'outside the tuning folder needs no owner', file: 'rules/f.yml', ours: '', expected: [] },
    {
      name: 'in the tuning folder needs our part',
      file: 'rules/tuning/f.yml',
      ours: '',
      expected: ['rules/tuning/f.yml:1:1 an exception needs "mailwarden" with owner, reason, until'],
    },
    {
      name: 'needs each of the three, wherever it says something',
      file: 'f.yml',
      ours: 'mailwarden: { ownr: x, until: soon }\n',
      expected: [
        'f.yml:7:13 an exception needs "owner": who answers for it: a person or a team',
        'f.yml:7:13 an exception needs "reason": one sentence, best with a ticket',
        'f.yml:7:15 "mailwarden.ownr" is not known in a filter; did you mean "owner"?',
        'f.yml:7:31 an exception needs "until": its last day, written as 2026-06-30 (UTC)',
      ],
    },
    {
      name: 'needs an end that is a day',
      file: 'f.yml',
      ours: OURS.replace('2026-06-30', '2026-13-30'),
      expected: ['f.yml:7:74 an exception needs "until": its last day, written as 2026-06-30 (UTC)'],
    },
  ];
  for (const { name, file, ours, expected } of cases)
    it(name, () => expect([...errorsOf(file, ours)].sort()).toEqual(expected));

  it('holds for what happened up to its last day, and for nothing after it', () => {
    const { rules } = load({ 'r.yml': ruleText('r'), 'f.yml': filterText(OURS) });
    const hitsAt = (createdDateTime: string): number => {
      const read = readTestRecord({
        id: '00000000-0000-4000-8000-000000000001',
        createdDateTime,
        userPrincipalName: 'kiosk@contoso.com',
        authenticationProtocol: 'deviceCode',
        status: { errorCode: 0 },
      });
      return read === null ? -1 : rules.match(read.record, read.event).length;
    };
    expect([hitsAt('2026-06-30T23:59:59Z'), hitsAt('2026-07-01T00:00:00Z')]).toEqual([0, 1]);
  });

  const ends = [
    { name: 'is fine on its last day', now: '2026-06-30T12:00:00.000Z', errors: 0, warnings: 0 },
    { name: 'is warned of after it', now: '2026-07-01T00:00:00.000Z', errors: 0, warnings: 1 },
    { name: 'is an error thirty days later', now: '2026-07-31T00:00:00.000Z', errors: 1, warnings: 0 },
  ];
  for (const { name, now, errors, warnings } of ends)
    it(name, () => {
      const { filters } = load({ 'r.yml': ruleText('r'), 'f.yml': filterText(OURS) });
      const result = checkSuppressions(filters, [], now);
      expect([result.errors.length, result.warnings.length]).toEqual([errors, warnings]);
      for (const issue of [...result.errors, ...result.warnings])
        expect(describeIssue(issue)).toMatch(/^f\.yml:7:\d+ ended on 2026-06-30 .* ask mail team/);
    });

  it('for any rule of a log that no rule reads is named as unused', () => {
    const content = load({
      'r.yml': ruleText('r'),
      'used.yml': filterText(OURS, 'any'),
      'unused.yml': filterText(OURS, 'any', 'auditlogs'),
    });
    expect(unusedFilters(content.filters, content.compiled).map(describeIssue)).toEqual([
      expect.stringMatching(/^unused\.yml:2:\d+ is not used: no rule here reads .*auditlogs/),
    ]);
  });
});
