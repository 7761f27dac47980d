import type { StepContext, StepWork } from './step-work.js';

/** Takes away the account's own consent to one application. */
export const grantWork: StepWork = {
  async find(context) {
    const { containment, action, signal } = context;
    const clientId = await containment.servicePrincipal(action.object ?? '', signal);
    if (clientId === null)
      return { status: 'nothing', detail: 'the tenant does not know the application any more' };
    const grants = (await grantsOf(context)).filter((grant) => grant.clientId === clientId);
    const own = grants.filter((grant) => !grant.isTenantWide);
    if (own.length > 0) {
      const objects = own.map(({ id, resourceId, scope }) => ({
        id,
        state: { clientId, resourceId, scope },
      }));
      return { status: 'found', objects };
    }
    return grants.length > 0
      ? { status: 'cannot', detail: 'the application is allowed for everybody: removing that hits them all' }
      : { status: 'nothing', detail: 'the consent was taken back already' };
  },

  change: ({ id }, { containment, signal }) => containment.removeGrant(id, signal),

  async isChanged({ id }, context) {
    return !(await grantsOf(context)).some((grant) => grant.id === id);
  },

  async restore({ id, state }, context) {
    if ((await grantsOf(context)).some((grant) => grant.id === id)) return null;
    const { containment, targetId, signal } = context;
    const [clientId, resourceId, scope] = [state.clientId, state.resourceId, state.scope].map(String);
    await containment.restoreGrant(
      targetId,
      { clientId: clientId ?? '', resourceId: resourceId ?? '', scope: scope ?? '' },
      signal,
    );
    return null;
  },
};

function grantsOf({ containment, targetId, signal }: StepContext) {
  return containment.grants(targetId, signal);
}
