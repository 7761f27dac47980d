import type { FoundObject } from '../../../model/action.js';
import type { InboxRule, PlantedRule } from '../../../model/response-ports.js';
import type { StepContext, StepWork } from './step-work.js';

/**
 * Switches off the rules that a record tells of. The API has other ids than the log, so rules are known by their name; one of
 * that name that neither forwards nor hides is left alone.
 */
export const inboxRuleWork: StepWork = {
  async find(context) {
    if (context.planted.length === 0)
      return { status: 'cannot', detail: 'the record that names the rule is gone: look for it by hand' };
    const rules = await rulesOf(context);
    const named = rules.filter((rule) => context.planted.some((planted) => isNamed(rule, planted)));
    if (named.length === 0) {
      const detail =
        'the rule is not among those that the API shows: it is gone, or hidden from it; look by hand';
      return { status: 'cannot', detail };
    }
    const meant = named.filter(({ forwards, hides }) => forwards || hides);
    if (meant.length === 0)
      return { status: 'nothing', detail: 'the rule of that name neither forwards nor hides mail by now' };
    const on = meant.filter((rule) => rule.isEnabled);
    if (on.length === 0) return { status: 'nothing', detail: 'the rule was switched off already' };
    if (on.some((rule) => rule.isReadOnly))
      return { status: 'cannot', detail: 'the provider lets nobody change the rule over its API' };
    return { status: 'found', objects: on.map(toObject) };
  },

  change: ({ id }, { containment, targetId, signal }) =>
    containment.setInboxRuleEnabled(targetId, id, false, signal),

  /** A rule that is gone does no harm. */
  async isChanged({ id }, context) {
    const rule = (await rulesOf(context)).find((one) => one.id === id);
    return rule === undefined || !rule.isEnabled;
  },

  async restore({ id, state }, context) {
    const rule = (await rulesOf(context)).find((one) => one.id === id);
    if (rule === undefined) return 'the rule is gone';
    if (rule.contentHash !== state.contentHash)
      return 'the rule was changed since: look at it before it is on';
    if (!rule.isEnabled)
      await context.containment.setInboxRuleEnabled(context.targetId, id, true, context.signal);
    return null;
  },
};

function rulesOf({ containment, targetId, signal }: StepContext): Promise<readonly InboxRule[]> {
  return containment.inboxRules(targetId, signal);
}

function isNamed(rule: InboxRule, planted: PlantedRule): boolean {
  if (planted.ruleId !== null && rule.id === planted.ruleId) return true;
  return planted.name !== null && rule.name?.trim() === planted.name.trim();
}

function toObject(rule: InboxRule): FoundObject {
  return { id: rule.id, state: { isEnabled: true, contentHash: rule.contentHash } };
}
