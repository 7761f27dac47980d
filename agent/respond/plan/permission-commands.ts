import type { AccessEvent } from '../../model/access-event.js';

/** Where Exchange keeps rights on a mailbox: each place is read by another cmdlet. */
type RightsPlace = 'mailbox' | 'folders' | 'send-as' | 'on-behalf';

/**
 * Commands that show who has rights; `of` is the mailbox, quoted. A folder is named `<mailbox>:\<folder>\<folder>`
 * ("Get-MailboxFolderPermission"), while its statistics write the path with slashes, from the root's name on.
 */
const COMMANDS: Readonly<Record<RightsPlace, (of: string) => string>> = {
  mailbox: (of) =>
    `Get-MailboxPermission -Identity ${of} | Where-Object { -not $_.IsInherited } | Format-List User,AccessRights`,
  folders: (of) =>
    `Get-MailboxFolderStatistics -Identity ${of} | ForEach-Object { Get-MailboxFolderPermission -Identity (${of} + ':' + $_.FolderPath.Replace('/', '\\').Replace('\\Top of Information Store', '\\')) } | Format-List FolderName,User,AccessRights`,
  'send-as': (of) => `Get-RecipientPermission -Identity ${of} | Format-List Trustee,AccessRights`,
  'on-behalf': (of) => `Get-Mailbox -Identity ${of} | Format-List GrantSendOnBehalfTo`,
};

/** A way to read who was given rights, and the acts that gave them. */
export interface PermissionCommand {
  readonly events: readonly AccessEvent[];
  readonly command: (of: string) => string;
}

/** One command for each place in which the acts gave rights, in the order of the acts. */
export function permissionCommands(events: readonly AccessEvent[]): readonly PermissionCommand[] {
  const byPlace = new Map<RightsPlace, AccessEvent[]>();
  for (const event of events) {
    const place = placeOf(event);
    byPlace.set(place, [...(byPlace.get(place) ?? []), event]);
  }
  return [...byPlace].map(([place, given]) => ({ events: given, command: COMMANDS[place] }));
}

/** By the operation, as cmdlets and mailbox records name it. */
function placeOf({ operation }: AccessEvent): RightsPlace {
  const name = operation.toLowerCase();
  if (name.includes('folder') || name.includes('calendardelegation')) return 'folders';
  if (name.includes('recipientpermission')) return 'send-as';
  return name === 'set-mailbox' ? 'on-behalf' : 'mailbox';
}
