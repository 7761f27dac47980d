/** What is given after nobody takes it any more. */
class NobodyTakes extends Error {
  override readonly name = 'NobodyTakes';
}

interface Given<T> {
  readonly value: T;
  readonly taken: () => void;
}

/**
 * The values that `run` gives, one after the other: each `give` waits until its value was taken, so that whoever reads faster than
 * the values are used holds one of them only. Raises what `run` raises.
 */
export async function* pumped<T>(
  run: (give: (value: T) => Promise<void>) => Promise<void>,
): AsyncGenerator<T> {
  const given: Given<T>[] = [];
  let isDone = false;
  let isLeft = false;
  let underWay: Given<T> | null = null;
  let wake = (): void => {};
  const give = (value: T): Promise<void> =>
    isLeft
      ? Promise.reject(new NobodyTakes('nobody takes it'))
      : new Promise((resolve) => {
          given.push({ value, taken: resolve });
          wake();
        });
  const running = run(give).finally(() => {
    isDone = true;
    wake();
  });
  // It may fail before anybody waits for it.
  running.catch(() => {});
  try {
    for (;;) {
      const next = given.shift();
      if (next !== undefined) {
        underWay = next;
        yield next.value;
        next.taken();
      } else if (isDone) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    await running;
  } finally {
    isLeft = true;
    // Whoever waits goes on, and hears of it with what comes next.
    underWay?.taken();
    for (const { taken } of given) taken();
  }
}
