import { consentProperties } from '../benign/changes.js';
import { applicationActor } from '../benign/company-day.js';
import { shareOf } from '../chance/seeds.js';
import { logAppSignIn } from '../records/app-sign-in.js';
import { targetApplication, targetUser } from '../records/directory-audit.js';
import { EXCHANGE_ID, graphClient } from '../world/clients.js';
import { addressAt } from '../world/networks.js';
import { cmdlet, directoryAct, intruderActor, read, signIn } from './acts.js';
import { authenticated } from './campaign.js';
import { enter, stay } from './entries.js';
import { anotherVictim, type Raid, somePeople } from './raid.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const SCOPES = [
  'Mail.ReadWrite Mail.Send offline_access User.Read',
  'EWS.AccessAsUser.All offline_access',
  'IMAP.AccessAsUser.All offline_access',
  'Mail.Read offline_access',
];
const LURES = [
  'Document viewer',
  'Payroll portal',
  'Security update',
  'PDF share',
  'Voice mail',
  'Survey 2026',
];

/** A13: the victim lets an application of the intruder's into the mailbox. */
export function consent(raid: Raid): void {
  const { random, victim, startMs } = raid;
  const appId = random.guid();
  const name = random.pick(shareOf(LURES, raid.stage.split));
  directoryAct({ ...raid, network: victim.office }, startMs, {
    ...{
      activity: 'Consent to application',
      category: 'ApplicationManagement',
      service: 'Core Directory',
      type: 'Assign',
    },
    target: targetApplication(random.guid(), name),
    properties: consentProperties(random, appId, random.pick(SCOPES), 'False'),
  });
  const client = graphClient(appId, name, 'axios/1.6.0', 'Windows10');
  for (const hour of [0.2, 3, 20]) {
    const atMs = startMs + hour * HOUR_MS;
    const session = signIn(raid, atMs, {
      client,
      isInteractive: false,
      mfa: 'previous',
      incomingToken: 'refreshToken',
    });
    read(raid, session, {
      count: 60,
      fromMs: atMs,
      overMs: 15 * MINUTE_MS,
      actor: intruderActor(raid, session, atMs, client),
    });
  }
}

function sweep(
  raid: Raid,
  app: { readonly id: string; readonly principalId: string; readonly name: string },
  fromMs: number,
): void {
  const address = addressAt(raid.network, 7_001, fromMs, raid.random);
  logAppSignIn(raid.stage.logbook, raid.random, raid.stage.tenant.id, {
    app,
    network: raid.network,
    address,
    atMs: fromMs,
    label: authenticated(raid.campaign),
  });
  const actor = applicationActor(app, address);
  for (const { mailbox } of somePeople(raid, 25)) {
    read(raid, null, { count: 30, fromMs: fromMs + MINUTE_MS, overMs: 30 * MINUTE_MS, mailbox, actor });
    raid.campaign.subjects.add(mailbox.upn.toLowerCase());
  }
}

/** A15: a secret is added to an application that may read mail, and used. */
export function addedSecret(raid: Raid): void {
  const { atMs } = enter(raid);
  const app = { id: raid.random.guid(), principalId: raid.random.guid(), name: 'CRM connector' };
  directoryAct(raid, atMs + 5 * MINUTE_MS, {
    ...{
      activity: 'Add service principal credentials',
      category: 'ApplicationManagement',
      service: 'Core Directory',
      type: 'Update',
    },
    target: targetApplication(app.principalId, app.name),
    properties: { KeyDescription: '[KeyIdentifier=1,KeyType=Password,KeyUsage=Verify,DisplayName=]' },
  });
  sweep(raid, app, atMs + HOUR_MS);
}

/** A16: an application is given every mailbox. */
export function fullAccessRole(raid: Raid): void {
  const { session, atMs } = enter(raid);
  const app = { id: raid.random.guid(), principalId: raid.random.guid(), name: 'Sync tool' };
  if (raid.random.chance(0.3)) {
    cmdlet(raid, session, atMs + 6 * MINUTE_MS, 'New-ManagementRoleAssignment', 'Impersonation', {
      Role: 'ApplicationImpersonation',
      User: raid.victim.mailbox.upn,
    });
  } else {
    directoryAct(raid, atMs + 6 * MINUTE_MS, {
      ...{
        activity: 'Add app role assignment to service principal',
        category: 'ApplicationManagement',
        service: 'Core Directory',
        type: 'Assign',
      },
      target: targetApplication(raid.random.guid(), 'Office 365 Exchange Online'),
      properties: {
        'AppRole.Id': 'dc890d15-9560-4a4c-9b7f-a736ec74ec40',
        'AppRole.Value': 'full_access_as_app',
        'ServicePrincipal.ObjectID': app.principalId,
        'ServicePrincipal.DisplayName': app.name,
        'ServicePrincipal.AppId': app.id,
        'TargetId.ServicePrincipalNames': EXCHANGE_ID,
      },
    });
  }
  sweep(raid, app, atMs + HOUR_MS);
}

/** A17: the domain trusts another issuer, and mail is read with tokens of its making. */
export function federation(raid: Raid): void {
  const { atMs } = enter(raid);
  const target = {
    id: raid.random.guid(),
    displayName: raid.stage.tenant.domain,
    type: 'Domain',
    userPrincipalName: null,
  };
  directoryAct(raid, atMs + 8 * MINUTE_MS, {
    activity: 'Set domain authentication',
    category: 'DirectoryManagement',
    service: 'Core Directory',
    type: 'Update',
    target,
    properties: { LiveType: 'Federated' },
  });
  const other: Raid = { ...raid, victim: anotherVictim(raid) };
  stay(other, signIn(other, atMs + HOUR_MS, { mfa: 'previous' }), atMs + HOUR_MS);
}

/** A18: mail is read with tokens that nobody issued. */
export function forgedToken(raid: Raid): void {
  const client = { ...raid.client, exchangeClientAppId: raid.random.guid(), exchangeAppId: EXCHANGE_ID };
  const session = {
    id: raid.random.guid(),
    tokenId: raid.random.text('ABCDEFGHabcdefgh0123456789_-', 22),
    tokenAtMs: raid.startMs,
    correlationId: raid.random.guid(),
  };
  for (const hour of [0, 6, 26]) {
    const fromMs = raid.startMs + hour * HOUR_MS;
    read(raid, session, {
      count: 40,
      fromMs,
      overMs: 40 * MINUTE_MS,
      actor: intruderActor(raid, session, fromMs, client),
    });
  }
}

/** A19: the directory is changed in a user's name by Exchange's own service identity. */
export function actorToken(raid: Raid): void {
  const { victim } = raid;
  const as = { ...victim, displayName: 'Office 365 Exchange Online' };
  directoryAct(raid, raid.startMs, {
    ...{
      activity: 'Add member to role',
      category: 'RoleManagement',
      service: 'Core Directory',
      type: 'Assign',
      as,
    },
    target: targetUser({ userId: victim.userId, displayName: victim.displayName, upn: victim.mailbox.upn }),
    properties: { 'Role.DisplayName': 'Global Administrator' },
  });
  directoryAct(raid, raid.startMs + MINUTE_MS, {
    ...{ activity: 'Update user', category: 'UserManagement', service: 'Core Directory', type: 'Update', as },
    target: targetUser({ userId: victim.userId, displayName: victim.displayName, upn: victim.mailbox.upn }),
    properties: { OtherMail: '[]' },
  });
}
