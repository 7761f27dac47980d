import { createHash } from 'node:crypto';
import type { JsonRecord, LoggedRecord } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';
import type { Logs } from './logs.js';

/** What was asked of a search of the audit log. */
export interface AuditQuestion {
  readonly displayName: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** Workloads. */
  readonly services: readonly string[];
  matches(record: JsonRecord): boolean;
}

export interface AuditQuery extends AuditQuestion {
  readonly id: string;
  readonly submittedMs: number;
  /** The n-th of this tenant, from 1. */
  readonly number: number;
}

export type AuditQueryStatus = 'notStarted' | 'running' | 'succeeded';

export interface AuditQueryOptions {
  readonly seed: number;
  readonly speed: number;
  /** Most records that one search gives. */
  readonly recordLimit: number;
}

const LOGS: Readonly<Record<string, LoggedRecord['log']>> = {
  Exchange: 'Audit.Exchange',
  AzureActiveDirectory: 'Audit.AzureActiveDirectory',
  SecurityComplianceCenter: 'Audit.General',
};
export const SEARCHED_SERVICES: readonly string[] = Object.keys(LOGS);

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Audit (Standard). */
const RETENTION_MS = 180 * DAY_MS;
const SUBMISSIONS_A_DAY = 200;
const AT_ONCE = 50;
const QUEUED_MS = MINUTE_MS;
const SHORTEST_RUN_MS = 2 * MINUTE_MS;
const LONGEST_RUN_MS = 20 * MINUTE_MS;
/** One record in so many is left out of a run; never the same one in two runs that follow each other. */
const LEFT_OUT = 53;

/** The searches of the audit log: slow, limited by the day, and never quite complete. */
export class AuditQueries {
  readonly #queries: AuditQuery[] = [];
  readonly #options: AuditQueryOptions;

  constructor(options: AuditQueryOptions) {
    this.#options = options;
  }

  /** Null when the tenant has used up its day, or has too many that have not ended. */
  submit(question: AuditQuestion, nowMs: number): AuditQuery | null {
    const today = this.#queries.filter(({ submittedMs }) => submittedMs > nowMs - DAY_MS);
    const going = this.#queries.filter((query) => this.statusOf(query, nowMs) !== 'succeeded');
    if (today.length >= SUBMISSIONS_A_DAY || going.length >= AT_ONCE) return null;
    const number = this.#queries.length + 1;
    const id = new Random(`audit-query/${this.#options.seed}/${number}`).guid();
    const query = { ...question, id, number, submittedMs: nowMs };
    this.#queries.push(query);
    return query;
  }

  find(id: string): AuditQuery | null {
    return this.#queries.find((query) => query.id === id) ?? null;
  }

  statusOf(query: AuditQuery, nowMs: number): AuditQueryStatus {
    const agoMs = (nowMs - query.submittedMs) * this.#options.speed;
    if (agoMs < QUEUED_MS) return 'notStarted';
    const random = new Random(`audit-run/${this.#options.seed}/${query.number}`);
    return agoMs < QUEUED_MS + random.int(SHORTEST_RUN_MS, LONGEST_RUN_MS) ? 'running' : 'succeeded';
  }

  /** Whether it found more than it gives. */
  isCutOff(query: AuditQuery, logs: Logs): boolean {
    return this.#found(query, logs).length > this.#options.recordLimit;
  }

  get recordLimit(): number {
    return this.#options.recordLimit;
  }

  /** What it gives, by workload and id, newest first. */
  records(
    query: AuditQuery,
    logs: Logs,
  ): readonly { readonly service: string; readonly record: JsonRecord }[] {
    return this.#found(query, logs)
      .filter(({ row }) => placeOf(row.id) !== query.number % LEFT_OUT)
      .slice(0, this.#options.recordLimit)
      .map(({ service, row }) => ({ service, record: row.record }));
  }

  #found(query: AuditQuery, logs: Logs): readonly { readonly service: string; readonly row: LoggedRecord }[] {
    const fromMs = Math.max(query.fromMs, query.submittedMs - RETENTION_MS);
    return query.services
      .flatMap((service) => {
        const log = LOGS[service];
        const rows = log === undefined ? [] : logs.records(log, fromMs, query.toMs, query.submittedMs);
        return rows.filter(({ record }) => query.matches(record)).map((row) => ({ service, row }));
      })
      .sort((a, b) => b.row.atMs - a.row.atMs || (a.row.id < b.row.id ? -1 : 1));
  }
}

function placeOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % LEFT_OUT;
}
