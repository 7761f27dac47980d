import type { AccessEventKind } from '../../model/access-event.js';

/** Mailbox operations ("Management Activity API schema", Exchange mailbox), by name in lower case. */
const MAILBOX: Readonly<Record<string, AccessEventKind>> = {
  mailitemsaccessed: 'mail-read',
  messagebind: 'mail-read',
  send: 'mail-send',
  sendas: 'mail-send',
  sendonbehalf: 'mail-send',
  create: 'mail-change',
  update: 'mail-change',
  move: 'mail-change',
  copy: 'mail-change',
  movetodeleteditems: 'mail-delete',
  softdelete: 'mail-delete',
  harddelete: 'mail-delete',
  searchqueryinitiatedexchange: 'mail-search',
  updateinboxrules: 'inbox-rule',
  addfolderpermissions: 'mailbox-permission',
  modifyfolderpermissions: 'mailbox-permission',
  removefolderpermissions: 'mailbox-permission',
  updatefolderpermissions: 'mailbox-permission',
  updatecalendardelegation: 'mailbox-permission',
};

/** Cmdlets, by name in lower case. `set-mailbox` is told apart by its parameters. */
const CMDLETS: Readonly<Record<string, AccessEventKind>> = {
  'new-inboxrule': 'inbox-rule',
  'set-inboxrule': 'inbox-rule',
  'enable-inboxrule': 'inbox-rule',
  'disable-inboxrule': 'inbox-rule',
  'remove-inboxrule': 'inbox-rule',
  'set-mailbox': 'mailbox-setting',
  'add-mailboxpermission': 'mailbox-permission',
  'set-mailboxpermission': 'mailbox-permission',
  'remove-mailboxpermission': 'mailbox-permission',
  'add-recipientpermission': 'mailbox-permission',
  'remove-recipientpermission': 'mailbox-permission',
  'add-mailboxfolderpermission': 'mailbox-permission',
  'set-mailboxfolderpermission': 'mailbox-permission',
  'remove-mailboxfolderpermission': 'mailbox-permission',
  'set-mailboxauditbypassassociation': 'mailbox-setting',
  'set-mailboxautoreplyconfiguration': 'mailbox-setting',
  'set-mailboxjunkemailconfiguration': 'mailbox-setting',
  'set-mailboxregionalconfiguration': 'mailbox-setting',
  'set-casmailbox': 'mailbox-setting',
  'new-transportrule': 'policy-change',
  'set-transportrule': 'policy-change',
  'enable-transportrule': 'policy-change',
  'disable-transportrule': 'policy-change',
  'remove-transportrule': 'policy-change',
  'new-inboundconnector': 'policy-change',
  'set-inboundconnector': 'policy-change',
  'new-outboundconnector': 'policy-change',
  'set-outboundconnector': 'policy-change',
  'new-remotedomain': 'policy-change',
  'set-remotedomain': 'policy-change',
  'set-hostedoutboundspamfilterpolicy': 'policy-change',
  'set-adminauditlogconfig': 'policy-change',
  'set-organizationconfig': 'policy-change',
  'set-conditionalaccesspolicy': 'policy-change',
  'new-conditionalaccesspolicy': 'policy-change',
  'remove-conditionalaccesspolicy': 'policy-change',
  'new-managementroleassignment': 'role-change',
  'set-managementroleassignment': 'role-change',
  'add-rolegroupmember': 'role-change',
  'remove-rolegroupmember': 'role-change',
  'new-compliancesearch': 'mail-search',
  'new-compliancesearchaction': 'mail-search',
  'start-compliancesearch': 'mail-search',
  'new-mailboxexportrequest': 'mail-search',
  'new-mailboxsearch': 'mail-search',
};

export function mailboxOperationKind(operation: string): AccessEventKind {
  return lookUp(MAILBOX, operation);
}

export function cmdletKind(operation: string): AccessEventKind {
  return lookUp(CMDLETS, operation);
}

function lookUp(table: Readonly<Record<string, AccessEventKind>>, operation: string): AccessEventKind {
  const key = operation.trim().toLowerCase();
  return Object.hasOwn(table, key) ? (table[key] as AccessEventKind) : 'other';
}
