import { detectBehaviours } from '../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Finding } from '../../agent/model/finding.js';
import type { Incident } from '../../agent/model/incident.js';
import { weighIncidents } from '../../agent/score/weigh-incidents.js';
import { at, OWNER, TUNING, timeline } from '../detect/behaviour/timeline-builder.js';

export const CONTEXT = { tenantId: 'tenant-1', now: at(40, 0) };

/** What detection and score say together of one account's events. */
export function incidentsOf(
  events: readonly AccessEvent[],
  more: {
    subject?: string;
    existing?: readonly Incident[];
    findings?: readonly Finding[];
    tenantId?: string;
    /** Begin of the past that is judged. */
    from?: string;
  } = {},
): readonly Incident[] {
  const subject = more.subject ?? OWNER;
  const { from } = more;
  const line = { ...timeline(events, subject), ...(from === undefined ? {} : { from }) };
  const findings = [...detectBehaviours(line, TUNING), ...(more.findings ?? [])];
  const context = { ...CONTEXT, tenantId: more.tenantId ?? CONTEXT.tenantId };
  return weighIncidents(subject, line, findings, TUNING, more.existing ?? [], context);
}
