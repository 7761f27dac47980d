import { expect, it } from 'vitest';
import type { ProtectedEntry } from '../../agent/respond/protection.js';
import { answerFrom, type StoredProtection } from '../../agent/respond/stored-protection.js';

const KEEPER = 'aaaaaaaa-0000-4000-8000-000000000001';
const ENTRIES: readonly ProtectedEntry[] = [
  { account: 'Glass@contoso.com' },
  { role: 'Global Administrator' },
];
const STORED: StoredProtection = {
  entries: ENTRIES,
  reasons: { [KEEPER]: 'protected by the role "Global Administrator"', 'glass@contoso.com': 'protected' },
  unresolved: [],
};
const ann = { id: 'bbbbbbbb-0000-4000-8000-000000000002', upn: 'ann@contoso.com' };
const keeper = { id: KEEPER.toUpperCase(), upn: 'renamed@contoso.com' };
const glass = { id: null, upn: 'GLASS@contoso.com' };

const CASES: readonly {
  readonly name: string;
  readonly stored: StoredProtection | null;
  readonly entries?: readonly ProtectedEntry[];
  /** Of an ordinary account, of the holder of a role, of a name on the list. */
  readonly expected: readonly string[];
}[] = [
  { name: 'the list as it was resolved', stored: STORED, expected: ['no', 'yes', 'yes'] },
  { name: 'never resolved', stored: null, expected: ['unknown', 'unknown', 'yes'] },
  {
    name: 'an entry that could not be looked up',
    stored: { ...STORED, unresolved: ['the role "Billing Administrator"'] },
    expected: ['unknown', 'yes', 'yes'],
  },
  {
    name: 'a list that was changed since: who is on it by name is still protected',
    stored: STORED,
    entries: [{ account: 'ann@contoso.com' }],
    expected: ['yes', 'unknown', 'unknown'],
  },
];

it.each(CASES)(
  'who is protected, by the last resolution: $name',
  ({ stored, entries = ENTRIES, expected }) => {
    const answer = answerFrom(stored, entries);
    expect([ann, keeper, glass].map((one) => answer(one).isProtected)).toEqual(expected);
  },
);

it('says what keeps it from telling', () => {
  expect(answerFrom({ ...STORED, unresolved: ['"x@contoso.com"'] }, ENTRIES)(ann).reason).toMatch(
    /cannot tell: "x@contoso\.com" of the protected list could not be resolved/,
  );
});
