import type { Coverage, RepairAttempt } from '../model/coverage.js';
import type { AuditSearch, Batch, LogSource, Window } from '../model/ports.js';
import { earlierOf, type Instant, laterOf } from '../model/time.js';
import { decideRepair, type RepairInput, type RepairTask } from './decide-repairs.js';
import { readWindow } from './read-window.js';
import { type NamedGap, stateCoverage } from './state-coverage.js';

export interface RepairerOptions {
  readonly sources: readonly LogSource[];
  /** By the log whose records it gives again. */
  readonly searches: ReadonlyMap<string, AuditSearch>;
  readonly maxBatch?: number;
}

/** Looks for what was missed, once it can be had. */
export interface Repairer {
  readonly sources: readonly string[];
  /** What is to be looked for next in a log; null when nothing is due. */
  next(source: string, known: RepairKnowledge): RepairTask | null;
  /**
   * Reads it. The last batch states what is repaired, and by what; a part that could not be had either stays the gap it
   * was. Raises `OutsideError` when the task could not be done.
   */
  repair(task: RepairTask, signal: AbortSignal): AsyncIterable<Batch>;
}

/** What the store knows of a log's gaps. */
export interface RepairKnowledge {
  readonly ledger: readonly Coverage[];
  readonly attempts: readonly RepairAttempt[];
  readonly latenessMs: number;
  readonly now: Instant;
  /** False where an audit search would take too long. */
  readonly canWait: boolean;
}

const MAX_BATCH = 1_000;

export function createRepairer(options: RepairerOptions): Repairer {
  const sources = new Map(options.sources.map((source) => [source.name, source]));
  const sourceOf = (name: string): LogSource => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`there is no source "${name}"`);
    return source;
  };
  return {
    sources: [...sources.keys()],
    next(name, known) {
      const canSearch = known.canWait && options.searches.has(name);
      const input: RepairInput = { ...known, source: sourceOf(name), canSearch };
      return decideRepair(input);
    },
    async *repair(task, signal) {
      const { window } = task;
      const search = task.way === 'audit search' ? options.searches.get(task.source) : undefined;
      const items = search?.search(window, signal) ?? sourceOf(task.source).read(window, signal, true);
      const empty = { source: task.source, isCatchUp: false, coverage: [], cursor: null };
      const reading = readWindow(items, options.maxBatch ?? MAX_BATCH);
      let next = await reading.next();
      for (; next.done !== true; next = await reading.next()) yield { ...empty, ...next.value };
      const { rest, gaps, count } = next.value;
      yield { ...empty, ...rest, coverage: statements(task, gaps, count) };
    },
  };
}

/** Every gap of the task, less what could not be had this time either. */
function statements(task: RepairTask, missing: readonly NamedGap[], records: number): readonly Coverage[] {
  const stated = task.gaps.flatMap((gap) => {
    const inside = missing.flatMap((one) => cutTo(one, gap));
    return stateCoverage(task.source, gap, gap.from, inside, 0)
      .filter((one) => one.state === 'covered')
      .map((one): Coverage => ({ ...one, state: 'repaired', reason: gap.reason, detail: task.way }));
  });
  return stated.map((one, index) => (index === 0 ? { ...one, records } : one));
}

function cutTo(gap: NamedGap, window: Window): readonly NamedGap[] {
  const from = laterOf(gap.from, window.from);
  const to = earlierOf(gap.to, window.to);
  return from < to ? [{ ...gap, from, to }] : [];
}
