import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import { Fields, parseEmbedded } from '../fields/fields.js';
import type { NamedValues } from '../fields/named-values.js';
import type { RuleAct, RuleEffects } from './rule-facts.js';

const MAX_DEPTH = 8;

/** Conditions of the inbox rule cmdlets all name what they look for; these do not. */
const EFFECT_PARAMETERS = new Set([
  'alwaysdeleteoutlookrulesblob',
  'force',
  'identity',
  'mailbox',
  'name',
  'priority',
  'confirm',
  'enabled',
  'deletemessage',
  'softdeletemessage',
  'movetofolder',
  'copytofolder',
  'markasread',
  'markimportance',
  'forwardto',
  'forwardasattachmentto',
  'redirectto',
  'sendtextmessagenotificationto',
  'stopprocessingrules',
  'applycategory',
  'pinmessage',
]);

/** The rule of `New-InboxRule` and its kin. `names` are all the parameters that are there. */
export function readRuleCmdlet(parameters: NamedValues, names: readonly string[]): RuleEffects {
  const forwards = ['ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo'].flatMap((name) =>
    parameters.all(name),
  );
  return {
    forwardsTo: forwards.filter((value) => value !== ''),
    deletes: parameters.flag('DeleteMessage') === true || parameters.flag('SoftDeleteMessage') === true,
    marksAsRead: parameters.flag('MarkAsRead') === true,
    movesTo: parameters.get('MoveToFolder'),
    stopsProcessing: parameters.flag('StopProcessingRules') === true,
    hasConditions: names.some((name) => !EFFECT_PARAMETERS.has(name.toLowerCase())),
    name: parameters.has('Name') ? (parameters.get('Name') ?? '') : null,
  };
}

export interface UpdatedRule {
  readonly effects: RuleEffects;
  readonly act: RuleAct;
  readonly ruleId: string | null;
}

/**
 * `UpdateInboxRules`, which Microsoft's schema does not describe. Two shapes are seen: `RuleActions`, the JSON text of a list
 * of `{ActionType, Recipients}`, and `ServerRule`, the JSON text of a whole rule whose recipients lie in `Values[].Value`.
 * Outlook stamps all rules anew at its start: bursts of changes without any action.
 */
export function readUpdateInboxRules(properties: NamedValues): UpdatedRule {
  const bodies = ['RuleActions', 'ServerRule'].flatMap((name) => properties.all(name)).map(parseEmbedded);
  const actions = bodies.flatMap((body) => findActions(body, 0));
  const server = new Fields(bodies.find(isJsonObject) ?? {});
  const condition = properties.get('RuleCondition') ?? server.text('Condition');
  const moves = actions.filter((action) => isOfType(action, ['move']));
  return {
    act: actOf(properties.get('RuleOperation')),
    ruleId: properties.get('RuleId') ?? server.text('RuleId', 'Id'),
    effects: {
      forwardsTo: actions.filter((action) => isOfType(action, ['forward', 'redirect'])).flatMap(recipientsOf),
      deletes: actions.some((action) => isOfType(action, ['delete'])),
      marksAsRead: actions.some((action) => isOfType(action, ['markasread', 'markread'])),
      movesTo: moves.map(folderOf).find((name) => name !== null) ?? (moves.length > 0 ? 'unknown' : null),
      stopsProcessing: /stop|exit/i.test(properties.get('RuleState') ?? ''),
      hasConditions: condition !== null || server.objects('Conditions').length > 0,
      name: properties.has('RuleName') ? (properties.get('RuleName') ?? '') : server.text('Name'),
    },
  };
}

function findActions(value: JsonValue, depth: number): readonly JsonObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((one) => findActions(one as JsonValue, depth + 1));
  if (!isJsonObject(value)) return [];
  if (typeOfAction(value) !== '') return [value];
  const fields = new Fields(value);
  return [...fields.list('Actions'), ...fields.list('RuleActions')].flatMap((one) =>
    findActions(one, depth + 1),
  );
}

function typeOfAction(action: JsonObject): string {
  return new Fields(action).text('ActionType', '$type', '@odata.type', 'Type')?.toLowerCase() ?? '';
}

function isOfType(action: JsonObject, words: readonly string[]): boolean {
  const type = typeOfAction(action);
  return words.some((word) => type.includes(word));
}

function recipientsOf(action: JsonObject): readonly string[] {
  return textsIn(new Fields(action).list('Recipients') as JsonValue, 0).filter((text) => text.includes('@'));
}

/** All texts below a value: recipients stand as texts, as `{Value}`, and as lists of properties. */
function textsIn(value: JsonValue, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => textsIn(one as JsonValue, depth + 1));
}

function folderOf(action: JsonObject): string | null {
  const fields = new Fields(action);
  return fields.text('FolderName', 'DestinationFolder', 'MoveToFolder', 'FolderPath', 'Folder');
}

function actOf(operation: string | null): RuleAct {
  const word = operation?.toLowerCase() ?? '';
  if (word.startsWith('add') || word.startsWith('create')) return 'create';
  if (word.startsWith('modify') || word.startsWith('update')) return 'change';
  return word.startsWith('remove') || word.startsWith('delete') ? 'remove' : 'unknown';
}
