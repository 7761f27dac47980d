import type { RoleNeeds } from './role-needs.js';

/** How the granted permissions compare with what is needed; each list sorted. */
export interface RoleVerdict {
  /** Neither granted nor contained in a wider one that is. */
  readonly missing: readonly string[];
  /** Granted and of no use here: to be taken away. */
  readonly excess: readonly string[];
}

/** Wider permissions that the API takes in place of a narrow one ("Least to most privileged" of each operation). */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  'GroupMember.Read.All': [
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
  ],
  'IdentityRiskEvent.Read.All': ['IdentityRiskEvent.ReadWrite.All'],
  'IdentityRiskyUser.Read.All': ['IdentityRiskyUser.ReadWrite.All'],
  'RoleManagement.Read.Directory': [
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'RoleManagement.ReadWrite.Directory',
  ],
  'User.Read.All': ['Directory.Read.All', 'Directory.ReadWrite.All', 'User.ReadWrite.All'],
  'User.RevokeSessions.All': ['Directory.ReadWrite.All', 'User.ReadWrite.All'],
};

/** A wider permission spares the narrow one, and is in excess all the same. */
export function judgeRoles(granted: readonly string[], needs: RoleNeeds): RoleVerdict {
  const has = new Set(granted);
  const may = new Set([...needs.required, ...needs.useful]);
  return {
    missing: needs.required.filter(
      (role) => !has.has(role) && !(WIDER[role] ?? []).some((wider) => has.has(wider)),
    ),
    excess: [...has].filter((role) => !may.has(role)).sort(),
  };
}
