import type { LiveStep, LoggedRecord, SimWorld } from '../../tenant.js';
import type { Accounts } from './accounts.js';

/** Rows written while the simulator runs, such as the audit of what its callers do. */
export interface RowSource {
  /** What was logged up to now and was not given before. */
  takeRows(nowMs: number): readonly LoggedRecord[];
}

/**
 * All logs of the tenant. The live story goes on by itself: before each reading the steps that are due are decided,
 * each by the state that its account had at the step's own moment.
 */
export class Logs {
  /** By log, in order of `atMs`. */
  readonly #rows = new Map<LoggedRecord['log'], LoggedRecord[]>();
  readonly #steps: LiveStep[];
  readonly #accounts: Accounts;
  readonly #sources: RowSource[] = [];
  readonly #listeners: ((row: LoggedRecord) => void)[] = [];

  constructor(world: SimWorld, accounts: Accounts) {
    this.#accounts = accounts;
    this.#steps = world.live.toSorted((a, b) => a.atMs - b.atMs);
    for (const row of world.logs.toSorted((a, b) => a.atMs - b.atMs)) this.#listOf(row.log).push(row);
  }

  addSource(source: RowSource): void {
    this.#sources.push(source);
  }

  /** Calls back for each row that there is and each that comes. */
  onRow(listener: (row: LoggedRecord) => void): void {
    for (const rows of this.#rows.values()) for (const row of rows) listener(row);
    this.#listeners.push(listener);
  }

  /** Plays what is due. */
  advance(nowMs: number): void {
    while ((this.#steps[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
      const step = this.#steps.shift();
      if (step !== undefined) this.#play(step);
    }
    for (const source of this.#sources) for (const row of source.takeRows(nowMs)) this.append(row);
  }

  append(row: LoggedRecord): void {
    const rows = this.#listOf(row.log);
    rows.splice(firstAtOrAfter(rows, row.atMs + 1), 0, row);
    for (const listener of this.#listeners) listener(row);
  }

  /**
   * The records of a log that happened from `fromMs` to `toMs` (both included) as they stood at `asOfMs`: of several
   * rows with one id the one that came last.
   */
  records(log: LoggedRecord['log'], fromMs: number, toMs: number, asOfMs: number): readonly LoggedRecord[] {
    const rows = this.#listOf(log);
    const latest = new Map<string, LoggedRecord>();
    for (let index = firstAtOrAfter(rows, fromMs); index < rows.length; index += 1) {
      const row = rows[index];
      if (row === undefined || row.atMs > toMs) break;
      if (row.availableAtMs > asOfMs || row.atMs > asOfMs) continue;
      const known = latest.get(row.id);
      if (known === undefined || known.availableAtMs <= row.availableAtMs) latest.set(row.id, row);
    }
    return [...latest.values()];
  }

  #play(step: LiveStep): void {
    const isAlive = this.#accounts.isSessionAlive(step.userId, step.sessionStartedMs, step.atMs);
    for (const row of isAlive ? step.ifAlive : step.ifRevoked) this.append(row);
  }

  #listOf(log: LoggedRecord['log']): LoggedRecord[] {
    let rows = this.#rows.get(log);
    if (rows === undefined) {
      rows = [];
      this.#rows.set(log, rows);
    }
    return rows;
  }
}

/** Index of the first row at or after a moment, by halving. */
function firstAtOrAfter(rows: readonly LoggedRecord[], atMs: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
