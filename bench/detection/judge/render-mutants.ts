import type { MutantOutcome, MutantReport } from './mutants.js';

/** The report as tables for people: what is lost to each change, and what without each behaviour. */
export function renderMutants({ campaigns, plain, records, steps, behaviours }: MutantReport): string {
  const kinds = [...new Set(records.map(({ by }) => by))];
  const heads = [...kinds.map(headOf), 'behaviour switched off'];
  const name = Math.max(...[...records.map((one) => one.name), ...heads].map(({ length }) => length));
  return [
    `as it is: ${plain.detected} of ${campaigns} campaigns found, ${plain.contained} contained`,
    ...kinds.flatMap((kind) => [
      '',
      headOf(kind)
        .padEnd(name + 2)
        .concat('found  contained  lost; no longer contained'),
      ...records.filter(({ by }) => by === kind).map((one) => renderOutcome(one, name)),
    ]),
    '',
    'steps that it took until a campaign was missed',
    ...[...groupBySteps(steps)].map(([count, ids]) => `${count}: ${ids.join(', ')}`),
    '',
    'behaviour switched off'.padEnd(name + 2).concat('lost; no longer contained; newly caught or contained'),
    ...behaviours.map(({ behaviour, lost, uncontained, gained }) =>
      [behaviour.padEnd(name + 1), [lost, uncontained, gained].map(listed).join('; ')].join(' '),
    ),
  ].join('\n');
}

function headOf(by: MutantOutcome['by']): string {
  return `changed by the ${by}`;
}

function renderOutcome(
  { name, detected, contained, lost, uncontained }: MutantOutcome,
  width: number,
): string {
  const counts = `${String(detected).padStart(5)}  ${String(contained).padStart(9)}`;
  return `${name.padEnd(width + 2)}${counts}  ${listed(lost)}; ${listed(uncontained)}`;
}

function groupBySteps(steps: MutantReport['steps']): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const sorted = steps.toSorted((left, right) => (left.steps ?? 99) - (right.steps ?? 99));
  for (const { campaign, steps: count } of sorted) {
    const key = count === null ? 'never' : String(count);
    groups.set(key, [...(groups.get(key) ?? []), campaign]);
  }
  return groups;
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? '-' : ids.join(' ');
}
