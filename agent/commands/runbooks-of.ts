import type { LoadedContent } from '../detect/content/load-content.js';

/** What a person does about a finding, by the rule that it gives: of rules, correlations and behaviours that say so. */
export function runbooksOf({
  rules,
  behaviours,
}: Pick<LoadedContent, 'rules' | 'behaviours'>): ReadonlyMap<string, string> {
  const all = [
    ...rules.reporting.map(({ id, runbook }) => [id, runbook] as const),
    ...behaviours.map(({ type, runbook }) => [`behaviour:${type}`, runbook] as const),
  ];
  return new Map(all.flatMap(([rule, runbook]) => (runbook === undefined ? [] : [[rule, runbook]])));
}
