import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../agent/model/json.js';
import { bind, eventOf } from './record-builder.js';

describe('reads', () => {
  it('a Bind names its messages, each once', () => {
    expect(eventOf('audit-record', bind())).toMatchObject({
      kind: 'mail-read',
      at: '2026-03-04T08:15:30.000Z',
      outcome: 'success',
      user: { upn: 'ada@contoso.com' },
      actorType: 'user',
      network: { address: '203.0.113.9' },
      client: { family: 'owa', os: 'windows', appId: '9199bf20-a13f-4107-85dc-02114787ef48' },
      session: { id: '22af9fa5-94af-4b8c-8d7f-2a9a6e6a0001', tokenId: 'xMFjTVvJPE2OChJx_YE-AA' },
      mail: {
        messages: [
          { messageId: '<a=b+c/d@x.example>', folderId: 'folder-1' },
          { messageId: '<e@x.example>', folderId: 'folder-1' },
        ],
        folders: [],
        isThrottled: false,
      },
      facts: { program: 'chrome' },
    });
  });

  it.each([
    ['without an offset, which is UTC', '2026-03-04T07:58:02', '2026-03-04T07:58:02.000Z'],
    ['of no token, as an empty field is written', '1601-01-01T00:00:00', undefined],
    ['that is no time', 'unknown', undefined],
    ['that is not there', undefined, undefined],
  ])('the time of issue of a token %s', (_, IssuedAtTime, expected) => {
    const record = bind({ AppAccessContext: { UniqueTokenId: 'xMFjTVvJPE2OChJx_YE-AA', IssuedAtTime } });
    expect(eventOf('audit-record', record).session.issuedAt).toBe(expected);
  });

  it('a Sync takes a folder as a whole; its path may be missing', () => {
    const event = eventOf(
      'audit-record',
      bind({
        RecordType: 2,
        ClientIP: '203.0.113.9',
        ClientInfoString: 'Client=MSExchangeRPC',
        ClientProcessName: 'OUTLOOK.EXE',
        Folders: undefined,
        OperationProperties: [
          { Name: 'MailAccessType', Value: 'Sync' },
          { Name: 'IsThrottled', Value: 'True' },
        ],
        Item: { Id: 'item', ParentFolder: { Id: 'folder-2', Name: 'A TRAITER', Path: 'Not Available' } },
      }),
    );
    expect(event).toMatchObject({
      kind: 'mail-sync',
      client: { family: 'outlook-desktop' },
      mail: { messages: [], folders: [{ id: 'folder-2', path: 'A TRAITER' }], isThrottled: true },
    });
  });

  const actors: readonly { name: string; given: JsonObject; expected: object }[] = [
    {
      name: "Microsoft's background work reads as if the owner did",
      given: {
        ClientInfoString: 'Client=REST;Client=RESTSystem;;',
        ClientIPAddress: '2603:10a6:800:125::13',
      },
      expected: { actorType: 'service', client: { family: 'graph' }, needsCredential: false },
    },
    {
      name: "an attacker's application through Graph does not pass for it",
      given: {
        ClientInfoString: 'Client=REST;;',
        AppId: '00000003-0000-0000-c000-000000000000',
        ClientAppId: '3c8e0000-0000-4000-8000-000000000001',
      },
      expected: {
        actorType: 'user',
        client: { family: 'graph', appId: '3c8e0000-0000-4000-8000-000000000001' },
        needsCredential: true,
      },
    },
    {
      name: 'our own examiner',
      given: { UserType: 5, ClientAppId: '11111111-2222-3333-4444-555555555555' },
      expected: { actorType: 'service', facts: { isOwnRead: true } },
    },
    {
      name: 'an application without a person',
      given: { UserType: 5, UserId: 'b1c34143-e405-4058-8e29-84596ad737b8', LogonType: 1 },
      expected: { actorType: 'application', mailbox: { upn: 'ada@contoso.com' } },
    },
    {
      name: 'a delegate in a shared mailbox',
      given: { UserId: 'bob@contoso.com', LogonType: 2, MailboxOwnerUPN: 'billing@contoso.com' },
      expected: {
        actorType: 'delegate',
        user: { upn: 'bob@contoso.com' },
        mailbox: { upn: 'billing@contoso.com' },
      },
    },
    {
      name: 'the resource is not the caller',
      given: { AppId: '00000002-0000-0ff1-ce00-000000000000', ClientAppId: '' },
      expected: { client: { appId: null } },
    },
    {
      name: 'a system name is nobody',
      given: { UserId: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)', MailboxOwnerUPN: undefined },
      expected: { actorType: 'service', user: null, mailbox: null },
    },
    {
      name: 'the loopback address of the proxy is no network',
      given: { ClientIPAddress: '::1' },
      expected: { network: { address: null } },
    },
    {
      name: 'a script over EWS',
      given: {
        ClientInfoString:
          'Client=WebServices;ExchangeWebServicesProxy/CrossSite/python-requests/2.25.1[AppId=x];',
      },
      expected: { client: { family: 'ews', os: null }, facts: { program: 'python' } },
    },
  ];
  it.each(actors)('$name', ({ given, expected }) => {
    expect(eventOf('audit-record', bind(given))).toMatchObject(expected);
  });
});

