import type { EvidencePart } from './frozen-evidence.js';
import type { JsonObject } from './json.js';
import type { Instant } from './time.js';

/** An inbox rule as it stands now. The name is people's own text: it is compared, and never stored or shown. */
export interface InboxRule {
  readonly id: string;
  readonly name: string | null;
  readonly isEnabled: boolean;
  /** The provider refuses to change it. */
  readonly isReadOnly: boolean;
  /** Sends mail on, whether inside or outside. */
  readonly forwards: boolean;
  /** Deletes, moves or marks mail as read, so that its owner does not see it. */
  readonly hides: boolean;
  /** SHA-256 of what the rule does, apart from whether it is switched on. */
  readonly contentHash: string;
}

/** What a record tells of a rule that was made or changed. */
export interface PlantedRule {
  readonly name: string | null;
  readonly ruleId: string | null;
}

/** A user's consent to an application. */
export interface PermissionGrant {
  readonly id: string;
  /** Object id of the application's service principal. */
  readonly clientId: string;
  /** Object id of the service principal of the API that it opens. */
  readonly resourceId: string;
  /** Separated by blanks. */
  readonly scope: string;
  /** For everybody in the tenant: removing it hits them all. */
  readonly isTenantWide: boolean;
}

/** One way in which a person proves to be themselves. */
export interface AuthenticationMethod {
  readonly id: string;
  /** The provider's collection that it lies in, such as `microsoftAuthenticatorMethods`. */
  readonly collection: string;
  /** Null where the provider does not tell. */
  readonly createdAt: Instant | null;
}

/** Inbox rules. Switching is safe to repeat. Raises `OutsideError`. */
export interface RuleControl {
  inboxRules(userId: string, signal: AbortSignal): Promise<readonly InboxRule[]>;
  setInboxRuleEnabled(userId: string, ruleId: string, isEnabled: boolean, signal: AbortSignal): Promise<void>;
}

/** Consents to applications. Raises `OutsideError`. */
export interface GrantControl {
  /** Object id of the service principal of an application in this tenant; null when there is none. */
  servicePrincipal(appId: string, signal: AbortSignal): Promise<string | null>;
  /** The account's own, and those for everybody. */
  grants(userId: string, signal: AbortSignal): Promise<readonly PermissionGrant[]>;
  /** Safe to repeat: one that is gone already is gone. */
  removeGrant(grantId: string, signal: AbortSignal): Promise<void>;
  /** Gives the account the consent again. Look first whether it is there. */
  restoreGrant(
    userId: string,
    grant: Pick<PermissionGrant, 'clientId' | 'resourceId' | 'scope'>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Ways to prove oneself. Raises `OutsideError`. */
export interface MethodControl {
  authenticationMethods(userId: string, signal: AbortSignal): Promise<readonly AuthenticationMethod[]>;
  /** Safe to repeat. There is no way back: its owner must register it anew. */
  removeAuthenticationMethod(
    userId: string,
    method: Pick<AuthenticationMethod, 'id' | 'collection'>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** How an account stands, whole and as the provider says it, to be kept as evidence. Changes nothing. Raises `OutsideError`. */
export interface AccountEvidence {
  /** Every object of one part; of the account itself one. */
  read(userId: string, part: EvidencePart, signal: AbortSignal): Promise<readonly JsonObject[]>;
}

/** The account as a whole: whether it may sign in, in which group it is, what risk the provider sees. Raises `OutsideError`. */
export interface AccountControl {
  /** Null when the provider does not say. */
  isAccountEnabled(userId: string, signal: AbortSignal): Promise<boolean | null>;
  setAccountEnabled(userId: string, isEnabled: boolean, signal: AbortSignal): Promise<void>;
  isInGroup(userId: string, groupId: string, signal: AbortSignal): Promise<boolean>;
  /** Safe to repeat. */
  setInGroup(userId: string, groupId: string, isMember: boolean, signal: AbortSignal): Promise<void>;
  /** Whether somebody has said that the account is in other hands, and nobody took it back. */
  isConfirmedCompromised(userId: string, signal: AbortSignal): Promise<boolean>;
  /** False takes it back. Safe to repeat. */
  setConfirmedCompromised(userId: string, isCompromised: boolean, signal: AbortSignal): Promise<void>;
}
