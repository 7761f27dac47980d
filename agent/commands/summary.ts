import type { SourceRun } from '../daemon/collector.js';
import type { Action } from '../model/action.js';
import type { Exposure } from '../model/exposure.js';
import type { Window } from '../model/ports.js';
import type { Job, StoreReads } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { type IncidentDocument, incidentDocument } from './incident-document.js';
import type { Agent } from './open-agent.js';

/** What `once` and `demo` print as JSON. */
export interface Summary {
  readonly sources: readonly SourceSummary[];
  readonly findings: number;
  readonly incidents: readonly IncidentDocument[];
  readonly actions: readonly Action[];
  readonly exposures: readonly Exposure[];
  /** Paths of the written reports. */
  readonly reports: readonly string[];
  readonly alerts: number;
  readonly alertIds: readonly string[];
  /** Jobs that are not due yet. */
  readonly pending: readonly Pick<Job, 'kind' | 'subject' | 'dueAt' | 'attempts' | 'lastError'>[];
  /** What failed or fell short, in words; empty when nothing did. */
  readonly failures: readonly string[];
}

export interface SourceSummary {
  readonly name: string;
  readonly records: number;
  readonly new: number;
  readonly rejected: number;
  readonly coveredTo: Instant | null;
  /** The watermark: of what happened before this, nearly all records are here. */
  readonly completeTo: Instant | null;
  /** What of the first start's back-fill is still to be read; null when nothing is. */
  readonly backfill: Window | null;
  readonly gaps: readonly { from: Instant; to: Instant; reason: string | null; detail: string | null }[];
}

/** Sums a pass up from the store, which is the truth, and from how the sources ended. */
export async function summarise(agent: Agent, runs: readonly SourceRun[]): Promise<Summary> {
  const now = agent.clock.now();
  return agent.store.read(async (reads) => {
    const pending = await reads.jobs('pending');
    const incidents = await reads.incidents();
    const actions = await reads.actions();
    const alerts = await reads.alerts();
    const findings = [...(await reads.findingCounts()).values()];
    return {
      sources: await Promise.all(runs.map((run) => summariseSource(run, reads, now))),
      findings: findings.reduce((sum, count) => sum + count, 0),
      incidents: await Promise.all(incidents.map((incident) => incidentDocument(incident, reads))),
      actions,
      exposures: await reads.exposures(),
      reports: incidents.map((incident) => agent.jobContext().reports.pathOf(`${incident.id}.html`)),
      alerts: alerts.length,
      alertIds: alerts.map(({ alert }) => alert.id),
      pending: pending.map(({ kind, subject, dueAt, attempts, lastError }) => ({
        kind,
        subject,
        dueAt,
        attempts,
        lastError,
      })),
      failures: failuresOf(runs, pending, await reads.jobs('dead'), actions),
    };
  });
}

async function summariseSource(run: SourceRun, reads: StoreReads, now: Instant): Promise<SourceSummary> {
  const coverage = await reads.coverage(run.source, '1970-01-01T00:00:00.000Z', now);
  const cursor = await reads.cursor(run.source);
  return {
    name: run.source,
    records: run.records,
    new: run.fresh,
    rejected: run.rejected,
    coveredTo: cursor?.coveredTo ?? null,
    completeTo: cursor?.completeTo ?? null,
    backfill: cursor?.backfill ?? null,
    gaps: coverage
      .filter((entry) => entry.state === 'gap')
      .map(({ from, to, reason, detail }) => ({ from, to, reason, detail })),
  };
}

function failuresOf(
  runs: readonly SourceRun[],
  pending: readonly Job[],
  dead: readonly Job[],
  actions: readonly Action[],
): readonly string[] {
  return [
    ...runs.flatMap((run) => (run.failure === null ? [] : [`${run.source}: ${run.failure.message}`])),
    ...dead.map((job) => `${job.kind} of ${job.subject} was given up: ${job.lastError ?? 'unknown'}`),
    ...pending.flatMap((job) =>
      job.attempts === 0 || job.kind === 'verify'
        ? []
        : [`${job.kind} of ${job.subject} will be tried again: ${job.lastError ?? 'unknown'}`],
    ),
    ...actions.flatMap((action) =>
      action.status === 'failed' || action.verified === 'no'
        ? [`${action.kind} of ${action.incident}: ${action.reason}`]
        : [],
    ),
  ];
}
