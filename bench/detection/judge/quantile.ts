/** The value below which that share lies; null for an empty list. */
export function quantile(values: readonly number[], share: number): number | null {
  const ordered = [...values].sort((left, right) => left - right);
  return ordered[Math.min(Math.floor(ordered.length * share), ordered.length - 1)] ?? null;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
