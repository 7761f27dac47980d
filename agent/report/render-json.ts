import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.js';
import { inOrder, type ReportInput } from './report-input.js';
import { summarySentence } from './wording-incident.js';
import { nextSteps } from './wording-next-steps.js';

/**
 * The incident in its published format (`schemas/incident.schema.json`): `actions` are ids, `exposure` is the whole
 * object or null. Beside it stand `actionRecords` (`schemas/action.schema.json`), the `events`, `next` and the time
 * of writing.
 */
export function renderJson(input: ReportInput): JsonObject {
  return toJson({
    generatedAt: input.now,
    productVersion: input.productVersion,
    mode: input.mode,
    scenarioNote: input.scenarioNote,
    summary: summarySentence(input),
    next: nextSteps(input),
    ...input.incident,
    actions: input.actions.map((action) => action.id),
    exposure: input.exposure,
    actionRecords: input.actions,
    events: inOrder(input).events,
  });
}

/** Undefined fields are left out, so that what is written is what is read back. */
function toJson(value: object): JsonObject {
  const plain = plainOf(value);
  return isJsonObject(plain) ? plain : {};
}

function plainOf(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([name, item]) => [name, plainOf(item)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
