import type { Action } from '../../agent/model/action.js';
import type { Incident } from '../../agent/model/incident.js';

/** An incident that justifies containment, altered by `change`. */
export function incidentOf(change: Partial<Incident> = {}): Incident {
  return {
    id: 'inc-1',
    aliases: [],
    kind: 'mailbox',
    subject: 'ann@contoso.com',
    mailbox: { id: '11111111-0000-4000-8000-000000000001', upn: 'ann@contoso.com' },
    status: 'open',
    openedAt: '2026-03-01T10:00:00.000Z',
    firstEvent: '2026-03-01T09:00:00.000Z',
    lastEvent: '2026-03-01T09:30:00.000Z',
    late: false,
    score: 8_000,
    threshold: 3_000,
    containThreshold: 6_000,
    justifiesContainment: true,
    containmentReason: 'two independent families of evidence',
    reasons: [],
    sessions: ['sid:1'],
    origins: [],
    mailEvents: [],
    coverage: { complete: true, gaps: [] },
    note: null,
    ...change,
  };
}

/** A revoke that was decided for `incidentOf()`, altered by `change`. */
export function actionOf(change: Partial<Action> = {}): Action {
  return {
    id: 'act-1',
    incident: 'inc-1',
    kind: 'revoke-sessions',
    target: { id: '11111111-0000-4000-8000-000000000001', upn: 'ann@contoso.com' },
    status: 'approved',
    decidedAt: '2026-03-01T10:00:00.000Z',
    attemptedAt: null,
    doneAt: null,
    verified: 'unknown',
    isApproved: false,
    reason: 'two independent families of evidence',
    ...change,
  };
}
