/** Logs that a new rule can be written for, by the word of the command line. */
export const SCAFFOLD_LOGS = ['access', 'signinlogs', 'auditlogs', 'riskdetection', 'audit'] as const;
export type ScaffoldLog = (typeof SCAFFOLD_LOGS)[number];

/** The two files of a new rule. `name` is that of the files, without an ending. */
export interface RuleScaffold {
  readonly name: string;
  readonly rule: string;
  readonly test: string;
}

interface Example {
  readonly logSource: string;
  readonly selection: readonly string[];
  readonly tags: readonly string[];
  readonly family: string;
  readonly hit: string;
  readonly miss: string;
}

const ALEX = 'userPrincipalName: alex@contoso.com, userId: 00000000-0000-4000-8000-0000000000a1';
const AUDIT =
  'CreationTime: 2026-03-02T08:00:00, RecordType: 1, Workload: Exchange, UserId: alex@contoso.com, ResultStatus: "True"';
const ENTRA =
  'activityDateTime: 2026-03-02T08:00:00Z, category: UserManagement, loggedByService: Core Directory, result: success, initiatedBy: { user: { id: 00000000-0000-4000-8000-0000000000a1, userPrincipalName: alex@contoso.com } }, targetResources: [ { id: 00000000-0000-4000-8000-0000000000a1, type: User, userPrincipalName: alex@contoso.com } ]';

const EXAMPLES: Readonly<Record<ScaffoldLog, Example>> = {
  access: {
    logSource: 'product: mailwarden\n  service: access',
    selection: ['kind: inbox-rule', 'facts.deletesMessages: true'],
    tags: ['attack.persistence', 'attack.t1564.008'],
    family: 'persistence',
    hit: `Id: example-1, ${AUDIT}, Operation: New-InboxRule, Parameters: [ { Name: DeleteMessage, Value: "True" } ]`,
    miss: `Id: example-2, ${AUDIT}, Operation: New-InboxRule, Parameters: [ { Name: DeleteMessage, Value: "False" } ]`,
  },
  signinlogs: {
    logSource: 'product: azure\n  service: signinlogs',
    selection: ['AuthenticationProtocol: deviceCode', 'ResultType: 0'],
    tags: ['attack.initial-access', 'attack.t1078.004'],
    family: 'authentication',
    hit: `id: 00000000-0000-4000-8000-000000000001, createdDateTime: 2026-03-02T08:00:00Z, ${ALEX}, authenticationProtocol: deviceCode, status: { errorCode: 0 }`,
    miss: `id: 00000000-0000-4000-8000-000000000002, createdDateTime: 2026-03-02T08:00:00Z, ${ALEX}, authenticationProtocol: deviceCode, status: { errorCode: 70016 }`,
  },
  auditlogs: {
    logSource: 'product: azure\n  service: auditlogs',
    selection: ['ActivityDisplayName: User registered security info', 'properties.result: success'],
    tags: ['attack.persistence', 'attack.t1098.005'],
    family: 'persistence',
    hit: `id: Directory_1, activityDisplayName: User registered security info, ${ENTRA}`,
    miss: `id: Directory_2, activityDisplayName: User deleted security info, ${ENTRA}`,
  },
  riskdetection: {
    logSource: 'product: azure\n  service: riskdetection',
    selection: ['riskEventType: unfamiliarFeatures', 'riskLevel: high'],
    tags: ['attack.initial-access', 'attack.t1078.004'],
    family: 'provider',
    hit: `id: risk-1, activityDateTime: 2026-03-02T08:00:00Z, ${ALEX}, riskEventType: unfamiliarFeatures, riskLevel: high, riskState: atRisk`,
    miss: `id: risk-2, activityDateTime: 2026-03-02T08:00:00Z, ${ALEX}, riskEventType: unfamiliarFeatures, riskLevel: low, riskState: atRisk`,
  },
  audit: {
    logSource: 'product: m365\n  service: audit',
    selection: ['Operation: Set-Mailbox', 'Parameters.DeliverToMailboxAndForward|exists: true'],
    tags: ['attack.collection', 'attack.t1114.003'],
    family: 'persistence',
    hit: `Id: example-1, ${AUDIT}, Operation: Set-Mailbox, Parameters: [ { Name: DeliverToMailboxAndForward, Value: "True" } ]`,
    miss: `Id: example-2, ${AUDIT}, Operation: Set-Mailbox, Parameters: [ { Name: Language, Value: en-US } ]`,
  },
};

/**
 * A rule with one hit and one near miss that pass as they are, to be rewritten. `title` is one line of words, `id` a UUID.
 * It begins on trial, so that nothing happens to anybody while it is being written.
 */
export function scaffoldRule(title: string, id: string, log: ScaffoldLog): RuleScaffold {
  const { logSource, selection, tags, family, hit, miss } = EXAMPLES[log];
  return {
    name: fileNameOf(title),
    rule: `title: ${JSON.stringify(title)}
id: ${id}
status: experimental
description: What the rule finds, and what it is a sign of.
tags:
${tags.map((tag) => `  - ${tag}`).join('\n')}
logsource:
  ${logSource}
detection:
  selection:
${selection.map((line) => `    ${line}`).join('\n')}
  condition: selection
falsepositives:
  - Who else does this, and how to tell.
level: medium
mailwarden:
  family: ${family}
  points: 1500
  text: One sentence for an analyst, without customer data.
  shadow: true # on trial: recorded, never counted; "mailwarden rules promote" ends it
`,
    test: `hits:
  - { ${hit} }
misses: # differs from the hit in the one thing that makes it harmless
  - { ${miss} }
`,
  };
}

/** The name of a file from a title: its letters and digits with a dash between words. Empty when there are none. */
export function fileNameOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
