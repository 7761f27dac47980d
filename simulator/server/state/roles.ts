import type { JsonRecord, SimGroup, SimUser, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

/** An account or group that holds a role or lies in a group. */
export interface RoleMember {
  readonly type: 'user' | 'group';
  readonly record: JsonRecord;
}

export interface DirectoryRole {
  readonly id: string;
  readonly templateId: string;
  readonly displayName: string;
  readonly members: readonly RoleMember[];
}

/** Activated directory roles and the groups that hold some. */
export class Roles {
  readonly all: readonly DirectoryRole[];
  readonly #users: readonly SimUser[];
  readonly #groups: readonly SimGroup[];

  constructor(world: SimWorld) {
    this.#users = world.users;
    this.#groups = world.groups ?? [];
    const names = new Set([...world.users, ...this.#groups].flatMap((holder) => holder.roles));
    this.all = [...names].sort().map((displayName) => ({
      id: new Random(`role/${world.tenantId}/${displayName}`).guid(),
      // Template ids are the same in all tenants.
      templateId: new Random(`role-template/${displayName}`).guid(),
      displayName,
      members: [
        ...this.#users.filter((user) => user.roles.includes(displayName)).map(userMember),
        ...this.#groups.filter((group) => group.roles.includes(displayName)).map(groupMember),
      ],
    }));
  }

  /** Whether an account holds a directory role, itself or through a group. */
  isPrivileged(user: SimUser): boolean {
    if (user.roles.length > 0) return true;
    return this.#groups.some(
      (group) =>
        group.roles.length > 0 &&
        this.transitiveMembers(group.id)?.some((member) => member.record.id === user.id),
    );
  }

  /** Everybody and every group inside; null when there is no such group. */
  transitiveMembers(groupId: string): readonly RoleMember[] | null {
    if (!this.#groups.some((group) => group.id === groupId)) return null;
    const found = new Map<string, RoleMember>();
    const visit = (id: string): void => {
      for (const memberId of this.#groups.find((group) => group.id === id)?.memberIds ?? []) {
        if (found.has(memberId)) continue;
        const user = this.#users.find((one) => one.id === memberId);
        const group = this.#groups.find((one) => one.id === memberId);
        if (user !== undefined) found.set(memberId, userMember(user));
        if (group === undefined) continue;
        found.set(memberId, groupMember(group));
        visit(memberId);
      }
    };
    visit(groupId);
    return [...found.values()];
  }
}

function userMember({ id, displayName, userPrincipalName, mail, jobTitle }: SimUser): RoleMember {
  return { type: 'user', record: { id, displayName, userPrincipalName, mail, jobTitle } };
}

function groupMember({ id, displayName }: SimGroup): RoleMember {
  return { type: 'group', record: { id, displayName } };
}
