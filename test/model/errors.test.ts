import { describe, expect, it } from 'vitest';
import { describeIssue, InputError, OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';

describe('OutsideError', () => {
  const cases: readonly { kind: OutsideErrorKind; expected: boolean }[] = [
    { kind: 'unreachable', expected: true },
    { kind: 'timeout', expected: true },
    { kind: 'throttled', expected: true },
    { kind: 'server-error', expected: true },
    { kind: 'credential', expected: false },
    { kind: 'permission', expected: false },
    { kind: 'not-found', expected: false },
    { kind: 'expired-content', expected: false },
    { kind: 'refused', expected: false },
    { kind: 'malformed-answer', expected: false },
    { kind: 'aborted', expected: false },
  ];
  for (const { kind, expected } of cases) {
    it(`${kind} ${expected ? 'may pass' : 'will not pass'} by itself`, () => {
      expect(new OutsideError(kind, 'x').isRetryable).toBe(expected);
      expect(new OutsideError(kind, 'x', { isRetryable: !expected }).isRetryable).toBe(!expected);
    });
  }
});

describe('InputError', () => {
  it('lists every mistake as compilers do', () => {
    const issues = [
      { file: 'config.json', line: 3, column: 5, message: 'expected a GUID' },
      { file: 'rules/a.yml', line: null, column: null, message: 'is empty' },
    ];
    expect(issues.map(describeIssue)).toEqual(['config.json:3:5 expected a GUID', 'rules/a.yml is empty']);
    expect(new InputError(issues).message).toBe('config.json:3:5 expected a GUID\nrules/a.yml is empty');
  });
});
