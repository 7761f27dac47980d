import type {
  AccessEvent,
  AccessEventKind,
  ActorType,
  EventAuthentication,
  EventClient,
  EventMail,
  EventNetwork,
  EventRisk,
  EventSession,
  Outcome,
  Principal,
} from '../../model/access-event.js';
import type { NetworkLookup } from '../../model/looked-up-network.js';
import { NO_CLIENT } from './client.js';
import { completeNetwork } from './complete-network.js';
import { NO_NETWORK } from './network.js';

/** What every transform is told besides the record. */
export interface NormaliseContext {
  /** The tenant's accepted domains, lower case. */
  readonly domains: readonly string[];
  /** Application ids of our own registrations, lower case; what they do is no finding. */
  readonly ownAppIds: readonly string[];
  /** The operator's files about addresses; missing where there are none. */
  readonly lookUpNetwork?: NetworkLookup | undefined;
}

export type Facts = Readonly<Record<string, string | number | boolean>>;

/** What a transform says of a record; the rest of the event follows from the record itself. */
export interface EventParts {
  readonly kind: AccessEventKind;
  readonly operation: string;
  readonly outcome: Outcome;
  readonly user: Principal | null;
  readonly mailbox?: Principal | null;
  readonly actorType: ActorType;
  readonly network?: EventNetwork;
  readonly client?: EventClient;
  readonly session?: EventSession;
  readonly authentication?: EventAuthentication | null;
  readonly mail?: EventMail | null;
  readonly risk?: EventRisk | null;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  readonly needsCredential?: boolean;
}

export const NO_SESSION: EventSession = { id: null, tokenId: null, isBound: null };

/** The whole event; facts that are null are left out, and a network that the record does not name is looked up. */
export function toEvent(
  parts: EventParts,
  base: Pick<AccessEvent, 'id' | 'source' | 'at' | 'recordHash'>,
  { lookUpNetwork }: Pick<NormaliseContext, 'lookUpNetwork'>,
): AccessEvent {
  // Written out: a spread before so many properties costs more than the rest of the function.
  return {
    id: base.id,
    source: base.source,
    at: base.at,
    kind: parts.kind,
    operation: parts.operation,
    outcome: parts.outcome,
    user: parts.user,
    mailbox: parts.mailbox === undefined ? parts.user : parts.mailbox,
    actorType: parts.actorType,
    network: completeNetwork(parts.network ?? NO_NETWORK, lookUpNetwork),
    client: parts.client ?? NO_CLIENT,
    session: parts.session ?? NO_SESSION,
    authentication: parts.authentication ?? null,
    mail: parts.mail ?? null,
    risk: parts.risk ?? null,
    facts: withoutNulls(parts.facts ?? {}),
    recordHash: base.recordHash,
    needsCredential: parts.needsCredential ?? true,
  };
}

/** The token's id as all logs can be joined on it: base64url without padding; case matters. */
export function toTokenId(text: string | null): string | null {
  const bare = text?.replace(/=/g, '') ?? '';
  return bare === '' ? null : bare;
}

function withoutNulls(facts: Readonly<Record<string, string | number | boolean | null>>): Facts {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== null) kept[name] = value;
  return kept;
}
