import type { MessageRule, MessageRuleActions } from '@microsoft/microsoft-graph-types';
import { sha256 } from '../../../model/ids.js';
import { canonicalJson, isJsonObject, type JsonValue } from '../../../model/json.js';
import type { InboxRule, RuleControl } from '../../../model/response-ports.js';
import type { Graph } from '../graph.js';
import { responseCall } from './response-call.js';

const NEEDS = 'MailboxSettings.ReadWrite';

/**
 * Rules of the Inbox, the only folder whose rules the API knows; those that a mail program made over MAPI can be hidden from
 * it. Rules are switched off and never deleted: they are evidence.
 */
export function graphRules(graph: Graph): RuleControl {
  const path = (userId: string) => ['users', userId, 'mailFolders', 'inbox', 'messageRules'];
  return {
    async inboxRules(userId, signal) {
      const call = responseCall('responder', 'GET messageRules', NEEDS, path(userId), signal);
      const rules: InboxRule[] = [];
      for await (const values of graph.pages(call)) rules.push(...values.flatMap(toRule));
      return rules;
    },

    async setInboxRuleEnabled(userId, ruleId, isEnabled, signal) {
      const at = [...path(userId), ruleId];
      await graph.change(responseCall('responder', 'PATCH messageRule', NEEDS, at, signal), { isEnabled });
    },
  };
}

function toRule(value: JsonValue): readonly InboxRule[] {
  if (!isJsonObject(value) || typeof value.id !== 'string') return [];
  const rule = value as MessageRule;
  const actions = rule.actions ?? {};
  const { id } = value;
  return [
    {
      id,
      name: rule.displayName ?? null,
      isEnabled: rule.isEnabled !== false,
      isReadOnly: rule.isReadOnly === true,
      forwards: [actions.forwardTo, actions.forwardAsAttachmentTo, actions.redirectTo].some(hasAny),
      hides: doesHide(actions),
      contentHash: sha256(canonicalJson([value.conditions, value.actions, value.exceptions])),
    },
  ];
}

function hasAny(list: readonly unknown[] | null | undefined): boolean {
  return (list?.length ?? 0) > 0;
}

function doesHide(actions: MessageRuleActions): boolean {
  return (
    actions.delete === true ||
    actions.permanentDelete === true ||
    actions.markAsRead === true ||
    typeof actions.moveToFolder === 'string'
  );
}
