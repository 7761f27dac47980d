import { pick, type Shown, shownRow } from '../../shapes/show.js';
import type { JsonRecord, LoggedRecord } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { passesFilter, timeBounds, valueAt } from '../odata/evaluate-filter.js';
import type { CollectionRules, QueryOptions } from '../odata/query-options.js';
import { collectionReply, objectReply, positionOf, queryOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import { type GraphContext, type GraphRequest, param } from './graph-route.js';

/** A log that Graph serves as a collection. */
export interface LogCollection {
  readonly log: LoggedRecord['log'];
  /** Below `$metadata#`. */
  readonly name: string;
  /** The property of the record's own time, which orders the log. */
  readonly timeProperty: string;
  /** Whether `timeProperty` is what the tenant sorts its rows by. */
  readonly isIndexed: boolean;
  readonly rules: CollectionRules;
  /** Whether a record is shown at all, before the filter is asked. */
  accepts(record: JsonRecord, options: QueryOptions): boolean;
  /** As the caller gets it. */
  shape(record: Shown, request: GraphRequest): Shown;
  headers(request: GraphRequest): Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
/** Entra ID P1 and P2 keep sign-ins and audits for thirty days, a tenant without them for seven ("Microsoft Entra data retention"). */
const RETENTION_MS = 30 * DAY_MS;
const FREE_RETENTION_MS = 7 * DAY_MS;
/** A filter that begins earlier than this is refused whole. */
const LONGEST_LOOK_BACK_MS = 90 * DAY_MS;

export function listLog(collection: LogCollection, context: GraphContext, request: GraphRequest): Reply {
  const options = queryOf(request, collection.rules);
  const position = positionOf(context, request, options);
  const { nowMs } = request.call;
  const bounds = timeBounds(options.filter, collection.timeProperty);
  if (Number.isFinite(bounds.fromMs) && bounds.fromMs < nowMs - LONGEST_LOOK_BACK_MS) {
    throw refuse(request.call, 400, 'BadRequest', 'Invalid filter clause');
  }
  // Rows are sorted by the moment, records may show it to the second.
  const padMs = 1000;
  const { fromMs, toMs } = collection.isIndexed ? bounds : EVERYTHING;
  const rows = context.tenant
    .logs(nowMs)
    .records(
      collection.log,
      Math.max(fromMs - padMs, nowMs - retentionMs(context)),
      toMs + padMs,
      position.asOfMs,
    );
  const items = rows
    .map((row) => row.record)
    .filter((record) => collection.accepts(record, options))
    .filter((record) => options.filter === null || passesFilter(options.filter, record));
  return collectionReply(context, request, {
    name: collection.name,
    items: inOrder(items, collection, options),
    position,
    top: options.top,
    render: (record) => pick(collection.shape(shownRow(record), request), options.select),
    headers: collection.headers(request),
  });
}

export function getLogRecord(collection: LogCollection, context: GraphContext, request: GraphRequest): Reply {
  const { nowMs } = request.call;
  const rows = context.tenant.logs(nowMs).records(collection.log, nowMs - retentionMs(context), nowMs, nowMs);
  const found = rows.find((row) => row.id === param(request, 'id'));
  if (found === undefined) {
    throw refuse(
      request.call,
      404,
      'Request_ResourceNotFound',
      `Resource '${param(request, 'id')}' does not exist.`,
    );
  }
  const shaped = collection.shape(shownRow(found.record), request);
  return objectReply(context, request, collection.name, shaped, collection.headers(request));
}

function retentionMs({ tenant }: GraphContext): number {
  return tenant.hasPremium ? RETENTION_MS : FREE_RETENTION_MS;
}

const EVERYTHING = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** Newest first unless asked otherwise. */
function inOrder(
  records: readonly JsonRecord[],
  collection: LogCollection,
  options: QueryOptions,
): readonly JsonRecord[] {
  const path = options.orderBy?.path ?? collection.timeProperty;
  const sign = (options.orderBy?.isDescending ?? true) ? -1 : 1;
  return records
    .map((record) => ({ record, atMs: Date.parse(String(valueAt(record, path))), id: String(record.id) }))
    .sort((a, b) => sign * (a.atMs - b.atMs) || (a.id < b.id ? -1 : 1))
    .map(({ record }) => record);
}
