import type { JsonObject } from '../model/json.js';
import type { PlantedRule } from '../model/response-ports.js';
import type { Store } from '../model/store.js';
import { readRuleCmdlet, readUpdateInboxRules } from '../normalise/audit/inbox-rule.js';
import { Fields } from '../normalise/fields/fields.js';
import { namedValues } from '../normalise/fields/named-values.js';

/**
 * What the raw records behind events tell of inbox rules. A rule's name is people's own text: it is read anew from the encrypted
 * record each time, and goes no further than to the comparison with the rules that are there. Raises `StoreError`.
 */
export async function plantedRules(store: Store, events: readonly string[]): Promise<readonly PlantedRule[]> {
  const records = await store.read((reads) => reads.records(events));
  return records.flatMap(({ body }) => ruleIn(body));
}

/** A cmdlet has its parameters in a list, a mail program's change its properties in another. */
function ruleIn(body: JsonObject): readonly PlantedRule[] {
  const fields = new Fields(body);
  const parameters = fields.objects('Parameters');
  if (parameters.length > 0) {
    const names = parameters.flatMap((one) => one.text('Name') ?? []);
    const { name } = readRuleCmdlet(namedValues(parameters), names);
    return name === null ? [] : [{ name, ruleId: null }];
  }
  const { effects, ruleId } = readUpdateInboxRules(namedValues(fields.objects('OperationProperties')));
  return effects.name === null && ruleId === null ? [] : [{ name: effects.name, ruleId }];
}
