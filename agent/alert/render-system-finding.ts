import type { Alert } from '../model/alert.js';
import type { AlertBrief } from '../model/alert-brief.js';
import type { JsonObject } from '../model/json.js';
import type { Severity } from '../model/severity.js';
import { type Instant, toMs } from '../model/time.js';

/** One begin or end of a trouble of our own. */
export interface SystemFinding {
  readonly id: string;
  /** What begin and end share. */
  readonly uid: string;
  /** What is in trouble. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly hasEnded: boolean;
  /** What a person does about it. */
  readonly next: string;
  /** What kind of trouble it is, such as `Log Source Health`. */
  readonly type: string;
  readonly since: Instant;
  /** Further facts, by name. */
  readonly facts: JsonObject;
  readonly now: Instant;
  readonly productVersion: string;
}

const SEVERITY_IDS = { informational: 1, low: 2, medium: 3, high: 4, critical: 5 } as const;
const CLASS_UID = 2004;
/** What every alert has, so that a receiver reads all of them in one way. */
const OF_NO_INCIDENT = {
  score: null,
  threshold: null,
  reasons: [],
  actions: [],
  coverage: null,
  exposure: null,
} as const;

/** An OCSF 1.3 Detection Finding that belongs to no incident. */
export function renderSystemFinding(finding: SystemFinding): Alert {
  const { title, severity, hasEnded, uid } = finding;
  const activity = hasEnded ? 3 : 1;
  const next = hasEnded ? 'Nothing is to be done.' : finding.next;
  return {
    id: finding.id,
    incident: null,
    milestone: 'system',
    severity,
    at: finding.now,
    title,
    brief: briefOf(finding, next),
    body: {
      class_uid: CLASS_UID,
      class_name: 'Detection Finding',
      category_uid: 2,
      category_name: 'Findings',
      activity_id: activity,
      type_uid: CLASS_UID * 100 + activity,
      time: toMs(finding.now),
      severity_id: SEVERITY_IDS[severity],
      severity: severity[0]?.toUpperCase() + severity.slice(1),
      status_id: hasEnded ? 4 : 1,
      message: title,
      metadata: {
        version: '1.3.0',
        product: { name: 'mailwarden', vendor_name: 'mailwarden', version: finding.productVersion },
        correlation_uid: uid,
      },
      finding_info: {
        uid,
        title,
        desc: title,
        first_seen_time: toMs(finding.since),
        types: [finding.type],
      },
      remediation: { desc: next },
      unmapped: {
        ...OF_NO_INCIDENT,
        milestone: 'system',
        next: hasEnded ? [] : [next],
        ...finding.facts,
      },
    },
  };
}

function briefOf({ uid, name, hasEnded }: SystemFinding, next: string): AlertBrief {
  return {
    key: uid,
    state: hasEnded ? 'ended' : 'open',
    subject: { kind: 'system', name, classes: [] },
    score: null,
    reasons: [],
    done: [],
    notDone: [],
    next: [next],
    coverage: [],
    report: null,
    command: null,
  };
}
