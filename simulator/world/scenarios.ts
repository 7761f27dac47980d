/**
 * Stories that a world can hold; null in the options is the default one, the case of March 2020. `quiet`: nobody
 * is attacked. `storm`: nobody either, but the provider calls a great part of the people a high risk. All others tell the
 * default story in a tenant that is in trouble. `no-p1`: without Entra ID P1, so that only the audit feed tells sign-ins.
 * `audit-off`: unified auditing was never switched on. `expired-content`: some contents are listed and gone. `stalled-feed`:
 * the feed answers and brings nothing any more. `mutating-sign-ins`: rows are added to after they were first shown.
 * `new-subscription`: the feed has content of after an app's first subscription only. `oversized-blob`: a day's records in one content. `token-revoked-mid-page`: tokens end between two pages.
 */
export const SCENARIOS = [
  'quiet',
  'storm',
  'no-p1',
  'audit-off',
  'expired-content',
  'stalled-feed',
  'mutating-sign-ins',
  'new-subscription',
  'oversized-blob',
  'token-revoked-mid-page',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

/** Raises a RangeError that lists the names when there is no such scenario. */
export function parseScenario(name: string | null): Scenario | null {
  if (name === null) return null;
  const found = SCENARIOS.find((scenario) => scenario === name);
  if (found === undefined) {
    throw new RangeError(`unknown scenario "${name}"; known: ${SCENARIOS.join(', ')}`);
  }
  return found;
}

/** Whether the default story is played in it. */
export function hasStory(scenario: Scenario | null): boolean {
  return scenario !== 'quiet' && scenario !== 'storm';
}
