import type { SignIn } from '../../shapes/beta.js';
import type { Fixed } from '../../shapes/graph-shapes.js';
import { floorToSecond, toSecond } from '../chance/format-time.js';
import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import { type App, GRAPH } from '../data/apps.js';
import type { Network } from '../network/network.js';
import type { Stage } from '../stage.js';

/** An application takes a token for Graph in its own name. */
export interface AppSignIn {
  readonly app: App;
  readonly network: Network;
  readonly address: string;
  readonly atMs: number;
  /** A resource of the cloud's, whose identity the provider keeps; the log then says nothing of where it is. */
  readonly isManaged: boolean;
}

/** A row of the beta log's classes `servicePrincipal` and `managedIdentity`: no user, no session, no device. */
export function logAppSignIn(stage: Stage, random: Random, act: AppSignIn): void {
  if (!stage.calendar.isHistory(act.atMs)) return;
  const id = random.guid();
  const { place } = act.network;
  const { tenantId } = stage.tenant;
  const record: Fixed<SignIn> = {
    id,
    createdDateTime: toSecond(act.atMs),
    userDisplayName: null,
    userPrincipalName: null,
    userId: '',
    appId: act.app.id,
    appDisplayName: null,
    servicePrincipalId: stage.tenant.servicePrincipalOf(act.app.id),
    servicePrincipalName: act.app.name,
    ipAddress: act.isManaged ? '' : act.address,
    autonomousSystemNumber: act.isManaged ? 0 : act.network.asn,
    location: act.isManaged
      ? { city: '', state: '', countryOrRegion: '' }
      : { city: place.city, state: place.state, countryOrRegion: place.country },
    clientAppUsed: '',
    userAgent: null,
    correlationId: random.guid(),
    sessionId: null,
    uniqueTokenIdentifier: tokenIdOf(id),
    isInteractive: false,
    signInEventTypes: [act.isManaged ? 'managedIdentity' : 'servicePrincipal'],
    clientCredentialType: act.isManaged ? 'managedIdentity' : 'clientSecret',
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
    authenticationProtocol: 'none',
    incomingTokenType: 'none',
    authenticationDetails: [],
    conditionalAccessStatus: 'notApplied',
    appliedConditionalAccessPolicies: [],
    resourceId: GRAPH.id,
    resourceDisplayName: GRAPH.name,
    resourceServicePrincipalId: stage.tenant.servicePrincipalOf(GRAPH.id),
    resourceTenantId: tenantId,
    homeTenantId: tenantId,
    crossTenantAccessType: 'none',
  };
  stage.logbook.add('signIns', id, floorToSecond(act.atMs), record, 'sign-in');
}
