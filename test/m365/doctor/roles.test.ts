import { describe, expect, it } from 'vitest';
import { judgeRoles } from '../../../agent/m365/doctor/judge-roles.js';
import { readRoles } from '../../../agent/m365/doctor/read-roles.js';
import { roleNeeds } from '../../../agent/m365/doctor/role-needs.js';

function tokenWith(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
}

describe('the permissions in a token', () => {
  const cases: readonly { name: string; given: string; expected: readonly string[] | null }[] = [
    { name: 'sorted', given: tokenWith({ roles: ['B.Read', 'A.Read'] }), expected: ['A.Read', 'B.Read'] },
    { name: 'none', given: tokenWith({ aud: 'x' }), expected: [] },
    { name: 'an opaque token', given: 'token-1', expected: null },
    { name: 'an encrypted one', given: 'a.!!!.c.d.e', expected: null },
    { name: 'a claim of another form', given: tokenWith({ roles: 'A.Read' }), expected: null },
    {
      name: 'what is no name is not repeated',
      given: tokenWith({ roles: ['A\nB', 7, 'A'] }),
      expected: ['A'],
    },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(readRoles(given)).toEqual(expected));
});

describe('granted against needed', () => {
  const use = { sources: ['signIns', 'exchangeAudit'], hasProtectedRoles: true };
  const reader = roleNeeds('reader', use);
  const exactly = [
    'ActivityFeed.Read',
    'AuditLog.Read.All',
    'GroupMember.Read.All',
    'RoleManagement.Read.Directory',
    'User.Read.All',
  ];

  it('what is needed follows from what is switched on', () => {
    expect(reader.required).toEqual(exactly);
    const little = roleNeeds('reader', { sources: ['riskyUsers'], hasProtectedRoles: false });
    expect(little.required).toEqual(['IdentityRiskyUser.Read.All', 'User.Read.All']);
  });

  const cases: readonly { name: string; granted: readonly string[]; expected: object }[] = [
    { name: 'exactly', granted: exactly, expected: { missing: [], excess: [] } },
    {
      name: 'one that a part takes which may be off',
      granted: [...exactly, 'AuditLogsQuery-Exchange.Read.All'],
      expected: { missing: [], excess: [] },
    },
    {
      name: 'nothing',
      granted: [],
      expected: { missing: exactly, excess: [] },
    },
    {
      name: 'a wider one does, and is more than needed',
      granted: ['ActivityFeed.Read', 'AuditLog.Read.All', 'Directory.Read.All'],
      expected: { missing: [], excess: ['Directory.Read.All'] },
    },
    {
      name: 'a reader that could write',
      granted: [...exactly, 'Mail.ReadWrite', 'User.RevokeSessions.All'],
      expected: { missing: [], excess: ['Mail.ReadWrite', 'User.RevokeSessions.All'] },
    },
  ];
  for (const { name, granted, expected } of cases) {
    it(name, () => expect(judgeRoles(granted, reader)).toEqual(expected));
  }

  it('a responder that can rule the tenant is refused its comfort', () => {
    const needs = roleNeeds('responder', use);
    expect(judgeRoles(['User.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'], needs)).toEqual({
      missing: [],
      excess: ['AppRoleAssignment.ReadWrite.All', 'User.ReadWrite.All'],
    });
  });
});
