import type { Clock, Log } from '../model/ports.js';
import type { Store, StoreRequest } from '../model/store.js';
import type { RetrySettings } from '../pipeline/retry-records.js';
import { acknowledge } from './requests/acknowledge.js';
import { closeIncident } from './requests/close-incident.js';
import { approve, reject } from './requests/decide-waiting.js';
import { erasePerson } from './requests/erase-person.js';
import { drop, resume } from './requests/let-go.js';
import { retryAlerts } from './requests/retry-alerts.js';
import { takeInventory } from './requests/take-inventory.js';
import { type Answer, type CarryOut, type CaseTerms, refused } from './requests/terms.js';
import { undo } from './requests/undo.js';
import { type RetryDeps, retryRejected } from './retry-rejected.js';

/** What a person may ask about a case or an action, and who carries it out. */
const CASE_REQUESTS = {
  acknowledge,
  approve,
  reject,
  undo,
  close: closeIncident,
  resume,
  drop,
  'retry-alerts': retryAlerts,
  inventory: takeInventory,
} as const satisfies Record<string, CarryOut>;

export type CaseRequestKind = keyof typeof CASE_REQUESTS;

/** What a command may ask of the writer. */
export type RequestKind = CaseRequestKind | 'retry-records' | 'erase-person';

export interface RequestTerms extends CaseTerms {
  /** Null: records are left for a process that can read them again. */
  readonly retrySettings: RetrySettings | null;
}

/** Carries out what commands asked for. Gives the number of requests. Raises `StoreError`. */
export async function answerRequests(
  store: Store,
  clock: Clock,
  log: Log,
  terms: RequestTerms,
): Promise<number> {
  const pending = await store.read((reads) => reads.requests('pending'));
  for (const request of pending) {
    if (request.kind === 'retry-records') {
      const settings = terms.retrySettings;
      if (settings !== null) await answerRetry(request, { store, clock, log, settings });
    } else if (request.kind === 'erase-person') await answerErasure(request, store, clock, log);
    else await answerCase(request, store, clock, log, terms);
  }
  return pending.length;
}

async function answerCase(
  request: StoreRequest,
  store: Store,
  clock: Clock,
  log: Log,
  terms: CaseTerms,
): Promise<void> {
  const { id, kind, payload } = request;
  const answer = await store.write('request', async (tx) => {
    const carryOut = isCaseRequest(kind) ? CASE_REQUESTS[kind] : null;
    const given =
      carryOut === null
        ? refused('this version knows no such request')
        : await carryOut(payload, tx, terms, clock.now());
    await tx.putRequest({ ...request, ...given });
    const incident = typeof payload.incident === 'string' ? payload.incident : null;
    const detail = { asked: kind, payload, ...given };
    await tx.appendLedger({ kind: 'request-answered', incident, subject: id, detail });
    return given;
  });
  log.info({ request: id, kind, ...answer }, 'a request was answered');
}

/** The request named the person; what is left of it does not, and no ledger entry or log line ever did. */
async function answerErasure(request: StoreRequest, store: Store, clock: Clock, log: Log): Promise<void> {
  const given = await store.write('erase-person', async (tx) => {
    const answer = await erasePerson(request.payload, tx, clock.now());
    await tx.putRequest({ ...request, payload: {}, status: answer.status, result: answer.result });
    return answer;
  });
  log.info({ request: request.id, kind: request.kind, ...given }, 'a request was answered');
}

function isCaseRequest(kind: string): kind is CaseRequestKind {
  return Object.hasOwn(CASE_REQUESTS, kind);
}

/** The records go in portions of their own; the answer follows when all are done. */
async function answerRetry(request: StoreRequest, deps: RetryDeps): Promise<void> {
  const { key } = request.payload;
  const { tried, used, unreadable } = await retryRejected(typeof key === 'string' ? key : null, deps);
  const answer: Answer =
    tried === 0
      ? refused('nothing is set aside under this key')
      : {
          status: 'done',
          result: `${used} of ${tried} can be used now${unreadable === 0 ? '' : `; ${unreadable} hold no record`}`,
        };
  await deps.store.write('request', (tx) => tx.putRequest({ ...request, ...answer }));
  deps.log.info({ request: request.id, kind: request.kind, ...answer }, 'a request was answered');
}
