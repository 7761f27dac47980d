import type { Store, StoreTx } from '../../agent/model/store.js';
import type { Stopwatch } from './stopwatch.js';

/**
 * The store with each call inside a transaction as a stage `store: <method>`, a whole transaction as `write`, and what
 * is done in it as `work`: the difference is the begin and the commit.
 */
export function timedStore(store: Store, stopwatch: Stopwatch): Store {
  return {
    ...store,
    write: (name, work) =>
      stopwatch.runAsync('write', () =>
        store.write(name, (tx) => stopwatch.runAsync('work', () => work(timedView(tx, stopwatch)))),
      ),
  };
}

/** These give no promise: nothing that awaits may stand before them. */
const AT_ONCE = new Set<string>(['keyedHash'] satisfies (keyof StoreTx)[]);

type Call = (...given: readonly unknown[]) => Promise<unknown>;

function timedView(tx: StoreTx, stopwatch: Stopwatch): StoreTx {
  const calls = Object.entries(tx as unknown as Record<string, Call>).map(([name, call]): [string, Call] => [
    name,
    AT_ONCE.has(name) ? call : (...given) => stopwatch.runAsync(`store: ${name}`, () => call(...given)),
  ]);
  return Object.fromEntries(calls) as unknown as StoreTx;
}
