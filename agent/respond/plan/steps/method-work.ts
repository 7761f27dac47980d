import { toMs } from '../../../model/time.js';
import { SAME_ACT_MS } from '../find-left-behind.js';
import type { StepContext, StepWork } from './step-work.js';

/** Takes away the ways to sign in that were added when the records say that one was. */
export const methodWork: StepWork = {
  async find(context) {
    const methods = await methodsOf(context);
    const times = [context.action.object ?? '', ...context.evidence.map((event) => event.at)].map(toMs);
    const added = methods.filter(
      ({ createdAt }) =>
        createdAt !== null && times.some((ms) => Math.abs(toMs(createdAt) - ms) <= SAME_ACT_MS),
    );
    if (added.length > Math.max(1, context.evidence.length)) {
      const detail =
        'more methods were added at that time than records tell of: ask the owner which are theirs';
      return { status: 'cannot', detail };
    }
    if (added.length > 0) {
      const objects = added.map(({ id, collection }) => ({ id, state: { collection } }));
      return { status: 'found', objects };
    }
    return methods.some(({ createdAt }) => createdAt === null)
      ? {
          status: 'cannot',
          detail: 'the provider does not tell when each method was added: ask the owner which are theirs',
        }
      : { status: 'nothing', detail: 'no method of that time is there any more' };
  },

  change: ({ id, state }, { containment, targetId, signal }) =>
    containment.removeAuthenticationMethod(targetId, { id, collection: String(state.collection) }, signal),

  async isChanged({ id }, context) {
    return !(await methodsOf(context)).some((method) => method.id === id);
  },

  restore: null,
};

function methodsOf({ containment, targetId, signal }: StepContext) {
  return containment.authenticationMethods(targetId, signal);
}
