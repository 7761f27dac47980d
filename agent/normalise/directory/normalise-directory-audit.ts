import type { ActorType, Outcome, Principal } from '../../model/access-event.js';
import { NO_CLIENT, programFamily, systemFamily } from '../fields/client.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import { Fields } from '../fields/fields.js';
import { namedValues } from '../fields/named-values.js';
import { toNetwork } from '../fields/network.js';
import { isSamePrincipal, toGuid, toPrincipal } from '../fields/principal.js';
import { describeChange } from './describe-change.js';

/**
 * A directory audit of Graph, of an Event Hub envelope or of Log Analytics. The mailbox is the account that it was done to,
 * where it was done to one. Null when the record names no activity.
 */
export function normaliseDirectoryAudit(
  fields: Fields,
  context: NormaliseContext,
  outer = new Fields({}),
): EventParts | null {
  const operation = fields.text('activityDisplayName', 'operationName') ?? outer.text('operationName');
  if (operation === null) return null;
  const actor = actorOf(fields, context);
  // The Graph documentation's own sample of the single record says `targetResource`.
  const targets = fields.objects('targetResources', 'targetResource');
  const target = targetUser(targets);
  const { activity, facts } = describeChange(
    operation,
    namedValues(targets.flatMap((one) => one.objects('modifiedProperties'))),
  );
  const details = namedValues(fields.objects('additionalDetails'));
  const userAgent = details.get('User-Agent') ?? fields.text('userAgent');
  const isOnOther = target !== null && !isSamePrincipal(target, actor.user);
  return {
    kind: activity.kind,
    operation,
    outcome: outcomeOf(fields.text('result')),
    user: actor.user,
    mailbox: target ?? actor.user,
    actorType: actor.type === 'user' && isOnOther ? 'admin' : actor.type,
    network: toNetwork(actor.address ?? outer.text('callerIpAddress')),
    client: {
      ...NO_CLIENT,
      appId: actor.appId,
      family: programFamily(userAgent),
      os: systemFamily(userAgent),
    },
    facts: {
      ...facts,
      isOwnAct: actor.type === 'service' ? true : null,
      grantedAppId: facts.grantedAppId ?? (activity.kind === 'consent' ? toGuid(details.get('AppId')) : null),
    },
    needsCredential: activity.isUnauthenticated !== true && activity.kind !== 'risk',
  };
}

interface Actor {
  readonly user: Principal | null;
  readonly type: ActorType;
  readonly address: string | null;
  readonly appId: string | null;
}

function actorOf(fields: Fields, context: NormaliseContext): Actor {
  const initiatedBy = fields.object('initiatedBy');
  const person = initiatedBy.object('user');
  const user = toPrincipal(person.text('userPrincipalName'), person.text('id'));
  const app = initiatedBy.object('app');
  const appId = toGuid(app.text('appId'));
  const isOwn = appId !== null && context.ownAppIds.includes(appId);
  if (user !== null)
    return { user, type: isOwn ? 'service' : 'user', address: person.text('ipAddress'), appId };
  const id = app.text('servicePrincipalId') ?? app.text('appId');
  const type = isOwn ? 'service' : Object.keys(app.body).length > 0 ? 'application' : 'unknown';
  return { user: toPrincipal(null, id), type, address: person.text('ipAddress'), appId };
}

function targetUser(targets: readonly Fields[]): Principal | null {
  for (const target of targets) {
    const type = target.text('type', '@odata.type')?.toLowerCase() ?? '';
    const name = target.text('userPrincipalName');
    if (name === null && !type.endsWith('user')) continue;
    const found = toPrincipal(name, target.text('id'));
    if (found !== null) return found;
  }
  return null;
}

function outcomeOf(result: string | null): Outcome {
  const word = result?.toLowerCase();
  if (word === 'success') return 'success';
  return word === 'failure' || word === 'timeout' ? 'failure' : 'unknown';
}
