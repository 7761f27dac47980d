import type { EventParts } from '../fields/event-base.js';
import { NO_SESSION } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { toNetwork, withLocation } from '../fields/network.js';
import { toPrincipal } from '../fields/principal.js';
import { highestRiskLevel } from '../signin/risk.js';

/**
 * A risk detection of Identity Protection. It proves no access: leaked credentials and password sprays are found before
 * anybody is in. `facts.signInId` leads to the sign-in that it speaks of.
 */
export function normaliseRiskDetection(fields: Fields): EventParts {
  const type = fields.text('riskEventType', 'riskType', 'detectionType') ?? 'unknown';
  const state = fields.text('riskState');
  const user = toPrincipal(fields.text('userPrincipalName', 'UserId'), fields.text('userId', 'UserKey'));
  const location = fields.object('location');
  return {
    kind: 'risk',
    operation: type,
    outcome: 'unknown',
    user,
    actorType: 'unknown',
    network: withLocation(toNetwork(fields.text('ipAddress', 'ClientIP', 'ActorIpAddress')), location, null),
    session: NO_SESSION,
    risk: { level: highestRiskLevel([fields.text('riskLevel')]) ?? 'none', types: [type] },
    facts: {
      riskState: state,
      riskDetail: fields.text('riskDetail'),
      detectionTiming: fields.text('detectionTimingType'),
      activity: fields.text('activity'),
      signInId: fields.text('requestId')?.toLowerCase() ?? null,
      isDismissed: ['dismissed', 'confirmedsafe'].includes(state?.toLowerCase() ?? '') ? true : null,
    },
    needsCredential: false,
  };
}