describe('an export that dropped the record type', () => {
  const cases: readonly { name: string; given: JsonObject; expected: string }[] = [
    { name: 'a read', given: { MailboxOwnerUPN: undefined }, expected: 'mail-read' },
    { name: 'a logon', given: { Operation: 'UserLoggedIn' }, expected: 'sign-in' },
    { name: 'a cmdlet', given: { Operation: 'New-InboxRule' }, expected: 'inbox-rule' },
    {
      name: 'a directory act',
      given: { Operation: 'Delete user.', Workload: 'AzureActiveDirectory' },
      expected: 'account-change',
    },
    {
      name: 'the same word of another workload',
      given: { Operation: 'Create', Workload: 'SharePoint' },
      expected: 'other',
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    expect(eventOf('audit-record', bind({ RecordType: undefined, ...given })).kind).toBe(expected);
  });
});

describe('other acts in a mailbox', () => {
  it('messages thrown away are named', () => {
    const event = eventOf(
      'audit-record',
      bind({
        Operation: 'HardDelete',
        RecordType: 3,
        Folders: undefined,
        Folder: { Id: 'folder-1', Path: '\\Inbox' },
        AffectedItems: [
          { Id: 'x', InternetMessageId: '<a@x>', Subject: 's', ParentFolder: { Id: 'folder-1' } },
        ],
      }),
    );
    expect(event).toMatchObject({
      kind: 'mail-delete',
      mail: { messages: [{ messageId: '<a@x>', folderId: 'folder-1' }] },
    });
  });

  it('a search keeps no word of it', () => {
    const event = eventOf(
      'audit-record',
      bind({ Operation: 'SearchQueryInitiatedExchange', RecordType: 101, QueryText: 'jane roe ssn' }),
    );
    expect(event.kind).toBe('mail-search');
    expect(JSON.stringify(event)).not.toContain('jane');
  });

  it('recipients are counted, not kept', () => {
    const event = eventOf(
      'audit-record',
      bind({
        Operation: 'Send',
        RecordType: 2,
        Folders: undefined,
        RecipientList: ['bob@contoso.com', 'jane.roe@mail.example'],
        Item: { Id: 'x', InternetMessageId: '<sent@x>', Subject: 'Bill of Jane Roe' },
      }),
    );
    expect(event).toMatchObject({ kind: 'mail-send', facts: { recipientCount: 2, outsideRecipients: 1 } });
    expect(JSON.stringify(event).toLowerCase()).not.toContain('jane');
  });

  it('a folder opened to everyone', () => {
    const event = eventOf(
      'audit-record',
      bind({
        Operation: 'ModifyFolderPermissions',
        RecordType: 2,
        Item: { ParentFolder: { Id: 'folder-1', MemberRights: 'ReadAny, Visible', MemberUpn: 'Everyone' } },
      }),
    );
    expect(event).toMatchObject({
      kind: 'mailbox-permission',
      facts: { isSharedWithEveryone: true, grantsReading: true },
    });
  });

  it('a row of OfficeActivity, with names and JSON texts', () => {
    const event = eventOf('log-analytics', {
      Type: 'OfficeActivity',
      TimeGenerated: '2026-03-04T08:15:30Z',
      RecordType: 'ExchangeItemAggregated',
      Operation: 'MailItemsAccessed',
      OfficeWorkload: 'Exchange',
      ResultStatus: 'Succeeded',
      UserType: 'Regular',
      UserId: 'ada@contoso.com',
      Client_IPAddress: '203.0.113.9',
      Logon_Type: 'Owner',
      MailboxOwnerUPN: 'ada@contoso.com',
      ClientInfoString: 'Client=OWA;Action=ViaProxy',
      OperationProperties: '[{"Name":"MailAccessType","Value":"Bind"},{"Name":"IsThrottled","Value":"True"}]',
      Folders: '[{"Id":"f","Path":"\\\\Inbox","FolderItems":[{"InternetMessageId":"<a@x>"}]}]',
    });
    expect(event).toMatchObject({
      kind: 'mail-read',
      actorType: 'user',
      network: { address: '203.0.113.9' },
      client: { family: 'owa' },
      mail: { messages: [{ messageId: '<a@x>', folderId: 'f' }], isThrottled: true },
    });
  });
});
