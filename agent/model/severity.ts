/** From the least urgent to the most. */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Whether `left` is more urgent than `right`. */
export function isMoreSevere(left: Severity, right: Severity): boolean {
  return SEVERITIES.indexOf(left) > SEVERITIES.indexOf(right);
}
