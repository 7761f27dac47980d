import type {
  Boundary,
  Clock,
  Containment,
  Directory,
  Log,
  LogSource,
  MailboxReader,
  Tokens,
} from '../model/ports.js';
import { createHttpClient } from '../runtime/http.js';
import { randomFraction } from '../runtime/ids.js';
import { createApiCaller } from './calls/api-caller.js';
import { createBudget } from './calls/budget.js';
import { createCallPolicy } from './calls/call-policy.js';
import { graphContainment } from './graph/containment.js';
import { graphDirectory } from './graph/directory.js';
import { directoryAuditSource } from './graph/directory-audits.js';
import { createGraph } from './graph/graph.js';
import { graphMailboxReader } from './graph/mailbox-reader.js';
import { riskDetectionSource } from './graph/risk-detections.js';
import { signInSource } from './graph/sign-ins.js';
import { createActivityApi } from './management/activity-api.js';
import { exchangeAuditSource } from './management/exchange-audit.js';
import { noManagementApi } from './management/no-management-api.js';
import type { CloudEndpoints, M365Options } from './options.js';
import { createTokens } from './tokens/tokens.js';

/** Microsoft 365 behind the ports of the model. */
export interface M365 {
  readonly tokens: Tokens;
  /** By name: `signIns`, `directoryAudits`, `riskDetections`, `exchangeAudit`. */
  readonly sources: ReadonlyMap<string, LogSource>;
  readonly directory: Directory;
  /** Without a responder identity each act fails with a clear error of kind credential. */
  readonly containment: Containment;
  /** Null without an examiner identity. */
  readonly mailboxReader: MailboxReader | null;
  close(): Promise<void>;
}

export interface M365Deps {
  readonly boundary: Boundary;
  readonly clock: Clock;
  readonly log: Log;
  /** PEM file with certificate authorities trusted beside the built-in ones. */
  readonly caFile?: string;
}

/** Builds the adapter. Nothing is called before the first use. */
export function connectM365(settings: M365Options, deps: M365Deps): M365 {
  const endpoints = asOrigins(settings.endpoints);
  const options = { ...settings, endpoints };
  const { clock, log } = deps;
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
  const sources = [
    signInSource(graph, log),
    directoryAuditSource(graph, log),
    riskDetectionSource(graph, log),
    endpoints.management === null
      ? noManagementApi('exchangeAudit')
      : exchangeAuditSource(
          createActivityApi(
            { origin: endpoints.management, tenantId: options.tenantId, contentType: 'Audit.Exchange' },
            caller,
          ),
          log,
        ),
  ];
  return {
    tokens,
    sources: new Map(sources.map((source) => [source.name, source])),
    directory: graphDirectory(graph),
    containment: graphContainment(graph),
    mailboxReader: options.identities.examiner === null ? null : graphMailboxReader(graph),
    close: () => http.close(),
  };
}

/** Links are compared by origin, whose text has one form only. */
function asOrigins(endpoints: CloudEndpoints): CloudEndpoints {
  return {
    authority: new URL(endpoints.authority).origin,
    graph: new URL(endpoints.graph).origin,
    management: endpoints.management === null ? null : new URL(endpoints.management).origin,
  };
}
