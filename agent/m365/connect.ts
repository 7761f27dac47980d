import type { DirectoryWatch } from '../model/directory-ports.js';
import type { Notes } from '../model/notes.js';
import type { OwnIdentities } from '../model/own-identities.js';
import type {
  AuditSearch,
  Boundary,
  Clock,
  Containment,
  Directory,
  Log,
  LogSource,
  MailboxKinds,
  MailboxReader,
  MailboxWalk,
  Tokens,
} from '../model/ports.js';
import type { AccountEvidence } from '../model/response-ports.js';
import type { UseCount } from '../model/use-count.js';
import { createHttpClient } from '../runtime/http.js';
import { randomFraction } from '../runtime/ids.js';
import { type AuditSearchDeps, auditSearch, type SearchableLog } from './audit-search/audit-search.js';
import { countInMemory, createDailyShare } from './audit-search/daily-share.js';
import { NO_AUDIT_SEARCH } from './audit-search/no-audit-search.js';
import { type ApiCaller, createApiCaller } from './calls/api-caller.js';
import { createBudget } from './calls/budget.js';
import { createCallPolicy } from './calls/call-policy.js';
import { closedSource } from './closed-source.js';
import { offersPart } from './cloud-endpoints.js';
import { createTenantProbe, type TenantProbe } from './doctor/tenant-probe.js';
import { graphContainment } from './graph/containment.js';
import { graphDirectory } from './graph/directory.js';
import { directoryAuditSource } from './graph/directory-audits.js';
import { graphDirectoryWatch } from './graph/directory-watch.js';
import { createGraph, type Graph } from './graph/graph.js';
import { createLogReach } from './graph/log-reach.js';
import { graphMailboxKinds } from './graph/mailbox-kinds.js';
import { graphMailboxReader } from './graph/mailbox-reader.js';
import { graphMailboxWalk } from './graph/mailbox-walk.js';
import { graphOwnIdentities } from './graph/own-identities.js';
import { graphAccountEvidence } from './graph/response/account-evidence.js';
import { riskDetectionSource } from './graph/risk-detections.js';
import { riskyUserSource } from './graph/risky-users.js';
import { signInSource } from './graph/sign-ins.js';
import { createActivityApi } from './management/activity-api.js';
import { AUDIT_LOGS, type AuditLogName } from './management/audit-logs.js';
import { auditSource } from './management/audit-source.js';
import type { SubscriptionDeps } from './management/subscription-keeper.js';
import { notesInMemory } from './notes-in-memory.js';
import type { CloudEndpoints, M365Options } from './options.js';
import { createTokens } from './tokens/tokens.js';

/** Microsoft 365 behind the ports of the model. */
export interface M365 {
  readonly tokens: Tokens;
  /** By name: `signIns`, `directoryAudits`, `riskDetections`, `riskyUsers`, `exchangeAudit`, `entraAudit`, `generalAudit`. */
  readonly sources: ReadonlyMap<string, LogSource>;
  /** By the name of the source whose records it gives again; a source that is not there cannot be searched. */
  readonly auditSearches: ReadonlyMap<string, AuditSearch>;
  /** The same, for the history before the first start: part of the day's searches is left to the others. */
  readonly historySearches: ReadonlyMap<string, AuditSearch>;
  readonly directory: Directory;
  readonly directoryWatch: DirectoryWatch;
  readonly ownIdentities: OwnIdentities;
  /** Asks as the examiner where there is one: it may read mailbox settings, the reader need not. */
  readonly mailboxKinds: MailboxKinds;
  /** Without a responder identity each act fails with a clear error of kind credential. */
  readonly containment: Containment;
  readonly accountEvidence: AccountEvidence;
  /** Null without an examiner identity. */
  readonly mailboxReader: MailboxReader | null;
  /** Null without an examiner identity. */
  readonly mailboxWalk: MailboxWalk | null;
  /** What `doctor` looks at. */
  readonly probe: TenantProbe;
  close(): Promise<void>;
}

export interface M365Deps {
  readonly boundary: Boundary;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts the searches of a day over restarts; without it, for as long as this lives. */
  readonly uses?: UseCount;
  /** What is under way, kept over restarts; without it, for as long as this lives. */
  readonly notes?: Notes;
  /** PEM file with certificate authorities trusted beside the built-in ones. */
  readonly caFile?: string;
}

