import type { JsonObject } from '../model/json.js';
import { versionOf } from './derive-facts.js';
import { noticesOf } from './notice/notices-of.js';
import { judgementData } from './pack/notice-data.js';
import { inOrder, type ReportInput } from './report-input.js';
import { toJson } from './to-json.js';
import { summarySentence } from './wording-incident.js';
import { nextSteps } from './wording-next-steps.js';

/**
 * The incident in its published format (`schemas/incident.schema.json`): `actions` are ids, `exposure` is the whole
 * object or null. Beside it stand `actionRecords` (`schemas/action.schema.json`), the `events`, what each notice
 * regime says, `next`, the version of the report and the time of writing.
 */
export function renderJson(input: ReportInput): JsonObject {
  return toJson({
    generatedAt: input.now,
    productVersion: input.productVersion,
    mode: input.mode,
    scenarioNote: input.scenarioNote,
    reportVersion: versionOf(input).version,
    summary: summarySentence(input),
    next: nextSteps(input),
    ...input.incident,
    actions: input.actions.map((action) => action.id),
    exposure: input.exposure,
    containment: input.containment ?? null,
    notices: noticesOf(input).map(judgementData),
    detectors: input.quality ?? null,
    actionRecords: input.actions,
    events: inOrder(input).events,
  });
}
