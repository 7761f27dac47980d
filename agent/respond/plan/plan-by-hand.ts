import type { AccessEvent, Principal } from '../../model/access-event.js';
import type { ManualStep, TargetClass } from '../../model/containment.js';
import type { LeftBehind } from './find-left-behind.js';
import { permissionCommands } from './permission-commands.js';
import { quotedForPowerShell } from './powershell.js';

const EXCHANGE = 'Exchange Online PowerShell, after Connect-ExchangeOnline';
const ON_PREMISES = 'PowerShell with the ActiveDirectory module, on the premises';
const ENTRA = 'Microsoft Entra admin centre';
const GRAPH = 'Microsoft Graph PowerShell, after Connect-MgGraph -Scopes User.RevokeSessions.All';

/** What Microsoft Graph cannot do about what was left behind, and what the kind of account asks for. */
export function planByHand(
  mailbox: Principal,
  classes: readonly TargetClass[],
  left: LeftBehind,
): readonly ManualStep[] {
  const name = quotedForPowerShell(mailbox.upn ?? mailbox.id ?? '');
  const exchange = (events: readonly AccessEvent[], because: string, command: (of: string) => string) =>
    events.length === 0
      ? []
      : [
          {
            because,
            command: name === null ? null : command(name),
            where: EXCHANGE,
            evidence: events.map(({ id }) => id),
          },
        ];
  return [
    ...exchange(
      left.forwardings,
      'the mailbox forwards its mail, which Microsoft Graph can neither see nor stop',
      (of) =>
        `Set-Mailbox -Identity ${of} -ForwardingSmtpAddress $null -ForwardingAddress $null -DeliverToMailboxAndForward $false`,
    ),
    ...exchange(
      left.rules,
      'rules that a mail program made can be hidden from Microsoft Graph: look for them by hand',
      (of) => `Get-InboxRule -Mailbox ${of} -IncludeHidden | Format-List Identity,Name,Enabled,Description`,
    ),
    ...permissionCommands(left.permissions).flatMap(({ events, command }) =>
      exchange(
        events,
        'others were given access to the mailbox: read who, then take away what the owner does not know',
        command,
      ),
    ),
    ...left.consents
      .filter((one) => one.isTenantWide)
      .map((one) => inEntra('an application was allowed for everybody: removing that hits everybody', one)),
    ...left.methods
      .filter(({ isAmbiguous }) => isAmbiguous)
      .map((one) =>
        inEntra('two ways to sign in were added at about one time: ask the owner which is theirs', one),
      ),
    ...(left.devices.length === 0
      ? []
      : [inEntra('a device was registered: disable it unless the owner knows it', { events: left.devices })]),
    ...forClass(classes, name),
  ];
}

function inEntra(because: string, { events }: { readonly events: readonly AccessEvent[] }): ManualStep {
  return { because, command: null, where: ENTRA, evidence: events.map(({ id }) => id) };
}

function forClass(classes: readonly TargetClass[], name: string | null): readonly ManualStep[] {
  const steps: ManualStep[] = [];
  if (classes.includes('synced')) {
    // "Revoke user access in an emergency": an account ruled from the premises is disabled there, its password reset twice.
    steps.push({
      because:
        'the account is ruled from the premises: disabling it in the cloud is undone by the next synchronisation; reset its password there twice as well',
      command:
        name === null
          ? null
          : `Get-ADUser -Filter { UserPrincipalName -eq ${name} } | Disable-ADAccount -PassThru`,
      where: ON_PREMISES,
      evidence: [],
    });
  }
  if (classes.includes('guest')) {
    steps.push({
      because:
        'the account is a guest: its sessions at home go on whatever is revoked here; tell its home tenant',
      command: null,
      where: 'the security contact of the home tenant',
      evidence: [],
    });
  }
  if (classes.includes('privileged')) {
    steps.push({
      because:
        'the account holds a directory role: the responder may be refused, and a person with a higher role must act',
      command: name === null ? null : `Revoke-MgUserSignInSession -UserId ${name}`,
      where: GRAPH,
      evidence: [],
    });
  }
  return steps;
}