/** Builds the adapter. Nothing is called before the first use. */
export function connectM365(settings: M365Options, deps: M365Deps): M365 {
  const endpoints = asOrigins(settings.endpoints);
  const options = { ...settings, endpoints };
  const { clock, log } = deps;
  const uses = deps.uses ?? countInMemory(clock);
  const notes = deps.notes ?? notesInMemory();
  const kept = { clock, log, notes };
  const { scale } = options;
  const http = createHttpClient({
    boundary: deps.boundary,
    allowedOrigins: Object.values(endpoints).filter((origin) => origin !== null),
    ...(deps.caFile === undefined ? {} : { caFile: deps.caFile }),
  });
  const policy = createCallPolicy({ clock, log, scale, random: randomFraction });
  const { authority } = endpoints;
  const tokens = createTokens(options, { http, clock, policy, authority, tenantId: options.tenantId });
  const budget = createBudget(clock, scale);
  const caller = createApiCaller({ http, tokens, budget, policy, clock, scale });
  const graph = createGraph(endpoints.graph, caller);
  const sources = [...graphSources(graph, endpoints, deps), ...auditSources(options, caller, kept)];
  return {
    tokens,
    sources: new Map(sources.map((source) => [source.name, source])),
    auditSearches: auditSearches(graph, options, {
      ...kept,
      share: createDailyShare(SEARCHES_A_DAY, uses),
    }),
    historySearches: auditSearches(graph, options, {
      ...kept,
      share: createDailyShare(HISTORY_SEARCHES_A_DAY, uses),
    }),
    directory: graphDirectory(graph),
    directoryWatch: graphDirectoryWatch(graph),
    ownIdentities: graphOwnIdentities(graph),
    mailboxKinds: graphMailboxKinds(graph, options.identities.examiner === null ? 'reader' : 'examiner'),
    containment: graphContainment(graph, endpoints.graph),
    accountEvidence: graphAccountEvidence(graph),
    mailboxReader: options.identities.examiner === null ? null : graphMailboxReader(graph),
    mailboxWalk: options.identities.examiner === null ? null : graphMailboxWalk(graph),
    probe: createTenantProbe({ http, tokens, caller, graph, endpoints, tenantId: options.tenantId }),
    close: () => http.close(),
  };
}

function graphSources(
  graph: Graph,
  endpoints: CloudEndpoints,
  { clock, log }: M365Deps,
): readonly LogSource[] {
  const logs = [signInSource(graph, log), directoryAuditSource(graph, log, createLogReach(graph, clock))];
  const part = 'Identity Protection log';
  return offersPart(endpoints, part)
    ? [...logs, riskDetectionSource(graph, log), riskyUserSource(graph, log)]
    : [...logs, closedSource('riskDetections', part), closedSource('riskyUsers', part)];
}

function auditSources(
  options: M365Options,
  caller: ApiCaller,
  deps: Omit<SubscriptionDeps, 'api'>,
): readonly LogSource[] {
  const { endpoints, tenantId } = options;
  const origin = endpoints.management;
  return (Object.keys(AUDIT_LOGS) as AuditLogName[]).map((name) =>
    origin === null
      ? closedSource(name, 'Management Activity API')
      : auditSource(name, {
          ...deps,
          api: createActivityApi({ origin, tenantId, contentType: AUDIT_LOGS[name] }, caller),
        }),
  );
}

const SEARCHABLE: readonly SearchableLog[] = ['exchangeAudit', 'entraAudit'];
/**
 * "At least 200 a tenant in 24 hours", which all its applications share ("Throttling limits", security audit log query
 * service): half of it is ours.
 */
const SEARCHES_A_DAY = 100;
/** What was missed since the first start matters more than what lies before it. */
const HISTORY_SEARCHES_A_DAY = 80;

function auditSearches(
  graph: Graph,
  { endpoints, scale }: M365Options,
  searching: Omit<AuditSearchDeps, 'graph' | 'scale'>,
): ReadonlyMap<string, AuditSearch> {
  const isOffered = offersPart(endpoints, 'audit search');
  return new Map(
    SEARCHABLE.map((name) => [
      name,
      isOffered ? auditSearch(name, { graph, scale, ...searching }) : NO_AUDIT_SEARCH,
    ]),
  );
}

/** Links are compared by origin, whose text has one form only. */
function asOrigins(endpoints: CloudEndpoints): CloudEndpoints {
  return {
    authority: new URL(endpoints.authority).origin,
    graph: new URL(endpoints.graph).origin,
    management: endpoints.management === null ? null : new URL(endpoints.management).origin,
  };
}
