import type { SimGroup, SimUser, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

/** An account or group that holds a role or lies in a group. */
export type RoleMember =
  | {
      readonly type: 'user';
      readonly record: Pick<SimUser, 'id' | 'displayName' | 'userPrincipalName' | 'mail' | 'jobTitle'>;
    }
  | { readonly type: 'group'; readonly record: Pick<SimGroup, 'id' | 'displayName'> };

export interface DirectoryRole {
  readonly id: string;
  readonly templateId: string;
  readonly displayName: string;
  readonly members: readonly RoleMember[];
}

/** One who may take on a role for some hours. */
export interface Eligibility {
  readonly id: string;
  readonly principalId: string;
  /** Display name. */
  readonly role: string;
  readonly roleTemplateId: string;
}

/** Activated directory roles and the groups that hold some. */
export class Roles {
  readonly all: readonly DirectoryRole[];
  readonly eligible: readonly Eligibility[];
  readonly #users: readonly SimUser[];
  #groups: readonly SimGroup[];

  constructor(world: SimWorld) {
    this.#users = world.users;
    this.#groups = world.groups ?? [];
    const names = new Set([...world.users, ...this.#groups].flatMap((holder) => holder.roles));
    this.all = [...names].sort().map((displayName) => ({
      id: new Random(`role/${world.tenantId}/${displayName}`).guid(),
      // Template ids are the same in all tenants.
      templateId: templateOf(displayName),
      displayName,
      members: [
        ...this.#users.filter((user) => user.roles.includes(displayName)).map(userMember),
        ...this.#groups.filter((group) => group.roles.includes(displayName)).map(groupMember),
      ],
    }));
    this.eligible = world.users.flatMap(({ id, eligibleRoles = [] }) =>
      eligibleRoles.map((role) => ({
        id: new Random(`eligible/${world.tenantId}/${id}/${role}`).guid(),
        principalId: id,
        role,
        roleTemplateId: templateOf(role),
      })),
    );
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

  /** Null when there is no such group. */
  group(id: string): SimGroup | null {
    return this.#groups.find((group) => group.id === id.toLowerCase()) ?? null;
  }

  /** Whether an account lies in a group, itself or through another. */
  isMember(groupId: string, userId: string): boolean {
    return this.transitiveMembers(groupId.toLowerCase())?.some(({ record }) => record.id === userId) ?? false;
  }

  setMember(groupId: string, userId: string, isMember: boolean): void {
    this.#groups = this.#groups.map((group) => {
      if (group.id !== groupId) return group;
      const others = group.memberIds.filter((id) => id !== userId);
      return { ...group, memberIds: isMember ? [...others, userId] : others };
    });
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

function templateOf(role: string): string {
  return new Random(`role-template/${role}`).guid();
}

function userMember({ id, displayName, userPrincipalName, mail, jobTitle }: SimUser): RoleMember {
  return { type: 'user', record: { id, displayName, userPrincipalName, mail, jobTitle } };
}

function groupMember({ id, displayName }: SimGroup): RoleMember {
  return { type: 'group', record: { id, displayName } };
}
