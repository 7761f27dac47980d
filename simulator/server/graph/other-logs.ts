import type { FilterRules, PropertyRule } from '../odata/filter.js';
import type { GraphRoute } from './graph-route.js';
import { getLogRecord, type LogCollection, listLog } from './log-collection.js';

const EQUAL: PropertyRule = { type: 'string', operators: ['eq'] };
const PREFIX: PropertyRule = { type: 'string', operators: ['eq', 'startsWith'] };
const ANY_TIME: PropertyRule = { type: 'time', operators: ['eq', 'ge', 'le', 'gt', 'lt'] };

/** "List directoryAudits", query parameters. */
const AUDIT_FILTERS: FilterRules = {
  typeName: 'microsoft.graph.directoryAudit',
  properties: {
    activityDateTime: { type: 'time', operators: ['eq', 'ge', 'le'] },
    activityDisplayName: PREFIX,
    loggedByService: EQUAL,
    category: EQUAL,
    correlationId: EQUAL,
    id: EQUAL,
    'initiatedBy/user/id': EQUAL,
    'initiatedBy/user/displayName': EQUAL,
    'initiatedBy/user/userPrincipalName': PREFIX,
    'initiatedBy/app/appId': EQUAL,
    'initiatedBy/app/displayName': EQUAL,
    'targetResources/*/id': EQUAL,
    'targetResources/*/displayName': PREFIX,
  },
};

const RISK_FILTERS: FilterRules = {
  typeName: 'microsoft.graph.riskDetection',
  properties: {
    activityDateTime: ANY_TIME,
    detectedDateTime: ANY_TIME,
    lastUpdatedDateTime: ANY_TIME,
    id: EQUAL,
    requestId: EQUAL,
    correlationId: EQUAL,
    riskEventType: EQUAL,
    riskState: EQUAL,
    riskLevel: EQUAL,
    riskDetail: EQUAL,
    userId: EQUAL,
    userPrincipalName: EQUAL,
    ipAddress: EQUAL,
  },
};

const DIRECTORY_AUDITS: LogCollection = {
  log: 'directoryAudits',
  name: 'auditLogs/directoryAudits',
  timeProperty: 'activityDateTime',
  isIndexed: true,
  rules: {
    filter: AUDIT_FILTERS,
    orderBy: ['activityDateTime'],
    pageSize: 1000,
    largestPage: 1000,
    selectable: null,
  },
  accepts: () => true,
  shape: (record) => record,
  headers: () => ({}),
};

const RISK_DETECTIONS: LogCollection = {
  log: 'riskDetections',
  name: 'identityProtection/riskDetections',
  timeProperty: 'detectedDateTime',
  // Rows lie in the order of the activity; risk is found later.
  isIndexed: false,
  rules: {
    filter: RISK_FILTERS,
    orderBy: ['activityDateTime', 'detectedDateTime', 'lastUpdatedDateTime'],
    pageSize: 20,
    largestPage: 500,
    selectable: null,
  },
  accepts: () => true,
  shape: (record) => record,
  headers: () => ({}),
};

/** "List riskyUsers". The list shows an account's present state only. */
const RISKY_USER_FILTERS: FilterRules = {
  typeName: 'microsoft.graph.riskyUser',
  properties: {
    riskLastUpdatedDateTime: ANY_TIME,
    id: EQUAL,
    riskState: EQUAL,
    riskLevel: EQUAL,
    riskDetail: EQUAL,
    userPrincipalName: EQUAL,
  },
};

const RISKY_USERS: LogCollection = {
  log: 'riskyUsers',
  name: 'identityProtection/riskyUsers',
  timeProperty: 'riskLastUpdatedDateTime',
  isIndexed: false,
  rules: {
    filter: RISKY_USER_FILTERS,
    orderBy: ['riskLastUpdatedDateTime'],
    pageSize: 20,
    largestPage: 500,
    selectable: null,
  },
  accepts: () => true,
  shape: (record) => record,
  headers: () => ({}),
};

const AUDIT = { roles: ['AuditLog.Read.All'], lane: 'reports' } as const;
const RISK = { roles: ['IdentityRiskEvent.Read.All'], lane: 'identity-protection' } as const;
const RISKY = {
  roles: ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
  lane: 'identity-protection',
} as const;

export const OTHER_LOG_ROUTES: readonly GraphRoute[] = [
  {
    ...AUDIT,
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    handle: (context, request) => listLog(DIRECTORY_AUDITS, context, request),
  },
  {
    ...AUDIT,
    method: 'GET',
    path: '/auditLogs/directoryAudits/{id}',
    handle: (context, request) => getLogRecord(DIRECTORY_AUDITS, context, request),
  },
];

/** What Identity Protection says. */
export const RISK_ROUTES: readonly GraphRoute[] = [
  {
    ...RISK,
    method: 'GET',
    path: '/identityProtection/riskDetections',
    handle: (context, request) => listLog(RISK_DETECTIONS, context, request),
  },
  {
    ...RISK,
    method: 'GET',
    path: '/identityProtection/riskDetections/{id}',
    handle: (context, request) => getLogRecord(RISK_DETECTIONS, context, request),
  },
  {
    ...RISKY,
    method: 'GET',
    path: '/identityProtection/riskyUsers',
    handle: (context, request) => listLog(RISKY_USERS, context, request),
  },
  {
    ...RISKY,
    method: 'GET',
    path: '/identityProtection/riskyUsers/{id}',
    handle: (context, request) => getLogRecord(RISKY_USERS, context, request),
  },
];
