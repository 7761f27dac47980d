import type { AccessEventKind, Outcome, Principal } from '../../model/access-event.js';
import type { EventParts, NormaliseContext } from '../fields/event-base.js';
import type { Fields } from '../fields/fields.js';
import { type NamedValues, namedValues } from '../fields/named-values.js';
import { toNetwork } from '../fields/network.js';
import { isSamePrincipal, toPrincipal, toUpn } from '../fields/principal.js';
import { readAuditActor } from './audit-actor.js';
import { permissionFacts } from './folder-permission.js';
import { readRuleCmdlet } from './inbox-rule.js';
import { cmdletKind } from './operation-kinds.js';
import { acceptedDomains, countRecipients } from './recipients.js';
import { type RuleAct, ruleFacts } from './rule-facts.js';

type CmdletFacts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An Exchange administration record, type 1: a cmdlet with its parameters as texts. What a person sets in Outlook on the web
 * is written as the same cmdlets under his own name.
 */
export function normaliseCmdlet(fields: Fields, operation: string, context: NormaliseContext): EventParts {
  const actor = readAuditActor(fields, context);
  const list = fields.objects('Parameters');
  const parameters = namedValues(list);
  const names = list.flatMap((one) => one.text('Name') ?? []);
  const identity = mailboxIdentity(operation, parameters, fields);
  const target = identity === null ? null : targetOf(identity, actor.user);
  const domains = acceptedDomains(context.domains, (target ?? actor.user)?.upn ?? null);
  const isOnOther = target !== null && !isSamePrincipal(target, actor.user);
  const { kind, facts } = describe(operation, parameters, names, domains);
  return {
    kind,
    operation,
    outcome: outcomeOf(fields.text('ResultStatus')),
    user: actor.user,
    mailbox: target ?? actor.user,
    actorType: actor.type === 'user' && isOnOther ? 'admin' : actor.type,
    network: toNetwork(fields.text('ClientIP', 'ClientIPAddress', 'Client_IPAddress')),
    client: actor.client,
    session: actor.session,
    facts: {
      ...facts,
      isOwnAct: actor.isOwn ? true : null,
      isTargetUnresolved: kind !== 'inbox-rule' && identity !== null && target === null ? true : null,
    },
  };
}

function describe(
  operation: string,
  parameters: NamedValues,
  names: readonly string[],
  domains: ReadonlySet<string>,
): { readonly kind: AccessEventKind; readonly facts: CmdletFacts } {
  const kind = cmdletKind(operation);
  const cmdlet = operation.toLowerCase();
  if (kind === 'inbox-rule') {
    const effects = readRuleCmdlet(parameters, names);
    return {
      kind,
      facts: { ...ruleFacts(effects, ruleActOf(cmdlet), domains), ruleId: ruleIdOf(parameters) },
    };
  }
  if (kind === 'mailbox-permission') return { kind, facts: grantFacts(cmdlet, parameters, domains) };
  if (cmdlet === 'set-mailbox') return describeSetMailbox(parameters, domains);
  if (cmdlet === 'set-mailboxauditbypassassociation') {
    return { kind, facts: { stopsAudit: parameters.flag('AuditBypassEnabled') === true } };
  }
  if (cmdlet === 'set-adminauditlogconfig') {
    return { kind, facts: { stopsAudit: parameters.flag('UnifiedAuditLogIngestionEnabled') === false } };
  }
  return { kind, facts: kind === 'policy-change' ? routeFacts(parameters, domains) : {} };
}

