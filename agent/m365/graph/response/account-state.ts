import { OutsideError } from '../../../model/errors.js';
import type { AccountControl } from '../../../model/response-ports.js';
import type { Graph } from '../graph.js';
import { responseCall, unlessAlready } from './response-call.js';

const RISK = 'IdentityRiskyUser.ReadWrite.All';

/** @param origin of Graph in this cloud: a member of a group is named by its whole address. */
export function graphAccountState(graph: Graph, origin: string): AccountControl {
  return {
    async isAccountEnabled(userId, signal) {
      const call = responseCall('reader', 'GET user state', 'User.Read.All', ['users', userId], signal);
      // Not among the properties that come without being asked for.
      const { accountEnabled } = await graph.object({ ...call, query: { $select: 'id,accountEnabled' } });
      return typeof accountEnabled === 'boolean' ? accountEnabled : null;
    },

    async setAccountEnabled(userId, isEnabled, signal) {
      const needs = 'User.EnableDisableAccount.All';
      const call = responseCall('responder', 'PATCH user state', needs, ['users', userId], signal);
      await graph.change(call, { accountEnabled: isEnabled });
    },

    async isInGroup(userId, groupId, signal) {
      const at = ['users', userId, 'checkMemberGroups'];
      const call = responseCall('reader', 'POST checkMemberGroups', 'GroupMember.Read.All', at, signal);
      const { value } = await graph.create(call, { groupIds: [groupId] });
      return Array.isArray(value) && value.some((id) => String(id).toLowerCase() === groupId.toLowerCase());
    },

    async setInGroup(userId, groupId, isMember, signal) {
      const needs = 'GroupMember.ReadWrite.All';
      if (isMember) {
        const at = ['groups', groupId, 'members', '$ref'];
        const call = responseCall('responder', 'POST group member', needs, at, signal);
        const member = `${origin}/v1.0/directoryObjects/${encodeURIComponent(userId)}`;
        await graph.post(call, { '@odata.id': member });
        return;
      }
      const at = ['groups', groupId, 'members', userId, '$ref'];
      const call = responseCall('responder', 'DELETE group member', needs, at, signal);
      await unlessAlready([404], () => graph.remove(call));
    },

    async isConfirmedCompromised(userId, signal) {
      const at = ['identityProtection', 'riskyUsers', userId];
      const call = responseCall('reader', 'GET riskyUser', 'IdentityRiskyUser.Read.All', at, signal);
      try {
        const user = await graph.object({ ...call, lane: 'identity-protection' });
        return user.riskState === 'confirmedCompromised';
      } catch (error) {
        // Who never had a risk is no risky user.
        if (error instanceof OutsideError && error.kind === 'not-found') return false;
        throw error;
      }
    },

    async setConfirmedCompromised(userId, isCompromised, signal) {
      const act = isCompromised ? 'confirmCompromised' : 'dismiss';
      const at = ['identityProtection', 'riskyUsers', act];
      const call = responseCall('responder', `POST ${act}`, RISK, at, signal);
      await graph.post({ ...call, lane: 'identity-protection' }, { userIds: [userId] });
    },
  };
}
