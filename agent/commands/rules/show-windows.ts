import { isTemporal } from '../../detect/correlation/place-sightings.js';
import type { ExplainedWindow } from '../../detect/loop/explain-window.js';
import { renderWindows, type ShownCorrelation, type WindowNames } from '../../detect/loop/render-windows.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import { toInstant } from '../../model/time.js';
import type { CorrelationWindows, FoundWindows } from './correlation-windows.js';
import { ruleDocument } from './explain-parts.js';

/** What a record's windows are shown with. */
export interface ShowTerms {
  /** The values that make up a group may be a customer's: without this only their length is shown. */
  readonly showsValues: boolean;
  readonly titleOf: (rule: string) => string;
}

/** Windows for people. */
export function windowsInWords({ record, nameOf, windows }: FoundWindows, terms: ShowTerms): string {
  const names: WindowNames = { record, nameOf, titleOf: terms.titleOf };
  return windows.map((one) => renderWindows(toShown(one, terms), names)).join('');
}

/** Windows for machines; times are instants. */
export function windowsAsJson({ nameOf, windows }: FoundWindows, terms: ShowTerms): readonly object[] {
  return windows.map((one) => {
    const { title, timespan, condition, groupBy, reason, groups } = toShown(one, terms);
    const shown = groups.map(({ group, window }) => ({ group, ...windowAsJson(window, nameOf) }));
    return {
      correlation: one.correlation.rule.id,
      title,
      timespan,
      condition,
      groupBy,
      reason,
      groups: shown,
    };
  });
}

function windowAsJson(window: ExplainedWindow, nameOf: (record: string) => string): object {
  const { from, closesAt, completedBy, records, ...rest } = window;
  return {
    ...rest,
    from: toInstant(from),
    closesAt: toInstant(closesAt),
    completedBy: completedBy === null ? null : nameOf(completedBy),
    records: records.map((one) => ({ ...one, record: nameOf(one.record), at: toInstant(one.at) })),
  };
}

function toShown(
  { correlation, reason, groups }: CorrelationWindows,
  { showsValues }: ShowTerms,
): ShownCorrelation {
  const { title, file, line } = correlation.rule;
  const { value } = ruleDocument(correlation, 'correlation');
  const body: JsonObject = isJsonObject(value) && isJsonObject(value.correlation) ? value.correlation : {};
  const { timespan, condition = null } = body;
  const describe = (text: string): string =>
    showsValues ? JSON.stringify(text) : `a text of ${text.length} characters`;
  return {
    title,
    file,
    line,
    timespan: String(timespan),
    condition: condition === null || typeof condition === 'string' ? condition : JSON.stringify(condition),
    groupBy: correlation.groupBy,
    asksForRules: isTemporal(correlation),
    reason,
    groups: groups.map(({ group, window }) => ({
      group: group === null ? ['known by keyed hashes only'] : group.map(describe),
      window,
    })),
  };
}
