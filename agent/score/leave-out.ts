import type { Finding } from '../model/finding.js';
import type { IncidentReason } from '../model/incident.js';
import { weighFindings } from './weigh-findings.js';

/**
 * Reasons with what the score would be without each: its rule's findings are left out and the rest is weighed again, since
 * others then count for more (damping) or take back more (what speaks for the owner). `findings`: those that the reasons
 * were made of.
 */
export function leaveOutEach(
  findings: readonly Finding[],
  reasons: readonly IncidentReason[],
): readonly IncidentReason[] {
  return reasons.map((reason) => {
    const others = findings.filter((finding) => finding.rule !== reason.rule);
    return { ...reason, scoreWithout: weighFindings(others).score };
  });
}
