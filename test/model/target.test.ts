import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../agent/model/ports.js';
import { classesOf, targetOf } from '../../agent/model/target.js';
import { profileOf } from '../respond/plan/plan-facts.js';

interface Case {
  readonly name: string;
  readonly user: DirectoryUser | null;
  readonly isPrivileged: boolean | null;
  readonly classes: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'an account that the directory does not know', user: null, isPrivileged: null, classes: [] },
  {
    name: 'roles that could not be read are no absence of roles',
    user: profileOf(),
    isPrivileged: null,
    classes: ['user'],
  },
  {
    name: 'no role',
    user: { ...profileOf(), roles: [] },
    isPrivileged: false,
    classes: ['user'],
  },
  {
    name: 'a role that it holds',
    user: { ...profileOf(), roles: ['Exchange Administrator'] },
    isPrivileged: true,
    classes: ['privileged'],
  },
  {
    name: 'a role that it may take on',
    user: { ...profileOf(), roles: [], eligibleRoles: ['Global Administrator'] },
    isPrivileged: true,
    classes: ['privileged'],
  },
  {
    name: 'a shared mailbox of a synced account',
    user: { ...profileOf({ isSynced: true }), mailboxKind: 'shared', roles: [] },
    isPrivileged: false,
    classes: ['shared', 'synced'],
  },
];

describe('the account that a plan is for', () => {
  it.each([
    { name: 'nobody asked', mailboxKind: undefined, expected: null },
    { name: 'it has none', mailboxKind: null, expected: 'none' },
    { name: 'the provider said', mailboxKind: 'room', expected: 'room' },
  ] as const)('what its mailbox is for: $name', ({ mailboxKind, expected }) => {
    const user = mailboxKind === undefined ? profileOf() : { ...profileOf(), mailboxKind };
    expect(targetOf(user, false).mailboxKind).toBe(expected);
  });

  it.each(CASES)('$name', ({ user, isPrivileged, classes }) => {
    const target = targetOf(user, false);
    expect(target.isPrivileged).toBe(isPrivileged);
    expect(classesOf(target)).toEqual(classes);
  });
});
