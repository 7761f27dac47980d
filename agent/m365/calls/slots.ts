/** A fixed number of places; whoever comes first gets the next free one. */
export interface Slots {
  /** Resolves to the function that gives the place back; calling it twice is harmless. */
  take(signal: AbortSignal): Promise<() => void>;
  isIdle(): boolean;
}

export function createSlots(places: number): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;

  function handOver(): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = waiting.shift();
      if (next === undefined) taken -= 1;
      else next();
    };
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < places) {
        taken += 1;
        return handOver();
      }
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(enter);
      });
      return handOver();
    },
    isIdle: () => taken === 0,
  };
}
