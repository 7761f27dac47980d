/** Time spent by stage. Stages may stand inside each other; who reads the figures knows which. */
export interface Stopwatch {
  run<T>(stage: string, work: () => T): T;
  runAsync<T>(stage: string, work: () => Promise<T>): Promise<T>;
  /** So far, in milliseconds; 0 for a stage that was never run. */
  spentMs(stage: string): number;
  stages(): readonly string[];
  reset(): void;
}

export function createStopwatch(): Stopwatch {
  const spent = new Map<string, number>();
  const add = (stage: string, sinceMs: number): void => {
    spent.set(stage, (spent.get(stage) ?? 0) + performance.now() - sinceMs);
  };
  return {
    run(stage, work) {
      const since = performance.now();
      try {
        return work();
      } finally {
        add(stage, since);
      }
    },
    async runAsync(stage, work) {
      const since = performance.now();
      try {
        return await work();
      } finally {
        add(stage, since);
      }
    },
    spentMs: (stage) => spent.get(stage) ?? 0,
    stages: () => [...spent.keys()],
    reset: () => spent.clear(),
  };
}
