/**
 * Stories that a world can hold; null in the options is the default one, the case of March 2020. `quiet`: nobody
 * is attacked. `storm`: nobody either, but the provider calls a great part of the people a high risk. `no-p1`: the default
 * story in a tenant without Entra ID P1, whose sign-ins only the audit feed tells.
 */
export const SCENARIOS = ['quiet', 'storm', 'no-p1'] as const;

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
  return scenario === null || scenario === 'no-p1';
}
