import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Action } from '../../agent/model/action.js';
import type { Alert } from '../../agent/model/alert.js';
import type { Coverage } from '../../agent/model/coverage.js';
import type { Exposure } from '../../agent/model/exposure.js';
import type { Finding } from '../../agent/model/finding.js';
import type { Incident } from '../../agent/model/incident.js';
import type { JsonObject } from '../../agent/model/json.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import type { JobSpec } from '../../agent/model/store.js';

/** The minute `minute` of one day. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
}

export function rawRecord(key: string, body: JsonObject, more: Partial<RawRecord> = {}): RawRecord {
  return { key, source: 'signIns', shape: 'graph-sign-in', occurredAt: at(0), body, ...more };
}

export function accessEvent(id: string, more: Partial<AccessEvent> = {}): AccessEvent {
  const ann = { id: 'u-ann', upn: 'ann@contoso.com' };
  return {
    id,
    source: 'signIns',
    kind: 'sign-in',
    at: at(0),
    operation: 'UserLoggedIn',
    outcome: 'success',
    user: ann,
    mailbox: ann,
    actorType: 'user',
    network: {
      address: '192.0.2.7',
      prefix: '192.0.2.0/24',
      asn: 64500,
      country: 'US',
      place: null,
      isTrusted: false,
    },
    client: {
      appId: null,
      appName: null,
      family: 'owa',
      os: null,
      deviceId: null,
      isManaged: null,
      isCompliant: null,
    },
    session: { id: 's-1', tokenId: null, isBound: null },
    authentication: null,
    mail: null,
    risk: null,
    facts: { forwardsOutside: true },
    recordHash: 'hash',
    needsCredential: true,
    ...more,
  };
}

export function finding(id: string, subject: string, more: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: 'behaviour:new-network',
    title: 'New network',
    subject,
    family: 'network',
    points: 1_200,
    text: 'A network never seen for this account.',
    events: ['e-1'],
    firstAt: at(0),
    lastAt: at(1),
    techniques: ['T1078.004'],
    needsCredential: true,
    sessions: [],
    ...more,
  };
}

export function incident(id: string, more: Partial<Incident> = {}): Incident {
  return {
    id,
    aliases: [],
    kind: 'mailbox',
    subject: 'ann@contoso.com',
    mailbox: { id: 'u-ann', upn: 'ann@contoso.com' },
    status: 'open',
    openedAt: at(0),
    firstEvent: at(0),
    lastEvent: at(1),
    late: false,
    score: 5_000,
    threshold: 4_000,
    containThreshold: 6_000,
    justifiesContainment: false,
    containmentReason: 'one family of evidence only',
    reasons: [],
    sessions: [],
    origins: [],
    mailEvents: [],
    coverage: { complete: true, gaps: [] },
    note: null,
    ...more,
  };
}

export function action(id: string, ofIncident: string, more: Partial<Action> = {}): Action {
  return {
    id,
    incident: ofIncident,
    kind: 'revoke-sessions',
    target: { id: 'u-ann', upn: 'ann@contoso.com' },
    status: 'proposed',
    decidedAt: at(2),
    attemptedAt: null,
    doneAt: null,
    verified: 'unknown',
    isApproved: false,
    reason: 'two families of evidence',
    ...more,
  };
}

export function exposure(ofIncident: string, more: Partial<Exposure> = {}): Exposure {
  return {
    incident: ofIncident,
    mailbox: { id: 'u-ann', upn: 'ann@contoso.com' },
    verdict: 'yes',
    reached: [],
    customers: [],
    groups: { account: 0, sensitive: 1 },
    unread: [],
    coverage: { complete: true, gaps: [] },
    assessedAt: at(5),
    ...more,
  };
}

export function alert(id: string, more: Partial<Alert> = {}): Alert {
  return {
    id,
    incident: 'inc-1',
    milestone: 'opened',
    severity: 'high',
    at: at(3),
    title: 'Mailbox of ann@contoso.com',
    body: { class_uid: 2004 },
    ...more,
  };
}

export function job(id: string, more: Partial<JobSpec> = {}): JobSpec {
  return {
    id,
    kind: 'act',
    subject: 'act-1',
    version: 'v1',
    dueAt: at(0),
    priority: 0,
    payload: { incident: 'inc-1' },
    ...more,
  };
}

export function covered(from: number, to: number, records = 0): Coverage {
  return stretch('covered', from, to, { records });
}

export function gap(from: number, to: number, more: Partial<Coverage> = {}): Coverage {
  return stretch('gap', from, to, { reason: 'outage', detail: 'no answer', ...more });
}

export function repaired(from: number, to: number, more: Partial<Coverage> = {}): Coverage {
  return stretch('repaired', from, to, { reason: 'outage', detail: 'no answer', ...more });
}

function stretch(state: Coverage['state'], from: number, to: number, more: Partial<Coverage>): Coverage {
  return {
    source: 'signIns',
    from: at(from),
    to: at(to),
    state,
    records: 0,
    reason: null,
    detail: null,
    ...more,
  };
}
