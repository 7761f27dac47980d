import type { StepContext, StepWork } from './step-work.js';

/** Shuts the account. */
export const disableAccountWork: StepWork = {
  async find({ containment, directory, targetId, signal }) {
    const user = await directory.user(targetId, signal);
    if (user?.profile?.isSynced === true) {
      const detail = 'the account is ruled from the premises: it must be disabled there';
      return { status: 'cannot', detail };
    }
    const isEnabled = await containment.isAccountEnabled(targetId, signal);
    return isEnabled === false
      ? { status: 'nothing', detail: 'the account was disabled already' }
      : { status: 'found', objects: [{ id: targetId, state: { isEnabled } }] };
  },
  change: (_, { containment, targetId, signal }) => containment.setAccountEnabled(targetId, false, signal),
  async isChanged(_, { containment, targetId, signal }) {
    const isEnabled = await containment.isAccountEnabled(targetId, signal);
    return isEnabled === null ? null : !isEnabled;
  },
  async restore(_, { containment, targetId, signal }) {
    await containment.setAccountEnabled(targetId, true, signal);
    return null;
  },
};

/** Puts the account into the group that conditional access blocks. */
export const quarantineWork: StepWork = {
  async find(context) {
    const { quarantineGroup: group, containment, targetId, signal } = context;
    if (group === null) return { status: 'cannot', detail: 'response.quarantineGroup is not set' };
    return (await containment.isInGroup(targetId, group, signal))
      ? { status: 'nothing', detail: 'the account was in the group already' }
      : { status: 'found', objects: [{ id: group, state: {} }] };
  },
  change: ({ id }, { containment, targetId, signal }) => containment.setInGroup(targetId, id, true, signal),
  isChanged: isInGroup,
  async restore(object, context) {
    if (!(await isInGroup(object, context))) return null;
    await context.containment.setInGroup(context.targetId, object.id, false, context.signal);
    return null;
  },
};

function isInGroup({ id }: { readonly id: string }, context: StepContext): Promise<boolean> {
  return context.containment.isInGroup(context.targetId, id, context.signal);
}

/** Tells the provider that the account is in other hands. */
export const confirmCompromisedWork: StepWork = {
  async find({ containment, targetId, signal }) {
    return (await containment.isConfirmedCompromised(targetId, signal))
      ? { status: 'nothing', detail: 'the provider was told already' }
      : { status: 'found', objects: [{ id: targetId, state: {} }] };
  },
  change: (_, { containment, targetId, signal }) =>
    containment.setConfirmedCompromised(targetId, true, signal),
  isChanged: (_, { containment, targetId, signal }) => containment.isConfirmedCompromised(targetId, signal),
  async restore(_, { containment, targetId, signal }) {
    await containment.setConfirmedCompromised(targetId, false, signal);
    return null;
  },
};
