import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { parseYamlDocuments } from '../../../agent/detect/content/yaml-documents.js';
import { bind } from '../../../agent/detect/sigma/bind.js';
import { RecordView } from '../../../agent/detect/sigma/fields/record-view.js';
import { plainReader } from '../../../agent/detect/sigma/fields/taxonomy.js';
import { readRule } from '../../../agent/detect/sigma/read-rule.js';
import { createRuleSet } from '../../../agent/detect/sigma/rule-set.js';
import type { JsonValue } from '../../../agent/model/json.js';
import { productFiles } from '../content/product-rules.js';
import { loadRule, ruleOf } from './load-rule.js';
import { readTestRecord } from './read-test-record.js';

const MAPPINGS = productFiles('mappings');

/** Rules that match a record of a tenant, by title. */
function hits(rules: string, body: object): readonly string[] {
  const content = loadContent([{ file: 'r.yml', text: rules }], MAPPINGS);
  const read = readTestRecord(body as never);
  if (read === null) throw new Error('the record has no known layout');
  return content.rules.match(read.record, read.event).map((hit) => hit.rule);
}

const rule = (service: string, item: string): string =>
  `title: T\nid: found\nlogsource: { product: ${service.split('/')[0]}, service: ${service.split('/')[1]} }\ndetection: { selection: { ${item} }, condition: selection }\n`;