/** One cmdlet sets forwarding, delegates, auditing and much else. */
function describeSetMailbox(
  parameters: NamedValues,
  domains: ReadonlySet<string>,
): { readonly kind: AccessEventKind; readonly facts: CmdletFacts } {
  const forwarding = ['ForwardingSmtpAddress', 'ForwardingAddress'];
  const stopsAudit = parameters.flag('AuditEnabled') === false;
  if (forwarding.some((name) => parameters.has(name))) {
    const values = forwarding
      .flatMap((name) => parameters.all(name))
      .filter((value) => value !== '' && value !== '$null');
    const count = countRecipients(values, domains);
    return {
      kind: 'mailbox-forwarding',
      facts: {
        change: values.length === 0 ? 'removed' : 'set',
        forwardsOutside: count.outside > 0,
        unresolvedRecipients: count.unresolved === 0 ? null : count.unresolved,
        keepsCopy: parameters.flag('DeliverToMailboxAndForward'),
        stopsAudit: stopsAudit ? true : null,
      },
    };
  }
  if (parameters.has('GrantSendOnBehalfTo')) {
    const grantee = parameters.get('GrantSendOnBehalfTo');
    return { kind: 'mailbox-permission', facts: permissionFacts(grantee, ['SendOnBehalf'], domains) };
  }
  return { kind: 'mailbox-setting', facts: { stopsAudit: stopsAudit ? true : null } };
}

function grantFacts(cmdlet: string, parameters: NamedValues, domains: ReadonlySet<string>): CmdletFacts {
  const grantee = parameters.get('User') ?? parameters.get('Trustee');
  const rights = parameters.all('AccessRights').filter((right) => right !== '');
  return {
    change: cmdlet.startsWith('remove-') ? 'removed' : 'granted',
    ...permissionFacts(grantee, rights, domains),
  };
}

/** Transport rules and connectors that copy or lead mail elsewhere. */
function routeFacts(parameters: NamedValues, domains: ReadonlySet<string>): CmdletFacts {
  const routes = [
    'BlindCopyTo',
    'CopyTo',
    'RedirectMessageTo',
    'AddToRecipients',
    'RouteMessageOutboundConnector',
  ];
  const values = routes.flatMap((name) => parameters.all(name)).filter((value) => value !== '');
  const count = countRecipients(values, domains);
  return {
    redirectsMail: values.length > 0 ? true : null,
    forwardsOutside: values.length > 0 ? count.outside > 0 : null,
    allowsForwarding: parameters.get('AutoForwardingMode')?.toLowerCase() === 'on' ? true : null,
  };
}

/** How a cmdlet on a mailbox names it; null for all others, whose identities are policies and rules. */
function mailboxIdentity(operation: string, parameters: NamedValues, fields: Fields): string | null {
  const kind = cmdletKind(operation);
  if (kind !== 'inbox-rule' && !kind.startsWith('mailbox-')) return null;
  return parameters.get('Mailbox') ?? parameters.get('Identity') ?? fields.text('ObjectId', 'OfficeObjectId');
}

/** Whose mailbox: `address`, `address\\rule`, `address:\\folder`, an id, or the alias of the actor; null when only the directory knows. */
function targetOf(identity: string, user: Principal | null): Principal | null {
  const owner = identity.split(/[\\:]/)[0] ?? '';
  const named = toPrincipal(toUpn(owner), owner);
  if (named !== null) return isSamePrincipal(named, user) ? user : named;
  const isOwnAlias = user?.upn?.split('@')[0] === owner.toLowerCase();
  return isOwnAlias ? user : null;
}

/** A rule's own number, where the identity ends in one; its name is people's text. */
function ruleIdOf(parameters: NamedValues): string | null {
  const identity = parameters.get('Identity') ?? '';
  const last = identity.slice(identity.lastIndexOf('\\') + 1);
  return /^\d{6,20}$/.test(last) ? last : null;
}

function ruleActOf(cmdlet: string): RuleAct {
  if (cmdlet.startsWith('new-')) return 'create';
  if (cmdlet.startsWith('set-')) return 'change';
  if (cmdlet.startsWith('enable-')) return 'enable';
  return cmdlet.startsWith('disable-') ? 'disable' : 'remove';
}

/** Cmdlets say `True` and `False`; an export may have dropped the column. */
function outcomeOf(status: string | null): Outcome {
  const word = status?.toLowerCase() ?? '';
  if (word === 'true' || word === 'success' || word === 'succeeded') return 'success';
  return word === 'false' || word === 'failed' ? 'failure' : 'unknown';
}
