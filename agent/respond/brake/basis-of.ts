import type { ActionBasis } from '../../model/brake.js';
import type { Incident, IncidentReason } from '../../model/incident.js';
import { parseNetworkAddress } from '../../model/network-address.js';
import { isCrowded, isInsideAddress, networkClassOf } from '../../model/network-class.js';
import type { Tuning } from '../../model/tuning.js';

/**
 * What an incident's actions rest on. A rule is a cause when the score falls below the threshold of containment without it: what would
 * have been done on other evidence alone is nobody's single fault.
 */
export function basisOf(incident: Incident, tuning?: Tuning): ActionBasis {
  const byCause = new Map<string, number>();
  for (const reason of incident.reasons) {
    for (const cause of causesOf(reason)) byCause.set(cause, (byCause.get(cause) ?? 0) + reason.points);
  }
  const causes = [...byCause].filter(([, points]) => incident.score - points < incident.containThreshold);
  const { lastEvent } = incident;
  return { causes: causes.map(([cause]) => cause).sort(), intruder: intruderOf(incident, tuning), lastEvent };
}

/** All signals of the provider fail together: they count as one cause too. */
function causesOf({ rule, family }: IncidentReason): readonly string[] {
  return family === 'provider' ? [`rule:${rule}`, 'provider'] : [`rule:${rule}`];
}

/**
 * What could name one intruder in many mailboxes. The brake lets pass what enough accounts share, so nothing counts that strangers share
 * by chance: no network of a crowd, no application that may read mail. A program in the network of one owner counts only where machines
 * are rented: an intruder changes addresses there, and half of a company may sit at home with one provider and one browser.
 */
function intruderOf(
  { origins, sessions, applications = [] }: Incident,
  tuning: Tuning | undefined,
): readonly string[] {
  const marks = new Set<string>();
  for (const { address, asn, client } of origins) {
    const use = address === null || tuning === undefined ? null : networkClassOf(tuning)(address, asn);
    if (address !== null && !isInsideAddress(address) && !isCrowded(use))
      marks.add(`address:${parseNetworkAddress(address)?.prefix ?? address}`);
    if (use === 'hosting' && asn !== null && client !== null) marks.add(`client:${asn}|${client}`);
  }
  for (const session of sessions) marks.add(`session:${session}`);
  const approved = new Set(tuning?.applications.map((id) => id.toLowerCase()));
  for (const id of applications) if (!approved.has(id.toLowerCase())) marks.add(`application:${id}`);
  return [...marks].sort();
}
