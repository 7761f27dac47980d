/**
 * A sum of doubles without rounding on the way: parts that do not overlap, smallest first (Shewchuk, "Adaptive precision
 * floating-point arithmetic", 1997). With a plain sum, a value that leaves a window would leave its rounding behind.
 */
export class ExactSum {
  #parts: readonly number[] = [];

  add(value: number): void {
    const parts: number[] = [];
    let rest = value;
    for (const part of this.#parts) {
      const [large, small] = Math.abs(rest) < Math.abs(part) ? [part, rest] : [rest, part];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) parts.push(low);
      rest = high;
    }
    if (rest !== 0) parts.push(rest);
    this.#parts = parts;
  }

  value(): number {
    return this.#parts.reduce((sum, part) => sum + part, 0);
  }
}
