import type { Clock, Log } from '../model/ports.js';
import { DAY_MS, HOUR_MS } from '../model/time.js';

/** What is resolved anew without a reload: who is protected, how large the tenant is. */
export interface Refreshing {
  /** Leaves the old terms where it raises. */
  refresh(): Promise<void>;
}

/** Once a day, and after a failure once an hour, until `signal` is aborted. */
export async function keepRefreshing(
  { refresh }: Refreshing,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  let waitMs = DAY_MS;
  for (;;) {
    await clock.sleep(waitMs, signal).catch(() => {});
    if (signal.aborted) return;
    try {
      await refresh();
      waitMs = DAY_MS;
    } catch (cause) {
      log.error(
        { reason: String(cause) },
        'who is protected could not be resolved anew; the old list stands',
      );
      waitMs = HOUR_MS;
    }
  }
}
