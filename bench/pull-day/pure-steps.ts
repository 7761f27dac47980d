import { sha256 } from '../../agent/model/ids.js';
import { canonicalJson } from '../../agent/model/json.js';
import type { RawRecord } from '../../agent/model/raw-record.js';
import { type NormaliseContext, normaliseRecord } from '../../agent/normalise/normalise-record.js';
import { createStopwatch } from './stopwatch.js';

/** The steps that touch nothing, alone, on a part of the same records. */
export interface PureSteps {
  /** Every `EVERY`th page is looked at. */
  see(records: readonly RawRecord[]): void;
  /** Microseconds per record, by step. */
  readonly perRecordUs: () => ReadonlyMap<string, number>;
  /** What the looking itself cost, to be taken off the whole. */
  readonly spentMs: () => number;
}

const EVERY = 8;

/** Normalising stands in the middle of the decision, where it cannot be timed without changing it; here it can. */
export function createPureSteps(context: NormaliseContext): PureSteps {
  const stopwatch = createStopwatch();
  let pages = 0;
  let seen = 0;
  return {
    see(records) {
      pages += 1;
      if (pages % EVERY !== 1) return;
      seen += records.length;
      stopwatch.run('canonical text and hash', () => {
        for (const record of records) sha256(canonicalJson(record.body));
      });
      stopwatch.run('normalise', () => {
        for (const record of records) normaliseRecord(record, context);
      });
    },
    perRecordUs: () =>
      new Map(stopwatch.stages().map((stage) => [stage, (stopwatch.spentMs(stage) * 1_000) / seen])),
    spentMs: () => stopwatch.stages().reduce((sum, stage) => sum + stopwatch.spentMs(stage), 0),
  };
}
