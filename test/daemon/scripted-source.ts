import type { Clock, SourceItem } from '../../agent/model/ports.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import { toInstant, toMs } from '../../agent/model/time.js';

import { LogInMemory } from './log-in-memory.js';

/** One record as a tenant offers it: after it happened, and later once more with another field. */
export interface Offer {
  readonly id: string;
  readonly atMs: number;
  readonly availableMs: number;
  /** From then on the row has its risk; null when it never changes. */
  readonly changesMs: number | null;
}

/** A log in memory that is asked by the time of the event, and forgets after six hours. */
export class ScriptedSource extends LogInMemory {
  readonly name = 'signIns';
  readonly timeBasis = 'event';
  readonly #offers: readonly Offer[];
  readonly #clock: Clock;

  constructor(offers: readonly Offer[], clock: Clock) {
    super();
    this.#offers = offers;
    this.#clock = clock;
  }

  /** Newest first, each page with the last record of the one before once more; a failure comes after the first page. */
  async *read(window: { readonly from: string; readonly to: string }): AsyncGenerator<SourceItem> {
    const nowMs = this.#clock.nowMs();
    const failure = this.failureOf('graph:GET signIns');
    const offered = this.#offers
      .filter(({ atMs, availableMs }) => availableMs <= nowMs && atMs >= nowMs - this.lookBackMs)
      .filter(({ atMs }) => atMs >= toMs(window.from) && atMs < toMs(window.to))
      .sort((left, right) => right.atMs - left.atMs)
      .map((offer) => rowOf(offer, nowMs));
    for (let start = 0; start < offered.length; start += 2) {
      yield { type: 'page', records: offered.slice(start, start + 3), rejected: [] };
      if (failure !== null) throw failure;
    }
    if (failure !== null) throw failure;
  }
}

function rowOf(offer: Offer, nowMs: number): RawRecord {
  const isChanged = offer.changesMs !== null && offer.changesMs <= nowMs;
  return {
    key: `signin:${offer.id}`,
    source: 'signIns',
    shape: 'graph-sign-in',
    occurredAt: toInstant(offer.atMs),
    body: {
      id: offer.id,
      createdDateTime: toInstant(offer.atMs),
      userPrincipalName: 'ann@contoso.com',
      userId: '11111111-0000-4000-8000-000000000001',
      ipAddress: '198.51.100.7',
      status: { errorCode: 0 },
      isInteractive: true,
      ...(isChanged ? { riskLevelAggregated: 'high' } : {}),
    },
  };
}
