/** One metric as Prometheus knows it. Names follow https://prometheus.io/docs/practices/naming/. */
export interface MetricDefinition {
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly labels: readonly string[];
}

const gauge = (help: string, ...labels: readonly string[]): MetricDefinition => ({
  type: 'gauge',
  help,
  labels,
});
const counter = (help: string, ...labels: readonly string[]): MetricDefinition => ({
  type: 'counter',
  help,
  labels,
});

/** Every metric of our own. A label's values are a closed list, or names of sources and sinks and ids of rules. */
export const METRICS = {
  mailwarden_build_info: gauge('1, with the version that runs.', 'version'),
  mailwarden_start_timestamp_seconds: gauge('When this process began to count.'),
  mailwarden_ready: gauge('1 where this part of readiness holds.', 'check'),

  mailwarden_source_records_total: counter('Records that the provider gave, repeated ones too.', 'source'),
  mailwarden_source_rejected_total: counter("Parts of the provider's answers that were no record.", 'source'),
  mailwarden_source_read_failures_total: counter('Reads that failed, by reason.', 'source', 'reason'),
  mailwarden_source_last_read_timestamp_seconds: gauge(
    'When a window was last read to its end; absent before.',
    'source',
  ),
  mailwarden_source_closed: gauge(
    '1 while a log is closed to us until a person opens it.',
    'source',
    'reason',
  ),
  mailwarden_source_lag_seconds: gauge('How far the coverage stands behind now.', 'source'),
  mailwarden_source_covered_to_timestamp_seconds: gauge(
    'Everything before this was read, or is a named gap.',
    'source',
  ),
  mailwarden_source_complete_to_timestamp_seconds: gauge(
    'Of what happened before this, 999 records of 1,000 are here.',
    'source',
  ),
  mailwarden_source_backfill_seconds: gauge('How much of the past is still to be read.', 'source'),
  mailwarden_gaps: gauge('Stretches of a log that were not seen.', 'source', 'reason'),
  mailwarden_gap_seconds: gauge('Their length together.', 'source', 'reason'),
  mailwarden_set_aside_records: gauge('Records that could not be used and are kept aside.', 'source'),

  mailwarden_correlation_groups_looked_up_total: counter(
    'Groups of a correlation that memory had no room for. They are read from the store: no result is lost, it takes longer.',
    'rule',
    'reason',
  ),

  mailwarden_jobs: gauge('Jobs that are not done.', 'kind', 'status'),
  mailwarden_job_overdue_seconds: gauge('How long the oldest pending job is overdue.', 'kind'),
  mailwarden_accounts_waiting: gauge('Accounts that wait to be scored.'),
  mailwarden_requests_pending: gauge("People's decisions that were not carried out yet."),

  mailwarden_incidents: gauge('Incidents.', 'status'),
  mailwarden_actions: gauge('Actions that were decided.', 'kind', 'status'),
  mailwarden_actions_held: gauge('Actions that are kept back.', 'cause'),
  mailwarden_response_mode: gauge('1 for the mode of response.', 'mode'),
  mailwarden_response_stopped: gauge('1 while the kill file is there.'),
  mailwarden_response_learning: gauge('1 while the learning period lasts: nothing is done.'),
  mailwarden_response_burst_accounts: gauge('Accounts that may be acted on at once without a person.'),
  mailwarden_response_budget_left_accounts: gauge(
    'How many of these are left; nought: the next account waits for a person.',
  ),
  mailwarden_brake_trips: gauge('Pulled brakes that nobody let go.'),

  mailwarden_alert_deliveries_total: counter(
    'Sendings that came to an end, over restarts.',
    'sink',
    'outcome',
  ),
  mailwarden_alert_attempts_total: counter('Calls of a sink, by how they ended.', 'sink', 'outcome'),
  mailwarden_alert_open_sendings: gauge('Sendings that were begun and whose end is not known.'),

  mailwarden_outside_calls_total: counter('Calls out of the process.', 'service', 'outcome'),
  mailwarden_commits_total: counter('Commits of the store.', 'outcome'),
  mailwarden_store_bytes: gauge('Size of the database without its write-ahead log.'),
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof METRICS;
