/** Which worlds a run may see. What is tuned never meets what it is measured on. */
export const SPLITS = ['train', 'tune', 'test'] as const;

export type Split = (typeof SPLITS)[number];

export interface Seed {
  readonly split: Split;
  readonly number: number;
}

/** `tune`, or `tune:3`. Raises a `RangeError` that says what was expected. */
export function parseSeed(text: string): Seed {
  const [name, rest = '1', ...more] = text.split(':');
  const split = SPLITS.find((one) => one === name);
  const number = Number(rest);
  if (split === undefined || more.length > 0 || !Number.isInteger(number) || number < 0)
    throw new RangeError(
      `--seed: expected train, tune or test, with a number if wanted (tune:3), got ${text}`,
    );
  return { split, number };
}

/** Begins the name of every stream of chance: no two splits share one. */
export function seedName({ split, number }: Seed): string {
  return `${split}#${number}`;
}

/**
 * The third of a list that belongs to a split: intruders' providers, program names, applications and words of the test
 * worlds occur in no other.
 */
export function shareOf<T>(list: readonly T[], split: Split): readonly T[] {
  const turn = SPLITS.indexOf(split);
  return list.filter((_, index) => index % SPLITS.length === turn);
}
