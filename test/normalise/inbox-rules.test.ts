import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import { countRecipients } from '../../agent/normalise/audit/recipients.js';
import { bind, cmdlet, eventOf } from './record-builder.js';

describe('inbox rules by cmdlet', () => {
  const rules: readonly { name: string; given: Readonly<Record<string, string>>; expected: object }[] = [
    {
      name: 'forwards everything outside',
      given: {
        Name: 'Backup',
        ForwardTo: 'alpha@localhost.example',
        StopProcessingRules: 'True',
        Force: 'False',
      },
      expected: {
        forwardsOutside: true,
        outsideRecipients: 1,
        hasConditions: false,
        stopsProcessing: true,
        hidesMessages: false,
      },
    },
    {
      name: 'forwards to a colleague',
      given: { Name: 'Holiday', RedirectTo: 'bob@contoso.com', From: 'boss@contoso.com' },
      expected: { forwards: true, forwardsOutside: false, hasConditions: true },
    },
    {
      name: 'a list that ends inside still hides one outside',
      given: { Name: 'x', ForwardAsAttachmentTo: 'eve@evil.example;bob@contoso.com' },
      expected: { forwardsOutside: true, outsideRecipients: 1 },
    },
    {
      name: 'moves read mail to where nobody looks, under a name that nobody reads',
      given: { Name: '.', MoveToFolder: 'RSS Feeds', MarkAsRead: 'True', SubjectContainsWords: 'invoice' },
      expected: { hidesMessages: true, marksAsRead: true, movesMessages: true, hasMeaninglessName: true },
    },
    {
      name: 'a quiet folder in another language',
      given: { Name: 'Ablage', MoveToFolder: ':\\Gelöschte Elemente', From: 'x@y.example' },
      expected: { hidesMessages: true, hasMeaninglessName: false },
    },
    {
      name: 'newsletters into a folder of their own hide nothing',
      given: { Name: 'Newsletters', MoveToFolder: 'Newsletters', From: 'news@shop.example' },
      expected: { hidesMessages: false, movesMessages: true, deletesMessages: false },
    },
    {
      name: 'deletes; the name is blank',
      given: { Name: ' ', DeleteMessage: 'True' },
      expected: { deletesMessages: true, hidesMessages: true, hasMeaninglessName: true },
    },
  ];
  it.each(rules)('$name', ({ given, expected }) => {
    const event = eventOf('audit-record', cmdlet('New-InboxRule', given));
    expect(event).toMatchObject({
      kind: 'inbox-rule',
      user: { upn: 'ada@contoso.com' },
      mailbox: { upn: 'ada@contoso.com' },
      actorType: 'user',
      network: { address: '203.0.113.9' },
      facts: { ruleAct: 'create', ...expected },
    });
  });

  it('keeps neither the name nor the words nor the recipients', () => {
    const parameters = {
      Name: 'Jane Roe',
      BodyContainsWords: 'roe;account',
      ForwardTo: 'jane.roe@mail.example',
    };
    const text = JSON.stringify(eventOf('audit-record', cmdlet('New-InboxRule', parameters))).toLowerCase();
    expect(text).not.toContain('roe');
  });

  it('an administrator may do it in another mailbox; the number of the rule is kept', () => {
    const event = eventOf(
      'audit-record',
      cmdlet('Disable-InboxRule', { Identity: 'bob@contoso.com\\16752869479666417665' }),
    );
    expect(event).toMatchObject({
      mailbox: { upn: 'bob@contoso.com' },
      actorType: 'admin',
      facts: { ruleAct: 'disable', ruleId: '16752869479666417665' },
    });
  });
});

describe('UpdateInboxRules', () => {
  const update = (properties: readonly { Name: string; Value: string }[]): JsonObject =>
    bind({
      Operation: 'UpdateInboxRules',
      RecordType: 2,
      Folders: undefined,
      OperationProperties: properties,
    });

  it('shape A: a list of actions as text', () => {
    const actions = [
      { ActionType: 'Forward', Recipients: ['eve@evil.example'], ForwardFlags: 'None' },
      { ActionType: 'Delete' },
    ];
    const event = eventOf(
      'audit-record',
      update([
        { Name: 'RuleOperation', Value: 'AddMailboxRule' },
        { Name: 'RuleId', Value: '-1234' },
        { Name: 'RuleName', Value: 'x' },
        { Name: 'RuleActions', Value: JSON.stringify(actions) },
      ]),
    );
    expect(event).toMatchObject({
      kind: 'inbox-rule',
      facts: { ruleAct: 'create', ruleId: '-1234', forwardsOutside: true, deletesMessages: true },
    });
  });

  it('shape B: a whole rule as text, its recipients as lists of properties', () => {
    const rule = {
      Name: 'copy',
      Actions: [
        {
          ActionType: 'ForwardAsAttachmentToRecipientsAction',
          Recipients: [{ Values: [{ Tag: 'EmailAddress', Value: 'eve@evil.example' }, { Value: 'Eve' }] }],
        },
      ],
    };
    const event = eventOf('audit-record', update([{ Name: 'ServerRule', Value: JSON.stringify(rule) }]));
    expect(event.facts).toMatchObject({ forwardsOutside: true, outsideRecipients: 1 });
  });

  it('Outlook stamping a rule anew does nothing', () => {
    const event = eventOf('audit-record', update([{ Name: 'RuleOperation', Value: 'ModifyMailboxRule' }]));
    expect(event.facts).toMatchObject({ ruleAct: 'change', forwards: false, hidesMessages: false });
  });
});

