import { SECOND_MS } from '../../agent/model/time.js';
import type { Measurement } from './measure.js';

/** One stage of the way of a record. */
export interface StageFigure {
  readonly stage: string;
  readonly seconds: number;
  readonly perRecordUs: number;
  /** Beside `JSON.parse` of the same bytes in the same run. */
  readonly timesParse: number;
}

export interface Figures {
  readonly mailboxes: number;
  readonly historyDays: number;
  readonly records: number;
  readonly fresh: number;
  readonly incidents: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly recordsPerSecond: number;
  readonly sliceSeconds: number;
  readonly timesFasterThanSlice: number;
  readonly timesParse: number;
  readonly bytesPerRecordSent: number;
  readonly bytesPerRecordStored: number;
  readonly peakRssMb: number;
  readonly stages: readonly StageFigure[];
}

/** Turns the clock readings of a run into figures. */
export function toFigures(run: Measurement): Figures {
  const { options, traffic, elapsedMs, stopwatch } = run;
  const parseMs = stopwatch.spentMs('parse');
  const sliceSeconds = options.lengthMs / SECOND_MS;
  const seconds = elapsedMs / SECOND_MS;
  return {
    mailboxes: options.mailboxes,
    historyDays: options.historyDays,
    records: traffic.records,
    fresh: run.fresh,
    incidents: run.incidents,
    seconds,
    cpuSeconds: run.cpuMs / SECOND_MS,
    recordsPerSecond: traffic.records / seconds,
    sliceSeconds,
    timesFasterThanSlice: sliceSeconds / seconds,
    timesParse: elapsedMs / parseMs,
    bytesPerRecordSent: traffic.bytes / traffic.records,
    bytesPerRecordStored: run.storeBytes / run.storedRecords,
    peakRssMb: run.peakRssBytes / 1_048_576,
    stages: stagesOf(run).map(([stage, ms]) => ({
      stage,
      seconds: ms / SECOND_MS,
      perRecordUs: (ms * 1_000) / traffic.records,
      timesParse: ms / parseMs,
    })),
  };
}

/** Disjoint, in the order of the way; they add up to the whole. */
function stagesOf({
  stopwatch,
  traffic,
  pureUs,
  fresh,
  elapsedMs,
}: Measurement): readonly [string, number][] {
  const calls = stopwatch.stages().filter((stage) => stage.startsWith('store: '));
  const callsMs = calls.reduce((sum, stage) => sum + stopwatch.spentMs(stage), 0);
  const matchMs = stopwatch.spentMs('match rules');
  // Only records that are new or changed are normalised.
  const normaliseMs = ((pureUs.get('normalise') ?? 0) * fresh) / 1_000;
  const workMs = stopwatch.spentMs('work');
  const named: [string, number][] = [
    ['parse', stopwatch.spentMs('parse')],
    ['to records', stopwatch.spentMs('to records')],
    ['normalise (from a sample)', normaliseMs],
    ['match rules', matchMs],
    ['detect and score (what remains of a decision)', workMs - callsMs - matchMs - normaliseMs],
    ...calls.map((stage): [string, number] => [stage, stopwatch.spentMs(stage)]),
    ['begin and commit', stopwatch.spentMs('write') - workMs],
  ];
  const rest = elapsedMs - named.reduce((sum, [, ms]) => sum + ms, 0);
  return [...named.filter(([, ms]) => ms * 1_000 >= traffic.records * 0.05), ['pull and the rest', rest]];
}
