import type { Alert } from '../model/alert.js';
import { deriveId } from '../model/ids.js';
import { type Instant, toMs } from '../model/time.js';

/** What a log does that it should not. */
export type SystemTrouble = 'unread' | 'silence' | 'collapse' | 'flood';

/** One begin or end of a trouble with a log. */
export interface SystemAlertInput {
  readonly source: string;
  readonly trouble: SystemTrouble;
  readonly phase: 'begin' | 'end';
  /** Begin of the stretch that raised it: with source, trouble and phase it makes the alert's id. */
  readonly from: Instant;
  /** Records in the judged stretch, and the usual number; null where none are counted. */
  readonly counts: { readonly records: number; readonly usual: number } | null;
  readonly now: Instant;
  readonly productVersion: string;
}

const SEVERITIES = { unread: 'high', silence: 'high', collapse: 'high', flood: 'medium' } as const;
const SEVERITY_IDS = { informational: 1, medium: 3, high: 4 } as const;
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

/** Renders trouble with a log as an OCSF 1.3 Detection Finding that belongs to no incident. */
export function renderSystemAlert(input: SystemAlertInput): Alert {
  const { source, trouble, phase, from, now } = input;
  const severity = phase === 'end' ? 'informational' : SEVERITIES[trouble];
  const activity = phase === 'end' ? 3 : 1;
  const uid = deriveId('system', source, trouble, from);
  const title = titleOf(input);
  return {
    id: deriveId('alert', 'system', source, trouble, from, phase),
    incident: null,
    milestone: 'system',
    severity,
    at: now,
    title,
    body: {
      class_uid: CLASS_UID,
      class_name: 'Detection Finding',
      category_uid: 2,
      category_name: 'Findings',
      activity_id: activity,
      type_uid: CLASS_UID * 100 + activity,
      time: toMs(now),
      severity_id: SEVERITY_IDS[severity],
      severity: severity[0]?.toUpperCase() + severity.slice(1),
      status_id: phase === 'end' ? 4 : 1,
      message: title,
      metadata: {
        version: '1.3.0',
        product: { name: 'mailwarden', vendor_name: 'mailwarden', version: input.productVersion },
        correlation_uid: uid,
      },
      finding_info: { uid, title, desc: title, first_seen_time: toMs(from), types: ['Log Source Health'] },
      remediation: { desc: phase === 'end' ? 'Nothing is to be done.' : NEXT_STEPS[trouble] },
      unmapped: {
        ...OF_NO_INCIDENT,
        milestone: 'system',
        next: phase === 'end' ? [] : [NEXT_STEPS[trouble]],
        source,
        trouble,
        phase,
        from,
        records: input.counts?.records ?? null,
        usual: input.counts?.usual ?? null,
      },
    },
  };
}

const NEXT_STEPS: Readonly<Record<SystemTrouble, string>> = {
  unread: 'Look at the agent’s log for why the provider refuses or does not answer, and at the credentials.',
  silence:
    'Nothing that happens is seen there. Check that auditing is on and the subscription enabled, and who changed it: an intruder may have.',
  collapse:
    'Most of what happens is not seen there. Check whether auditing was switched off for some of the mailboxes, and by whom.',
  flood: 'Check what floods it: an attack, a program gone wild, or a way to hide single records in many.',
};

function titleOf({ source, trouble, phase, from, counts }: SystemAlertInput): string {
  if (phase === 'end') return `The log ${source} is as usual again (${trouble} since ${from}).`;
  if (counts === null) return `The log ${source} has not been read since ${from}.`;
  const numbers = `${counts.records} records since ${from}, usually ${Math.round(counts.usual)}`;
  if (trouble === 'silence') return `The log ${source} can be read but is silent: ${numbers}.`;
  return trouble === 'collapse'
    ? `The log ${source} has nearly stopped: ${numbers}.`
    : `The log ${source} is flooded: ${numbers}.`;
}
