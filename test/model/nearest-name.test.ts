import { describe, expect, it } from 'vitest';
import { nearestName } from '../../agent/model/nearest-name.js';

describe('nearestName', () => {
  const names = ['signIns', 'exchangeAudit', 'directoryAudits', 'mode'];
  const cases: readonly { name: string; given: string; expected: string | null }[] = [
    { name: 'a slip of one letter', given: 'signInss', expected: 'signIns' },
    { name: 'another case', given: 'EXCHANGEAUDIT', expected: 'exchangeAudit' },
    { name: 'two letters swapped', given: 'mdoe', expected: 'mode' },
    { name: 'nothing like it', given: 'telephone', expected: null },
    { name: 'nothing at all', given: '', expected: null },
  ];
  for (const { name, given, expected } of cases) {
    it(name, () => expect(nearestName(given, names)).toBe(expected));
  }

  it('has no answer without candidates', () => expect(nearestName('mode', [])).toBeNull());
});
