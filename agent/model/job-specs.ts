import type { Action } from './action.js';
import type { Alert } from './alert.js';
import type { Exposure } from './exposure.js';
import { sha256 } from './ids.js';
import type { Incident } from './incident.js';
import { canonicalJson } from './json.js';
import type { JobSpec } from './store.js';
import type { Instant } from './time.js';

/** Lower goes first: nothing holds up a revoke, and no report holds up an alert. */
export const PRIORITY = { act: 0, verify: 1, deliver: 2, assess: 5, report: 6 } as const;

/** Does one action. */
export function actJob(action: Action, now: Instant): JobSpec {
  return job('act', action.id, 'approved', now);
}

/** Asks whether an action took; due when the provider has had time. */
export function verifyJob(action: Action, dueAt: Instant): JobSpec {
  return job('verify', action.id, 'done', dueAt);
}

/** Examines what was reached; again when more was. */
export function assessJob(incident: Incident, now: Instant): JobSpec {
  return job('assess', incident.id, sha256(canonicalJson(incident.mailEvents)), now);
}

/** Writes the report; again when anything in it changed. */
export function reportJob(
  incident: Incident,
  actions: readonly Action[],
  exposure: Exposure | null,
  now: Instant,
): JobSpec {
  const assessed = exposure === null ? null : { ...exposure, assessedAt: null };
  return job('report', incident.id, sha256(canonicalJson([incident, actions, assessed])), now);
}

/** One delivery per sink: a dead one holds up no other. */
export function deliverJobs(alert: Alert, sinks: readonly string[], now: Instant): readonly JobSpec[] {
  return sinks.map((sink) => ({
    ...job('deliver', alert.id, alert.id, now),
    id: `deliver:${alert.id}:${sink}`,
    payload: { sink },
  }));
}

function job(kind: JobSpec['kind'], subject: string, version: string, dueAt: Instant): JobSpec {
  return {
    id: `${kind}:${subject}`,
    kind,
    subject,
    version,
    dueAt,
    priority: PRIORITY[kind],
    payload: {},
  };
}