const SIGN_IN = {
  createdDateTime: '2026-03-02T08:00:00Z',
  userPrincipalName: 'alex@contoso.com',
  userId: '00000000-0000-4000-8000-0000000000a1',
  ipAddress: '198.51.100.7',
  userAgent: 'axios/1',
  authenticationRequirement: 'singleFactorAuthentication',
  deviceDetail: { deviceId: '', trustType: null, isCompliant: false },
  location: { countryOrRegion: 'NG' },
  status: { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA completed' },
};
const GRAPH = { id: '00000000-0000-4000-8000-000000000001', ...SIGN_IN };
const DIAGNOSTIC = {
  time: SIGN_IN.createdDateTime,
  category: 'NonInteractiveUserSignInLogs',
  operationName: 'Sign-in activity',
  resultType: '0',
  location: 'NG',
  callerIpAddress: '198.51.100.7',
  properties: GRAPH,
};
const TABLE = {
  Type: 'SigninLogs',
  TimeGenerated: SIGN_IN.createdDateTime,
  Category: 'SignInLogs',
  OperationName: 'Sign-in activity',
  Id: GRAPH.id,
  ResultType: '0',
  Location: 'NG',
  UserPrincipalName: 'alex@contoso.com',
  UserId: SIGN_IN.userId,
  IPAddress: '198.51.100.7',
  UserAgent: 'axios/1',
  AuthenticationRequirement: 'singleFactorAuthentication',
  DeviceDetail: JSON.stringify(SIGN_IN.deviceDetail),
  Status: JSON.stringify(SIGN_IN.status),
};

describe('one rule for every transport of the sign-in log', () => {
  const items = [
    'ResultType: 0',
    'userAgent|contains: axios',
    'Status: Success',
    'Location: NG',
    'location|contains: ng',
    "DeviceDetail.isCompliant: 'false'",
    'DeviceDetail.trusttype: null',
    "DeviceDetail.deviceId: ''",
    "Status|contains: 'MFA completed'",
    'properties.authenticationRequirement: singleFactorAuthentication',
    'IPAddress|cidr: 198.51.100.0/24',
    'Username: alex@contoso.com',
    'mailwarden.kind: sign-in',
  ];
  const layouts = { graph: GRAPH, diagnostic: DIAGNOSTIC, table: TABLE };
  for (const item of items) {
    it(item, () => {
      const silent = Object.entries(layouts).filter(
        ([, body]) => hits(rule('azure/signinlogs', item), body).length === 0,
      );
      expect(silent.map(([name]) => name)).toEqual([]);
    });
  }

  it('a rule of another log is silent, whatever its fields', () => {
    expect(hits(rule('azure/auditlogs', 'userAgent|contains: axios'), GRAPH)).toEqual([]);
    expect(hits(rule('m365/audit', 'userAgent|contains: axios'), GRAPH)).toEqual([]);
  });
});

const CMDLET = {
  Id: '00000000-0000-4000-8000-000000000002',
  RecordType: 1,
  CreationTime: '2026-03-02T08:00:00',
  Operation: 'New-InboxRule',
  UserId: 'alex@contoso.com',
  Workload: 'Exchange',
  ResultStatus: 'True',
  Parameters: [
    { Name: 'ForwardTo', Value: 'a@b.example' },
    { Name: 'MarkAsRead', Value: 'True' },
  ],
};
const OFFICE_ACTIVITY = {
  Type: 'OfficeActivity',
  TimeGenerated: '2026-03-02T08:00:00Z',
  OfficeWorkload: 'Exchange',
  Operation: 'New-InboxRule',
  RecordType: 'ExchangeAdmin',
  UserId: 'alex@contoso.com',
  ResultStatus: 'True',
  Parameters: JSON.stringify(CMDLET.Parameters),
};
const DIRECTORY = {
  Id: '00000000-0000-4000-8000-000000000003',
  RecordType: 8,
  CreationTime: '2026-03-02T08:00:00',
  Operation: 'Update user.',
  UserId: 'admin@contoso.com',
  Workload: 'AzureActiveDirectory',
  ResultStatus: 'Success',
  ModifiedProperties: [{ Name: 'UserType', NewValue: 'Member', OldValue: 'Guest' }],
  ExtendedProperties: [{ Name: 'additionalDetails', Value: '{"User-Agent":"curl/8"}' }],
};

const LISTS: readonly { item: string; body: object; expected: boolean }[] = [
  { item: 'Parameters|contains: ForwardTo', body: CMDLET, expected: true },
  { item: 'Parameters.ForwardTo|endswith: .example', body: CMDLET, expected: true },
  { item: 'ForwardTo|exists: true', body: CMDLET, expected: true },
  { item: "parameters.markasread: 'true'", body: CMDLET, expected: true },
  { item: 'Parameters.RedirectTo|exists: true', body: CMDLET, expected: false },
  { item: 'Parameters.ForwardTo|endswith: .example', body: OFFICE_ACTIVITY, expected: true },
  { item: 'Workload: Exchange', body: OFFICE_ACTIVITY, expected: true },
  { item: 'ModifiedProperties.UserType: Member', body: DIRECTORY, expected: true },
  { item: 'ModifiedProperties.UserType: Guest', body: DIRECTORY, expected: false },
  { item: 'ModifiedProperties.UserType.OldValue: Guest', body: DIRECTORY, expected: true },
  {
    item: 'ExtendedProperties.additionalDetails.User-Agent|startswith: curl',
    body: DIRECTORY,
    expected: true,
  },
];

describe('lists of name and value are addressed by name', () => {
  for (const { item, body, expected } of LISTS) {
    it(`${item} ${expected ? 'is found' : 'is not found'}`, () => {
      expect(hits(rule('m365/audit', item), body).length > 0).toBe(expected);
    });
  }
});

const REAL_ALERT = {
  Id: '00000000-0000-4000-8000-000000000004',
  RecordType: 40,
  CreationTime: '2026-03-02T08:00:00',
  Operation: 'AlertTriggered',
  UserId: 'SecurityComplianceAlerts',
  Workload: 'SecurityComplianceCenter',
  ResultStatus: 'Succeeded',
  Status: 'Active',
  Name: 'Potential ransomware activity',
};

describe('other log sources', () => {
  it('an alert answers to the names that public rules give it', () => {
    const items =
      'eventSource: SecurityComplianceCenter, eventName: Potential ransomware activity, status: success';
    expect(hits(rule('m365/threat_management', items), REAL_ALERT)).toEqual(['found']);
  });

  it("the directory log of Graph answers to the portal's names", () => {
    const body = {
      id: 'Directory_1',
      activityDateTime: '2026-03-02T08:00:00Z',
      activityDisplayName: 'Add owner to application',
      category: 'ApplicationManagement',
      result: 'success',
      initiatedBy: { user: { id: 'x', userPrincipalName: 'alex@contoso.com' } },
      targetResources: [],
    };
    const items =
      'properties.message: Add owner to application, OperationName: Add owner to application, properties.result: success, Initiatedby: alex@contoso.com';
    expect(hits(rule('azure/auditlogs', items), body)).toEqual(['found']);
  });

  it('a mapping of the same name replaces the built-in one', () => {
    const mapping =
      'mapping: { name: azure-signinlogs-graph, shapes: [graph-sign-in], logsources: [{ product: azure, service: signinlogs }], fields: { Country: location.countryOrRegion } }';
    const text = `${rule('azure/signinlogs', 'Country: NG')}---\n${mapping}`;
    expect(hits(text, GRAPH)).toEqual(['found']);
    expect(hits(rule('azure/signinlogs', 'Country: NG'), GRAPH)).toEqual([]);
  });
});

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

describe('laws', () => {
  const content = loadContent(productFiles());

  it('no JSON makes a rule throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('Parameters', 'a', 'Operation', 'status', 'userAgent', 'Name', 'Value'),
          anyJson,
        ),
        (body) => {
          content.rules.matchPlain(body);
          for (const shape of ['graph-sign-in', 'audit-record', 'log-analytics'] as const) {
            content.rules.match({ key: 'k', source: 's', shape, occurredAt: null, body }, null);
          }
        },
      ),
    );
  });

  it('nor does a record nested without end', () => {
    let deep: JsonValue = { Operation: 'x' };
    for (let level = 0; level < 20_000; level += 1) deep = level % 2 === 0 ? [deep] : { Parameters: deep };
    expect(content.rules.matchPlain(deep)).toEqual([]);
    expect(content.rules.matchPlain(new Array(300_000).fill('x'))).toEqual([]);
  });

  it('the index finds what looking at every rule finds', () => {
    const yaml = [
      'f: a',
      'f: [a, b]',
      'f: b, g: a',
      'g|contains: a',
      'f|neq: a',
      'f: null',
      "f: 'a*'",
      'g: [a, 1]',
    ]
      .map((item, at) =>
        ruleOf(
          `selection: { ${item} }\nother: { h: a }\ncondition: ${['selection', 'selection or other', 'not selection', 'selection and other'][at % 4]}`,
        ).replace(/id: .*/, `id: r${at}`),
      )
      .join('---\n');
    const compiled = parseYamlDocuments('r.yml', yaml).documents.flatMap(
      (one) => readRule(one).compiled ?? [],
    );
    const rules = createRuleSet(compiled, []);
    const value = fc.oneof(
      fc.constantFrom('a', 'A', 'b', 'ab', 1, null),
      fc.array(fc.constantFrom('a', 'b')),
    );
    fc.assert(
      fc.property(fc.record({ f: value, g: value, h: value }, { requiredKeys: [] }), (body) => {
        const view = new RecordView(body, null, 'plain');
        const slow = compiled
          .filter((one) => bind(one.expression, plainReader)(view))
          .map((one) => one.rule.id);
        expect(rules.matchPlain(body).map((hit) => hit.rule)).toEqual(slow);
      }),
    );
  });

  it('rules are read without a throw, whatever stands in them', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const detection = fc.dictionary(
      fc.constantFrom('selection', 'condition', 'timeframe', 'x'),
      fc.oneof(scalar, fc.array(scalar), fc.dictionary(fc.string(), scalar)),
    );
    fc.assert(
      fc.property(detection, (value) => {
        loadRule(JSON.stringify({ title: 'T', id: 'x', logsource: { product: 'p' }, detection: value }));
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void loadRule(text)));
  });
});
