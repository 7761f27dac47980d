import { caseTermsOf } from '../../agent/daemon/requests/terms.js';
import { answerRequests } from '../../agent/daemon/requests.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { Action } from '../../agent/model/action.js';
import type { JsonObject } from '../../agent/model/json.js';
import type { StoreRequest } from '../../agent/model/store.js';
import { silentLog } from '../../agent/runtime/log.js';
import type { JobBench } from './job-bench.js';

let count = 0;

/** Has a person ask something of the process that writes, as a command does. */
export async function ask(bench: JobBench, kind: string, payload: JsonObject): Promise<StoreRequest | null> {
  count += 1;
  const request = { id: `request-${count}`, kind, payload, requestedAt: bench.clock.now() };
  await bench.store.write('ask', (tx) => tx.putRequest({ ...request, status: 'pending', result: null }));
  const terms = { ...caseTermsOf(bench.context), retrySettings: null };
  await answerRequests(bench.store, bench.clock, silentLog, terms);
  return bench.store.read((reads) => reads.request(request.id));
}

/** Every job that is due after `ms`. */
export async function runAfter(bench: JobBench, ms: number): Promise<void> {
  bench.clock.move(ms);
  await runDueJobs(bench.context, new AbortController().signal);
}

export function storedAction(bench: JobBench, id: string): Promise<Action | null> {
  return bench.store.read((reads) => reads.action(id));
}
