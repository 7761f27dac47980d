import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { Label } from '../logging/label.js';
import type { Logbook } from '../logging/logbook.js';
import { GRAPH_ID } from '../world/clients.js';
import { toSecond } from '../world/json.js';
import type { Network } from '../world/networks.js';

/** An application of the tenant. */
export interface Application {
  /** Client id. */
  readonly id: string;
  readonly principalId: string;
  readonly name: string;
}

/** An application takes a token in its own name: no user, no session, no device. */
export function logAppSignIn(
  logbook: Logbook,
  random: Random,
  tenantId: string,
  act: {
    readonly app: Application;
    readonly network: Network;
    readonly address: string;
    readonly atMs: number;
    readonly label: Label | null;
  },
): void {
  const { app, network } = act;
  const id = random.guid();
  logbook.add(
    'signIns',
    act.atMs,
    {
      id,
      createdDateTime: toSecond(act.atMs),
      userDisplayName: null,
      userPrincipalName: null,
      userId: '',
      appId: app.id,
      appDisplayName: null,
      servicePrincipalId: app.principalId,
      servicePrincipalName: app.name,
      ipAddress: act.address,
      autonomousSystemNumber: network.asn,
      location: { city: network.city, state: network.state, countryOrRegion: network.country },
      clientAppUsed: '',
      userAgent: null,
      correlationId: random.guid(),
      sessionId: null,
      uniqueTokenIdentifier: tokenIdOf(id),
      isInteractive: false,
      signInEventTypes: ['servicePrincipal'],
      clientCredentialType: 'clientSecret',
      status: { errorCode: 0, failureReason: null, additionalDetails: null },
      authenticationProtocol: 'none',
      incomingTokenType: 'none',
      authenticationDetails: [],
      conditionalAccessStatus: 'notApplied',
      resourceId: GRAPH_ID,
      resourceDisplayName: 'Microsoft Graph',
      resourceTenantId: tenantId,
      homeTenantId: tenantId,
      crossTenantAccessType: 'none',
    },
    act.label,
  );
}
