import type { Action } from '../../agent/model/action.js';
import type { Incident } from '../../agent/model/incident.js';
import type { Instant } from '../../agent/model/time.js';

/** An incident of an account of its own. */
export function incidentFor(name: string, now: Instant): Incident {
  const upn = `${name}@contoso.example`;
  return {
    id: `inc-${name}`,
    aliases: [],
    kind: 'mailbox',
    subject: upn,
    mailbox: { id: name, upn },
    status: 'open',
    openedAt: now,
    firstEvent: now,
    lastEvent: now,
    late: false,
    score: 8_000,
    threshold: 3_000,
    containThreshold: 6_000,
    justifiesContainment: true,
    containmentReason: 'two independent families of evidence',
    reasons: [],
    sessions: [],
    origins: [],
    mailEvents: [],
    coverage: { complete: true, gaps: [] },
    note: null,
  };
}

/** Its revocation, let go by a person so that no budget of the bench's many accounts holds it. */
export function actionFor(incident: Incident, now: Instant): Action {
  return {
    id: `act-${incident.id}`,
    incident: incident.id,
    kind: 'revoke-sessions',
    target: incident.mailbox,
    status: 'approved',
    decidedAt: now,
    attemptedAt: null,
    doneAt: null,
    verified: 'unknown',
    isApproved: true,
    reason: incident.containmentReason,
  };
}
