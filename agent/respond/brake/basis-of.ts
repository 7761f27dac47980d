import type { ActionBasis } from '../../model/brake.js';
import type { Incident, IncidentReason } from '../../model/incident.js';
import { parseNetworkAddress } from '../../model/network-address.js';

/**
 * What an incident's actions rest on. A rule is a cause when the score falls below the threshold of containment without it: what would
 * have been done on other evidence alone is nobody's single fault.
 */
export function basisOf(incident: Incident): ActionBasis {
  const byCause = new Map<string, number>();
  for (const reason of incident.reasons) {
    for (const cause of causesOf(reason)) byCause.set(cause, (byCause.get(cause) ?? 0) + reason.points);
  }
  const causes = [...byCause].filter(([, points]) => incident.score - points < incident.containThreshold);
  const { lastEvent } = incident;
  return { causes: causes.map(([cause]) => cause).sort(), intruder: intruderOf(incident), lastEvent };
}

/** All signals of the provider fail together: they count as one cause too. */
function causesOf({ rule, family }: IncidentReason): readonly string[] {
  return family === 'provider' ? [`rule:${rule}`, 'provider'] : [`rule:${rule}`];
}

/** A browser on a system is common to half of a company: it names an intruder only together with the network. */
function intruderOf({ origins, sessions }: Incident): readonly string[] {
  const marks = new Set<string>();
  for (const { address, asn, client } of origins) {
    const prefix = address === null ? null : (parseNetworkAddress(address)?.prefix ?? address);
    if (prefix !== null) marks.add(`address:${prefix}`);
    if (asn !== null && client !== null) marks.add(`client:${asn}|${client}`);
  }
  for (const session of sessions) {
    marks.add(session.startsWith('app:') ? `application:${session}` : `session:${session}`);
  }
  return [...marks].sort();
}
