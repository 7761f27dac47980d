import type { Figures, LiveFigures, ResponseFigures, StoreFigures } from '../model/metrics.js';
import { type Instant, SECOND_MS, toMs } from '../model/time.js';
import type { ReadinessCheck } from './judge-readiness.js';
import type { MetricName } from './metric-catalogue.js';

/** One value of one metric. */
export interface Sample {
  readonly metric: MetricName;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What was seen at one moment. */
export interface Observation {
  readonly at: Instant;
  readonly live: LiveFigures;
  /** Null when the store did not answer: what it would have told is then left out, not nought. */
  readonly figures: Figures | null;
  readonly readiness: readonly ReadinessCheck[];
}

/** Turns what was seen into samples. A clock that was set back gives no negative age. */
export function measure(
  { at, live, figures, readiness }: Observation,
  productVersion: string,
): readonly Sample[] {
  return [
    sample('mailwarden_build_info', 1, { version: productVersion }),
    ...readiness.map((one) => sample('mailwarden_ready', Number(one.isOk), { check: one.name })),
    ...liveSamples(live),
    ...(figures === null ? [] : storedSamples(figures, at)),
  ];
}

function storedSamples({ store, response }: Figures, now: Instant): readonly Sample[] {
  return [
    ...placeSamples(store, now),
    ...workSamples(store, now),
    ...deliverySamples(store),
    ...responseSamples(response, now),
  ];
}

function liveSamples(live: LiveFigures): readonly Sample[] {
  const { startedAt, sources, readFailures, crossings, deliveries, correlationRoom } = live;
  return [
    sample('mailwarden_start_timestamp_seconds', inSeconds(toMs(startedAt))),
    ...sources.flatMap(({ source, records, rejected, lastReadAt, closedFor }) => [
      sample('mailwarden_source_records_total', records, { source }),
      sample('mailwarden_source_rejected_total', rejected, { source }),
      ...timestamp('mailwarden_source_last_read_timestamp_seconds', source, lastReadAt),
      ...(closedFor === null ? [] : [sample('mailwarden_source_closed', 1, { source, reason: closedFor })]),
    ]),
    ...readFailures.map(({ name, outcome, count }) =>
      sample('mailwarden_source_read_failures_total', count, { source: name, reason: outcome }),
    ),
    ...crossings.map(({ name, outcome, count }) =>
      name === 'commit'
        ? sample('mailwarden_commits_total', count, { outcome })
        : sample('mailwarden_outside_calls_total', count, { service: name, outcome }),
    ),
    ...deliveries.map(({ name, outcome, count }) =>
      sample('mailwarden_alert_attempts_total', count, { sink: name, outcome }),
    ),
    ...correlationRoom.map(({ name, outcome, count }) =>
      sample('mailwarden_correlation_groups_looked_up_total', count, { rule: name, reason: outcome }),
    ),
  ];
}

function placeSamples({ sources, gaps, rejected }: StoreFigures, now: Instant): readonly Sample[] {
  return [
    ...sources.flatMap(({ source, coveredTo, completeTo, backfillMs }) => [
      sample('mailwarden_source_lag_seconds', ageOf(coveredTo, now), { source }),
      ...timestamp('mailwarden_source_covered_to_timestamp_seconds', source, coveredTo),
      ...timestamp('mailwarden_source_complete_to_timestamp_seconds', source, completeTo),
      sample('mailwarden_source_backfill_seconds', inSeconds(backfillMs), { source }),
    ]),
    ...gaps.flatMap(({ source, reason, count, totalMs }) => [
      sample('mailwarden_gaps', count, { source, reason }),
      sample('mailwarden_gap_seconds', inSeconds(totalMs), { source, reason }),
    ]),
    ...rejected.map(({ source, count }) => sample('mailwarden_set_aside_records', count, { source })),
  ];
}

function workSamples(store: StoreFigures, now: Instant): readonly Sample[] {
  const held = new Map<string, number>();
  for (const { heldBy, count } of store.actions) {
    if (heldBy !== null) held.set(heldBy, (held.get(heldBy) ?? 0) + count);
  }
  const actions = new Map<string, Sample>();
  for (const { kind, status, count } of store.actions) {
    const before = actions.get(`${kind} ${status}`)?.value ?? 0;
    actions.set(`${kind} ${status}`, sample('mailwarden_actions', before + count, { kind, status }));
  }
  return [
    ...store.jobs.map(({ kind, status, count }) => sample('mailwarden_jobs', count, { kind, status })),
    ...store.jobs
      .filter(({ status }) => status === 'pending')
      .map(({ kind, oldestDueAt }) =>
        sample('mailwarden_job_overdue_seconds', ageOf(oldestDueAt, now), { kind }),
      ),
    sample('mailwarden_accounts_waiting', store.waitingAccounts),
    sample('mailwarden_requests_pending', store.pendingRequests),
    sample('mailwarden_store_bytes', store.storeBytes),
    ...store.incidents.map(({ status, count }) => sample('mailwarden_incidents', count, { status })),
    ...actions.values(),
    ...[...held].map(([cause, count]) => sample('mailwarden_actions_held', count, { cause })),
  ];
}

function deliverySamples({ deliveries, openSendings }: StoreFigures): readonly Sample[] {
  return [
    ...deliveries.map(({ sink, outcome, count }) =>
      sample('mailwarden_alert_deliveries_total', count, { sink, outcome }),
    ),
    sample('mailwarden_alert_open_sendings', openSendings),
  ];
}

function responseSamples(response: ResponseFigures, now: Instant): readonly Sample[] {
  const { mode, isStopped, learningUntil, burstAccounts, budgetLeftAccounts, holdingTrips } = response;
  return [
    sample('mailwarden_response_mode', 1, { mode }),
    sample('mailwarden_response_stopped', Number(isStopped)),
    sample('mailwarden_response_learning', Number(learningUntil !== null && learningUntil > now)),
    sample('mailwarden_response_burst_accounts', burstAccounts),
    sample('mailwarden_response_budget_left_accounts', budgetLeftAccounts),
    sample('mailwarden_brake_trips', holdingTrips),
  ];
}

function sample(metric: MetricName, value: number, labels: Sample['labels'] = {}): Sample {
  return { metric, labels, value };
}

function timestamp(metric: MetricName, source: string, at: Instant | null): readonly Sample[] {
  return at === null ? [] : [sample(metric, inSeconds(toMs(at)), { source })];
}

function ageOf(at: Instant, now: Instant): number {
  return Math.max(0, inSeconds(toMs(now) - toMs(at)));
}

function inSeconds(ms: number): number {
  return ms / SECOND_MS;
}
