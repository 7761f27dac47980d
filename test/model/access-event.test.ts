import { describe, expect, it } from 'vitest';
import { type Principal, principalKey, subjectOf } from '../../agent/model/access-event.js';

describe('principalKey', () => {
  const cases: readonly { name: string; given: Principal | null; expected: string | null }[] = [
    {
      name: 'the name, in lower case',
      given: { id: 'U1', upn: 'Anna@Contoso.example' },
      expected: 'anna@contoso.example',
    },
    { name: 'the id where there is no name', given: { id: 'AB-C', upn: null }, expected: 'id:ab-c' },
    { name: 'an empty name is none', given: { id: 'u1', upn: '' }, expected: 'id:u1' },
    { name: 'neither', given: { id: '', upn: '' }, expected: null },
    { name: 'nobody', given: null, expected: null },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(principalKey(given)).toBe(expected));
});

describe('subjectOf', () => {
  const anna = { id: null, upn: 'anna@contoso.example' };
  const bert = { id: null, upn: 'bert@contoso.example' };
  const cases = [
    {
      name: 'the mailbox before the one who acted',
      given: { user: bert, mailbox: anna },
      expected: anna.upn,
    },
    {
      name: 'the one who acted where no mailbox is meant',
      given: { user: bert, mailbox: null },
      expected: bert.upn,
    },
    {
      name: 'a mailbox without a name counts as none',
      given: { user: bert, mailbox: { id: null, upn: null } },
      expected: bert.upn,
    },
    { name: 'nobody', given: { user: null, mailbox: null }, expected: null },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(subjectOf(given)).toBe(expected));
});
