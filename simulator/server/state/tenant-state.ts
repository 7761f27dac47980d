import { randomUUID } from 'node:crypto';
import { logged } from '../../shapes/show.js';
import type { LoggedRecord, SimUser, SimWorld } from '../../tenant.js';
import { Accounts } from './accounts.js';
import { Applications, type RegisteredApp } from './applications.js';
import { AuditQueries } from './audit-queries.js';
import { Consents } from './consents.js';
import { ContentStore } from './content-store.js';
import { Logs } from './logs.js';
import { Mailboxes } from './mailboxes.js';
import { ReadAudit } from './read-audit.js';
import { Roles } from './roles.js';
import { SignInMethods } from './sign-in-methods.js';
import { type Troubles, troublesOf } from './troubles.js';

/** Directory audits appear within minutes. */
const AUDIT_DELAY_MS = 60_000;

export interface TenantStateOptions {
  readonly speed: number;
  readonly doesRevokeBite: boolean;
  /** Most records that one search of the audit log gives. */
  readonly auditSearchLimit: number;
  /** Most rows in one content of the audit feed. */
  readonly rowsPerBlob: number;
  readonly scenario?: string | null;
  /** The tenant's own app registrations; none when absent. */
  readonly apps?: readonly RegisteredApp[];
}

/** The tenant as it stands: the world, and what was done to it since the start. */
export class TenantState {
  readonly id: string;
  readonly accounts: Accounts;
  readonly roles: Roles;
  readonly applications: Applications;
  readonly consents: Consents;
  readonly signInMethods: SignInMethods;
  readonly mailboxes: Mailboxes;
  readonly reads: ReadAudit;
  readonly auditQueries: AuditQueries;
  readonly hasPremium: boolean;
  readonly troubles: Troubles;
  readonly #content: ContentStore;
  readonly #logs: Logs;
  readonly #speed: number;

  constructor(world: SimWorld, options: TenantStateOptions) {
    this.id = world.tenantId;
    this.#speed = options.speed;
    this.accounts = new Accounts(world, options.speed, options.doesRevokeBite);
    this.roles = new Roles(world);
    this.applications = new Applications(world, options.apps ?? []);
    this.consents = new Consents(world);
    this.signInMethods = new SignInMethods(world);
    this.mailboxes = new Mailboxes(world);
    this.#logs = new Logs(world, this.accounts);
    this.troubles = troublesOf(options.scenario ?? null, world.startMs);
    this.#content = new ContentStore(world, options.speed, options.rowsPerBlob, this.troubles.isOversized);
    this.reads = new ReadAudit(world, options.speed);
    this.hasPremium = world.hasPremium ?? true;
    this.auditQueries = new AuditQueries({
      seed: world.labels.seed,
      speed: options.speed,
      recordLimit: options.auditSearchLimit,
    });
    this.#logs.onRow((row) => {
      this.#content.add(row);
      this.reads.learn(row);
    });
    this.#logs.addSource(this.reads);
  }

  /** The logs with all that is due up to now. */
  logs(nowMs: number): Logs {
    this.#logs.advance(nowMs);
    return this.#logs;
  }

  /** The audit feed's blobs with all that is due up to now. */
  content(nowMs: number): ContentStore {
    this.#logs.advance(nowMs);
    return this.#content;
  }

  /** More rows, each there from its own moment on. */
  offer(rows: readonly LoggedRecord[]): void {
    for (const row of rows) this.#logs.append(row);
  }

  revoke(user: SimUser, appId: string, nowMs: number): void {
    // What happened before is decided before.
    this.#logs.advance(nowMs);
    this.accounts.revoke(user.id, nowMs);
    this.audit('Update StsRefreshTokenValidFrom Timestamp', user, appId, nowMs);
  }

  setEnabled(user: SimUser, isEnabled: boolean, appId: string, nowMs: number): void {
    this.#logs.advance(nowMs);
    this.accounts.setEnabled(user.id, isEnabled, nowMs);
    this.audit(isEnabled ? 'Enable account' : 'Disable account', user, appId, nowMs);
  }

  /** An administrator says that an account is in other hands, or that it is not. */
  stateRisk(user: SimUser, isCompromised: boolean, nowMs: number): void {
    this.#logs.advance(nowMs);
    const record = logged('riskyUsers', {
      id: user.id,
      isDeleted: false,
      isProcessing: false,
      riskLastUpdatedDateTime: new Date(nowMs).toISOString(),
      riskLevel: isCompromised ? 'high' : 'none',
      riskState: isCompromised ? 'confirmedCompromised' : 'dismissed',
      riskDetail: isCompromised ? 'adminConfirmedUserCompromised' : 'adminDismissedAllRiskForUser',
      userDisplayName: user.displayName,
      userPrincipalName: user.userPrincipalName,
    });
    this.#logs.append({ log: 'riskyUsers', id: user.id, atMs: nowMs, availableAtMs: nowMs, record });
  }

  /** Writes what an application did to an account into the directory audits. */
  audit(activity: string, user: SimUser, appId: string, nowMs: number): void {
    const id = `Directory_${randomUUID()}`;
    const record = logged('directoryAudits', {
      id,
      category: 'UserManagement',
      correlationId: randomUUID(),
      result: 'success',
      resultReason: '',
      activityDisplayName: activity,
      activityDateTime: new Date(nowMs).toISOString(),
      loggedByService: 'Core Directory',
      operationType: 'Update',
      initiatedBy: {
        user: null,
        app: { appId, displayName: null, servicePrincipalId: null, servicePrincipalName: null },
      },
      targetResources: [
        {
          id: user.id,
          displayName: null,
          type: 'User',
          userPrincipalName: user.userPrincipalName,
          groupType: null,
          modifiedProperties: [],
        },
      ],
      additionalDetails: [],
    });
    const availableAtMs = Math.ceil(nowMs + AUDIT_DELAY_MS / this.#speed);
    this.#logs.append({ log: 'directoryAudits', id, atMs: nowMs, availableAtMs, record });
  }
}
