/**
 * What the world hands to the server: one tenant's people, mail and logs, as data. The world writes it
 * once; the server offers each log record from its `availableAtMs` on and never earlier. Nothing here is
 * known to the agent.
 */

import type { MessageRule } from '@microsoft/microsoft-graph-types';
import type { Fixed } from './shapes/graph-shapes.js';

/** JSON as the APIs send it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonRecord = { readonly [key: string]: Json };

export interface SimUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly mail: string;
  readonly displayName: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  readonly onPremisesSyncEnabled: boolean;
  /** `none`: no mailbox that the API could read. */
  readonly mailboxKind: 'user' | 'shared' | 'service' | 'none';
  /** Display names of directory roles. */
  readonly roles: readonly string[];
  /** Roles that the account may take on; none when absent. */
  readonly eligibleRoles?: readonly string[];
  /** Id of an account; none when absent. */
  readonly managerId?: string;
}

export interface SimAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface SimMessage {
  readonly id: string;
  readonly internetMessageId: string;
  readonly folderId: string;
  readonly subject: string;
  readonly bodyType: 'text' | 'html';
  readonly body: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly receivedAtMs: number;
  readonly attachments: readonly SimAttachment[];
}

export interface SimFolder {
  readonly id: string;
  readonly displayName: string;
  readonly parentFolderId: string | null;
  readonly wellKnownName: string | null;
  /** Listed only to whoever asks for hidden folders. */
  readonly isHidden?: true;
}

export interface SimMailbox {
  readonly userId: string;
  readonly folders: readonly SimFolder[];
  readonly messages: readonly SimMessage[];
  readonly rules: readonly Fixed<MessageRule>[];
}

/** One row of a log. A later row with the same id is a changed version of it. */
export interface LoggedRecord {
  readonly log:
    | 'signIns'
    | 'directoryAudits'
    | 'riskDetections'
    | 'riskyUsers'
    | 'Audit.Exchange'
    | 'Audit.AzureActiveDirectory'
    | 'Audit.General';
  readonly id: string;
  /** When it happened (createdDateTime, activityDateTime, CreationTime). */
  readonly atMs: number;
  /** When the provider has it ready; for the audit feed this decides contentCreated. */
  readonly availableAtMs: number;
  readonly record: JsonRecord;
}

/** One act of the live story: what is logged depends on whether the session still lives at that moment. */
export interface LiveStep {
  readonly atMs: number;
  readonly userId: string;
  /** The session began here; a revocation after it ends it. */
  readonly sessionStartedMs: number;
  readonly ifAlive: readonly LoggedRecord[];
  readonly ifRevoked: readonly LoggedRecord[];
}

export interface LabelledCustomer {
  readonly accountNumber: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ssn: string | null;
  readonly group: 'account' | 'sensitive';
}

export interface AttackedMailbox {
  readonly mailbox: string;
  readonly userId: string;
  readonly technique: string;
  readonly firstEvent: string;
  readonly live: boolean;
  readonly sessions: readonly string[];
  /** Of a live one: what is reached if nobody stops it; `verdict` and `customers` follow from that. */
  readonly reached: readonly { readonly message: string; readonly proof: 'opened' | 'synced' }[];
  readonly verdict: 'yes' | 'no';
  readonly customers: readonly LabelledCustomer[];
}

/** The truth of the story. Written to a file of its own; the server never serves it. */
export interface Labels {
  readonly seed: number;
  readonly startedAt: string;
  readonly attacked: readonly AttackedMailbox[];
  readonly lookAlikes: readonly { readonly mailbox: string; readonly kind: string; readonly why: string }[];
  readonly customersByGroup: { readonly account: number; readonly sensitive: number };
}

/** A group that can hold a directory role. */
export interface SimGroup {
  readonly id: string;
  readonly displayName: string;
  /** Display names of directory roles. */
  readonly roles: readonly string[];
  /** Ids of users and groups. */
  readonly memberIds: readonly string[];
}

/** A consent to an application. The object ids are those of service principals; no principal: it holds for everybody. */
export interface SimConsent {
  readonly appId: string;
  readonly clientId: string;
  readonly resourceId: string;
  readonly principalId: string | null;
  readonly scope: string;
}

/** A way to sign in. `type` as in the name of its Graph type; `createdMs` is null where the API does not tell. */
export interface SimSignInMethod {
  readonly userId: string;
  readonly type: string;
  readonly id: string;
  readonly createdMs: number | null;
}

export interface SimWorld {
  readonly tenantId: string;
  readonly domains: readonly string[];
  /** Whether it is licensed for Entra ID P1: true when absent. Without it the sign-in and risk logs are closed. */
  readonly hasPremium?: boolean;
  /** The moment at which the live act begins, real clock. */
  readonly startMs: number;
  readonly users: readonly SimUser[];
  /** None when absent. */
  readonly groups?: readonly SimGroup[];
  /** Ids of the accounts that own the app registrations; nobody does when absent. */
  readonly applicationOwners?: readonly string[];
  /** None when absent. */
  readonly consents?: readonly SimConsent[];
  /** Beside what everybody has; none when absent. */
  readonly signInMethods?: readonly SimSignInMethod[];
  readonly mailboxes: ReadonlyMap<string, SimMailbox>;
  /** History: all with `atMs` before `startMs`. */
  readonly logs: readonly LoggedRecord[];
  /** In order of `atMs`, all at or after `startMs`. */
  readonly live: readonly LiveStep[];
  readonly labels: Labels;
}

export interface WorldOptions {
  readonly seed: number;
  /** Mailboxes of people; shared and service mailboxes come on top. */
  readonly mailboxes: number;
  /** Days of history. */
  readonly days: number;
  /** Divides log delays (`availableAtMs - atMs`), never the calendar. */
  readonly speed: number;
  readonly startMs: number;
  readonly isLive: boolean;
  readonly scenario: string | null;
}
