import { OutsideError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { LogSource, SourceItem, Window } from '../../model/ports.js';
import { DAY_MS, MINUTE_MS, SECOND_MS, shift } from '../../model/time.js';
import { ANSWER_TOO_LONG } from '../../runtime/http.js';
import type { Priority } from '../calls/budget.js';
import { STALE_PAGE } from '../calls/judge-answer.js';
import { MalformedAnswer } from '../calls/malformed-answer.js';
import { type RecordFamily, rejectBytes, toPage } from '../raw-records.js';
import type { ContentEntry } from './activity-api.js';
import { auditFamily } from './audit-family.js';
import type { AuditLogName } from './audit-logs.js';
import { fetchInOrder } from './fetch-in-order.js';
import { createFetchWidth } from './fetch-width.js';
import { createSubscriptionKeeper, type SubscriptionDeps } from './subscription-keeper.js';

const LISTING_TRIES = 3;
const NOT_SUBSCRIBED = 'AF20022';

/**
 * One content type of the audit feed, with a subscription of its own. Windows select on when content became available,
 * never on when things happened; content is unordered, repeats itself and lives seven days.
 */
export function auditSource(name: AuditLogName, deps: SubscriptionDeps): LogSource {
  const { api } = deps;
  const family = auditFamily(name);
  const subscription = createSubscriptionKeeper(name, deps);
  return {
    name,
    timeBasis: 'available',
    // A start exactly seven days back is too old by the time it arrives.
    lookBackMs: 7 * DAY_MS - 10 * MINUTE_MS,
    maxWindowMs: DAY_MS,

    prepare: (signal) => subscription.ensure(signal),

    async *read(window, signal, isPast = false) {
      const priority = isPast ? 'low' : 'normal';
      const entries = await listAll(window, priority, signal);
      const width = createFetchWidth();
      const fetch = async (entry: ContentEntry): Promise<readonly SourceItem[] | ContentEntry> => {
        const items = await fetchBlob(entry, priority, signal);
        if (items === null) return entry;
        width.note(items.reduce((sum, item) => sum + (item.type === 'page' ? item.records.length : 0), 0));
        return items;
      };
      for await (const fetched of fetchInOrder(entries, width.now, fetch)) {
        if ('uri' in fetched) yield* streamBlob(fetched, priority, signal);
        else yield* fetched;
      }
      yield* await subscription.unkept(window, signal);
    },
  };

  /** A listing is begun anew when its page token went stale, and once more after the feed had to be switched on. */
  async function listAll(
    window: Window,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<readonly ContentEntry[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await api.list(window, priority, signal);
      } catch (error) {
        if (!(error instanceof OutsideError) || attempt >= LISTING_TRIES) throw error;
        if (error.code === NOT_SUBSCRIBED) await subscription.switchOn(signal);
        else if (error.code !== STALE_PAGE) throw error;
      }
    }
  }

  /** One of any size, a few records at a time. */
  async function* streamBlob(
    entry: ContentEntry,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<SourceItem> {
    try {
      for await (const values of api.stream(entry, priority, signal)) yield toPage(family, values);
    } catch (error) {
      if (!(error instanceof MalformedAnswer)) throw error;
      yield gapAt(entry, 'outage', 'one large content stayed unreadable after all tries');
    }
  }

  /** Null for one that is too large to be held. */
  async function fetchBlob(
    entry: ContentEntry,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<readonly SourceItem[] | null> {
    try {
      return [toPage(family, asList(await api.fetch(entry, priority, signal)))];
    } catch (error) {
      if (error instanceof MalformedAnswer) return unreadable(family, entry, error);
      if (!(error instanceof OutsideError)) throw error;
      if (error.code === ANSWER_TOO_LONG) return null;
      if (error.kind !== 'expired-content' && error.kind !== 'not-found') throw error;
      return [gapAt(entry, 'expired-content', `one listed content is gone: ${error.code ?? error.status}`)];
    }
  }
}

function asList(blob: JsonValue): readonly JsonValue[] {
  return Array.isArray(blob) ? blob : [blob as JsonValue];
}

/** One blob that stays unreadable must not hold up the log for ever: its bytes are kept and its place is named. */
function unreadable(
  family: RecordFamily,
  entry: ContentEntry,
  error: MalformedAnswer,
): readonly SourceItem[] {
  const rejected = rejectBytes(family, error.bytes, 'expected a JSON list of audit records');
  return [
    { type: 'page', records: [], rejected: [rejected] },
    gapAt(entry, 'outage', 'one content stayed unreadable after all tries; its bytes are kept'),
  ];
}

/** The listing knows contents by the second. */
function gapAt(entry: ContentEntry, reason: 'expired-content' | 'outage', detail: string): SourceItem {
  return { type: 'gap', from: entry.createdAt, to: shift(entry.createdAt, SECOND_MS), reason, detail };
}
