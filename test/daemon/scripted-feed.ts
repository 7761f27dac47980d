import type { AuditSearch, Clock, SourceItem } from '../../agent/model/ports.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import { SECOND_MS, toInstant, toMs } from '../../agent/model/time.js';
import { LogInMemory } from './log-in-memory.js';

/** One content of a feed: listed from its creation on, with records of before, some of them in other contents too. */
export interface Content {
  readonly id: string;
  readonly createdMs: number;
  readonly records: readonly { readonly id: string; readonly atMs: number }[];
  /** Listed, but gone when it is fetched from then on; null: it stays as long as the feed remembers. */
  readonly goneMs: number | null;
}

/** An audit feed in memory: windows go by creation, contents are unordered, and it forgets after six hours. */
export class ScriptedFeed extends LogInMemory {
  readonly name = 'exchangeAudit';
  readonly timeBasis = 'available';
  readonly #contents: readonly Content[];
  readonly #clock: Clock;

  constructor(contents: readonly Content[], clock: Clock) {
    super();
    this.#contents = contents;
    this.#clock = clock;
  }

  async *read(window: { readonly from: string; readonly to: string }): AsyncGenerator<SourceItem> {
    const nowMs = this.#clock.nowMs();
    const failure = this.failureOf('management:GET blob');
    const listed = this.#contents
      .filter(({ createdMs }) => createdMs >= toMs(window.from) && createdMs < toMs(window.to))
      .filter(({ createdMs }) => createdMs <= nowMs && createdMs >= nowMs - this.lookBackMs)
      .sort((left, right) => (left.id < right.id ? -1 : 1));
    for (const [index, content] of listed.entries()) {
      if (failure !== null && index > 0) break;
      yield content.goneMs !== null && content.goneMs <= nowMs ? gapOf(content) : pageOf(content);
    }
    if (failure !== null) throw failure;
  }
}

/** What the same tenant gives to a search: by the time of the event, whatever became of the contents. */
export function searchOf(contents: readonly Content[]): AuditSearch {
  return {
    async *search({ from, to }) {
      for (const content of contents) {
        const inside = content.records.filter(({ atMs }) => atMs >= toMs(from) && atMs < toMs(to));
        yield pageOf({ ...content, records: inside });
      }
    },
  };
}

function gapOf({ createdMs }: Content): SourceItem {
  const [from, to] = [toInstant(createdMs), toInstant(createdMs + SECOND_MS)];
  return { type: 'gap', from, to, reason: 'expired-content', detail: 'one listed content is gone' };
}

function pageOf({ records }: Content): SourceItem {
  return { type: 'page', records: records.map(recordOf), rejected: [] };
}

function recordOf({ id, atMs }: Content['records'][number]): RawRecord {
  const CreationTime = toInstant(atMs).slice(0, 19);
  const body = { Id: id, CreationTime, Operation: 'Send', Workload: 'Exchange', UserId: 'ann@contoso.com' };
  return {
    key: `ual:${id}`,
    source: 'exchangeAudit',
    shape: 'audit-record',
    occurredAt: toInstant(atMs),
    body,
  };
}
