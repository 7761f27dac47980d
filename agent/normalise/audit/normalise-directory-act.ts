import type { ActorType, Principal } from '../../model/access-event.js';
import { isJsonObject } from '../../model/json.js';
import { describeChange } from '../directory/describe-change.js';
import { NO_CLIENT, programFamily, systemFamily } from '../fields/client.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import { Fields, parseEmbedded } from '../fields/fields.js';
import { namedValues } from '../fields/named-values.js';
import { toNetwork } from '../fields/network.js';
import { isSamePrincipal, toGuid, toPrincipal, toUpn } from '../fields/principal.js';

/**
 * A directory activity as the unified audit log writes it, record type 8. `Actor` and `Target` are lists of `{ID, Type}`
 * that name one account several times: 5 is the name, 2 the ids, of which `User_<guid>` is a person's.
 */
export function normaliseDirectoryAct(
  fields: Fields,
  operation: string,
  context: NormaliseContext,
): EventParts {
  const user = accountOf(fields.objects('Actor'), fields.text('UserId'));
  const target = targetOf(fields);
  const changed = namedValues(fields.objects('ModifiedProperties'));
  const { activity, facts } = describeChange(operation, changed);
  const details = detailsOf(fields);
  const userAgent = details.text('User-Agent');
  const appId = toGuid(details.text('AppId'));
  const isOwn = ownActor(fields, context);
  const isOnOther = target !== null && !isSamePrincipal(target, user);
  return {
    kind: activity.kind,
    operation,
    outcome:
      fields.text('ResultStatus')?.toLowerCase().startsWith('success') === true ? 'success' : 'failure',
    user,
    mailbox: target ?? user,
    actorType: isOwn ? 'service' : actorType(fields, user, isOnOther),
    network: toNetwork(fields.text('ActorIpAddress') ?? fields.text('ClientIP')),
    client: { ...NO_CLIENT, family: programFamily(userAgent), os: systemFamily(userAgent) },
    facts: {
      ...facts,
      isOwnAct: isOwn ? true : null,
      grantedAppId: facts.grantedAppId ?? (activity.kind === 'consent' ? appId : null),
    },
    needsCredential: activity.isUnauthenticated !== true && activity.kind !== 'risk',
  };
}

function actorType(fields: Fields, user: Principal | null, isOnOther: boolean): ActorType {
  const isApplication = fields
    .objects('Actor')
    .some((actor) => actor.text('ID')?.startsWith('ServicePrincipal_') === true);
  const name = fields.text('UserId')?.toLowerCase() ?? '';
  if (user?.upn === null || user === null)
    return isApplication || name.startsWith('serviceprincipal_') ? 'application' : 'unknown';
  return isOnOther ? 'admin' : 'user';
}

function accountOf(entries: readonly Fields[], name: string | null): Principal | null {
  const ids = entries.map((entry) => entry.text('ID'));
  const upn = toUpn(name) ?? ids.map(toUpn).find((one) => one !== null) ?? null;
  const marked = ids.find(
    (id) => id?.startsWith('User_') === true || id?.startsWith('ServicePrincipal_') === true,
  );
  return toPrincipal(upn, toGuid(marked ?? null) ?? toGuid(name));
}

/** The account that it was done to; null when the target is an application, a policy or a group. */
function targetOf(fields: Fields): Principal | null {
  const entries = fields.objects('Target');
  const isPerson = entries.some((entry) => entry.text('ID')?.startsWith('User_') === true);
  const name = toUpn(fields.text('ObjectId'));
  return isPerson || name !== null ? accountOf(isPerson ? entries : [], name) : null;
}

function ownActor(fields: Fields, context: NormaliseContext): boolean {
  return fields.objects('Actor').some((actor) => {
    const id = toGuid(actor.text('ID'));
    return id !== null && context.ownAppIds.includes(id);
  });
}

/** The user agent is in a JSON text in a list of texts. */
function detailsOf(fields: Fields): Fields {
  const text = namedValues(fields.objects('ExtendedProperties')).get('additionalDetails');
  const parsed = text === null ? null : parseEmbedded(text);
  return new Fields(isJsonObject(parsed) ? parsed : {});
}
