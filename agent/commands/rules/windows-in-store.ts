import type { Correlation } from '../../detect/correlation/correlation.js';
import { definitionsOf } from '../../detect/correlation/definitions.js';
import { judgeGroup } from '../../detect/correlation/judge-group.js';
import { stretchesToJudge } from '../../detect/correlation/stretches.js';
import { type ExplainedWindow, explainWindow } from '../../detect/loop/explain-window.js';
import type { RuleSet } from '../../detect/sigma/rule-set.js';
import { isBackground } from '../../model/counted-events.js';
import type { StoreReads } from '../../model/store.js';
import { toSighting } from '../../pipeline/correlate/judge-stored.js';
import { absenceOf, type CorrelationWindows, type FoundWindows } from './correlation-windows.js';
import type { FileRecord } from './record-at.js';

/** The windows of a stored event, as the agent has judged them. */
export async function windowsInStore(
  { record, event }: FileRecord,
  correlations: readonly Correlation[],
  rules: RuleSet,
  reads: StoreReads,
): Promise<FoundWindows> {
  const id = event?.id ?? '';
  const wanted = definitionsOf(rules.correlations);
  const loaded = new Map(
    (await reads.correlationDefinitions()).map((one) => [one.correlation, one.definition]),
  );
  const hits = record === null ? [] : rules.match(record, event);
  const reasonFor = (correlation: Correlation): string => {
    if (loaded.get(correlation.rule.id) !== wanted.get(correlation.rule.id))
      return 'the agent has not loaded this correlation as the file has it now';
    if (event !== null && isBackground(event))
      return "the provider's own work, and what mailwarden itself reads, takes part in no correlation";
    return absenceOf(correlation, hits);
  };
  const windows: CorrelationWindows[] = [];
  for (const correlation of correlations) {
    const groups = await groupsInStore(correlation, id, reads);
    windows.push({ correlation, groups, reason: groups.length > 0 ? null : reasonFor(correlation) });
  }
  return { record: id, nameOf: (name) => name, windows };
}

async function groupsInStore(
  correlation: Correlation,
  event: string,
  reads: StoreReads,
): Promise<CorrelationWindows['groups']> {
  const own = await reads.sightingsAt(correlation.rule.id, [event]);
  const times = new Map<string, number[]>();
  for (const { group, at } of own) times.set(group, [...(times.get(group) ?? []), at]);
  const groups: { readonly group: null; readonly window: ExplainedWindow }[] = [];
  for (const [group, at] of times) {
    for (const { read } of stretchesToJudge(at, correlation.spanMs)) {
      const stored = await reads.sightings({ correlation: correlation.rule.id, group, ...read });
      const window = explainWindow(correlation, judgeGroup(correlation, stored.map(toSighting)), event);
      if (window !== null) groups.push({ group: null, window });
    }
  }
  return groups;
}