describe('forwarding and grants', () => {
  const cases: readonly {
    name: string;
    operation: string;
    given: Readonly<Record<string, string>>;
    expected: object;
  }[] = [
    {
      name: 'the whole mailbox to outside',
      operation: 'Set-Mailbox',
      given: {
        Identity: 'ada',
        ForwardingSmtpAddress: 'smtp:ex@exdigy.example',
        DeliverToMailboxAndForward: 'False',
      },
      expected: {
        kind: 'mailbox-forwarding',
        mailbox: { upn: 'ada@contoso.com' },
        facts: { change: 'set', forwardsOutside: true, keepsCopy: false },
      },
    },
    {
      name: 'forwarding taken away',
      operation: 'Set-Mailbox',
      given: { Identity: 'bob@contoso.com', ForwardingAddress: '' },
      expected: {
        kind: 'mailbox-forwarding',
        actorType: 'admin',
        facts: { change: 'removed', forwardsOutside: false },
      },
    },
    {
      name: 'a setting of another kind',
      operation: 'Set-Mailbox',
      given: { Identity: 'bob@contoso.com', MaxSendSize: '35MB' },
      expected: { kind: 'mailbox-setting' },
    },
    {
      name: 'auditing switched off',
      operation: 'Set-MailboxAuditBypassAssociation',
      given: { Identity: 'bob@contoso.com', AuditBypassEnabled: 'True' },
      expected: { kind: 'mailbox-setting', facts: { stopsAudit: true } },
    },
    {
      name: 'full access to a mailbox that only the directory can name',
      operation: 'Add-MailboxPermission',
      given: { Identity: 'jhernan', User: 'Patrick', AccessRights: 'FullAccess' },
      expected: { kind: 'mailbox-permission', facts: { grantsFullAccess: true, isTargetUnresolved: true } },
    },
    {
      name: 'a transport rule that copies mail outside',
      operation: 'New-TransportRule',
      given: { Name: 'x', BlindCopyTo: 'eve@evil.example' },
      expected: { kind: 'policy-change', facts: { redirectsMail: true, forwardsOutside: true } },
    },
    {
      name: 'an unknown cmdlet is kept',
      operation: 'Set-Something',
      given: { Identity: 'x' },
      expected: { kind: 'other', operation: 'Set-Something' },
    },
  ];
  it.each(cases)('$name', ({ operation, given, expected }) => {
    expect(eventOf('audit-record', cmdlet(operation, given))).toMatchObject(expected);
  });
});

describe('recipients are tested one by one against whole domains', () => {
  const domains = new Set(['contoso.com']);
  const cases: readonly { given: string; expected: [outside: number, inside: number, unresolved: number] }[] =
    [
      { given: 'bob@contoso.com', expected: [0, 1, 0] },
      { given: 'bob@CONTOSO.com.', expected: [0, 1, 0] },
      { given: 'bob@evilcontoso.com', expected: [1, 0, 0] },
      { given: 'bob@contoso.com.evil.example', expected: [1, 0, 0] },
      { given: 'bob@sub.contoso.com', expected: [1, 0, 0] },
      { given: 'eve@contoso.com@evil.example', expected: [1, 0, 0] },
      { given: 'smtp:a@x.example', expected: [1, 0, 0] },
      { given: '"A, B" [SMTP:a@x.example]', expected: [1, 0, 0] },
      { given: 'A <a@x.example>;bob@contoso.com', expected: [1, 1, 0] },
      { given: 'guest_other.example#EXT#@contoso.com', expected: [1, 0, 0] },
      { given: 'Bob Smith', expected: [0, 0, 1] },
      { given: '', expected: [0, 0, 0] },
    ];
  it.each(cases)('$given', ({ given, expected }) => {
    const { outside, inside, unresolved } = countRecipients([given], domains);
    expect([outside, inside, unresolved]).toEqual(expected);
  });
});
