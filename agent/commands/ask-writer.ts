import type { Config } from '../config.js';
import type { CaseTerms } from '../daemon/requests/terms.js';
import { answerRequests, type RequestKind } from '../daemon/requests.js';
import { takeWriterLease } from '../daemon/writer-lease.js';
import { StoreError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import type { Store, StoreRequest } from '../model/store.js';
import type { RetrySettings } from '../pipeline/retry-records.js';
import { openBoundary } from '../runtime/boundary.js';
import { systemClock } from '../runtime/clock.js';
import { nameHolder } from '../runtime/holder.js';
import { randomId } from '../runtime/ids.js';
import { silentLog } from '../runtime/log.js';
import { openStore } from '../store/open-store.js';
import { productVersion } from './product.js';

const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Leaves a request for the process that writes to the store and waits for its answer; where none runs, carries it
 * out itself. Still pending in the answer when the other process takes longer. Raises `StoreError`.
 */
export async function askWriter(
  config: Config,
  asked: { readonly kind: RequestKind; readonly payload: JsonObject },
  retrySettings: RetrySettings | null = null,
): Promise<StoreRequest> {
  const store = await openStore({ ...config.store, boundary: openBoundary });
  try {
    const request: StoreRequest = {
      id: randomId(),
      ...asked,
      requestedAt: systemClock.now(),
      status: 'pending',
      result: null,
    };
    await store.write('request-leave', (tx) => tx.putRequest(request));
    await answerOurselves(store, config, retrySettings);
    return (await answerTo(store, request.id)) ?? request;
  } finally {
    await store.close();
  }
}

async function answerOurselves(
  store: Store,
  config: Config,
  retrySettings: RetrySettings | null,
): Promise<void> {
  try {
    const lease = await takeWriterLease(store, nameHolder(), systemClock, silentLog);
    try {
      await answerRequests(store, systemClock, silentLog, { ...offlineTerms(config), retrySettings });
    } finally {
      await lease.release();
    }
  } catch (cause) {
    if (!(cause instanceof StoreError) || cause.kind !== 'locked') throw cause;
  }
}

/** Messages are queued only: the agent sends them when it runs again. */
function offlineTerms({ response, alerts, alertRouting }: Config): CaseTerms {
  const { mode, approvalMs } = response;
  return {
    mode,
    approvalMs,
    telling: { sinks: alerts, routing: alertRouting, productVersion: productVersion() },
  };
}

async function answerTo(store: Store, id: string): Promise<StoreRequest | null> {
  const until = systemClock.nowMs() + ANSWER_WITHIN_MS;
  do {
    const request = await store.read((reads) => reads.request(id));
    if (request !== null && request.status !== 'pending') return request;
    await systemClock.sleep(LOOK_EVERY_MS);
  } while (systemClock.nowMs() < until);
  return null;
}
