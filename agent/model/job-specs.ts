import type { Action } from './action.js';
import type { Alert } from './alert.js';
import { briefOf } from './alert-brief.js';
import type { ContainmentState } from './containment.js';
import type { Exposure } from './exposure.js';
import { sha256 } from './ids.js';
import type { Incident } from './incident.js';
import { canonicalJson } from './json.js';
import type { MailboxSurvey } from './mailbox-survey.js';
import type { Job, JobSpec } from './store.js';
import type { Instant } from './time.js';

/** Lower goes first: nothing holds up a revoke, and no report holds up an alert. */
export const PRIORITY = {
  act: 0,
  undo: 0,
  verify: 1,
  watch: 1,
  deliver: 2,
  freeze: 3,
  assess: 5,
  report: 6,
  survey: 8,
} as const;

/** Does one action; again when a person lets it go again. */
export function actJob(action: Action, now: Instant): JobSpec {
  const { approvedUntil = '', resumedAt = '' } = action;
  const again = approvedUntil + resumedAt;
  return job('act', action.id, again === '' ? 'approved' : `approved:${again}`, now);
}

/** Asks whether an action took; due when the provider has had time. */
export function verifyJob(action: Action, dueAt: Instant): JobSpec {
  return job('verify', action.id, 'done', dueAt);
}

/** Takes back what an action did; again when a person asks again. */
export function undoJob(action: Action, reason: string, now: Instant): JobSpec {
  return { ...job('undo', action.id, `${action.doneAt ?? ''}:${now}`, now), payload: { reason } };
}

/**
 * Looks whether the intruder is out. `seen` follows from what there is to look at: a new act of the account is looked at at once.
 */
export function watchJob(incident: string, seen: string, dueAt: Instant): JobSpec {
  return job('watch', incident, seen, dueAt);
}

/** Keeps how the account stands as evidence; once for each incident. */
export function freezeJob(incident: string, now: Instant): JobSpec {
  return job('freeze', incident, 'planned', now);
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
  containment: ContainmentState | null = null,
): JobSpec {
  const assessed = exposure === null ? null : { ...exposure, assessedAt: null };
  return job('report', incident.id, sha256(canonicalJson([incident, actions, assessed, containment])), now);
}

/** Goes on with a look at a whole mailbox; `slice` counts the pieces of work that it is done in, from 0. */
export function surveyJob({ subject, pass }: MailboxSurvey, slice: number, dueAt: Instant): JobSpec {
  return { ...job('survey', subject, `${pass}#${slice}`, dueAt), payload: { slice } };
}

/** Writes an actor's report anew because that of one of its mailboxes changed. */
export function campaignReportJob(actor: Incident, { subject, version }: JobSpec, now: Instant): JobSpec {
  return job('report', actor.id, sha256(canonicalJson([subject, version])), now);
}

/** Tells an alert again; one a thread and sink, so that news moves the next reminder back. */
export function reminderJob(alert: Alert, sink: string, reminder: number, dueAt: Instant): JobSpec {
  return {
    ...job('deliver', alert.id, `${alert.id}#${reminder}@${dueAt}`, dueAt),
    id: `deliver:${briefOf(alert).key}:${sink}:reminder`,
    payload: { sink, reminder },
  };
}

/** What a job was queued as. */
export function toJobSpec({ id, kind, subject, version, dueAt, priority, payload }: Job): JobSpec {
  return { id, kind, subject, version, dueAt, priority, payload };
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
