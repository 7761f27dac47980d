import { type EventParts, NO_SESSION } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { toPrincipal } from '../fields/principal.js';
import { highestRiskLevel } from '../signin/risk.js';

/** Whether a risk record is the state of an account ("riskyUser resource type") and no single detection. */
export function isRiskyUser(fields: Fields): boolean {
  return fields.has('riskLastUpdatedDateTime') && !fields.has('riskEventType');
}

/** An account's risk as it became at that moment. It proves no access, and names neither network nor client. */
export function normaliseRiskyUser(fields: Fields): EventParts {
  const state = fields.text('riskState');
  return {
    kind: 'risk',
    operation: 'riskyUser',
    outcome: 'unknown',
    user: toPrincipal(fields.text('userPrincipalName'), fields.text('id')),
    actorType: 'unknown',
    session: NO_SESSION,
    risk: { level: highestRiskLevel([fields.text('riskLevel')]) ?? 'none', types: [] },
    facts: {
      riskState: state,
      riskDetail: fields.text('riskDetail'),
      isDismissed: ['dismissed', 'confirmedsafe'].includes(state?.toLowerCase() ?? '') ? true : null,
    },
    needsCredential: false,
  };
}
