import type { Fixed, LogShapes } from '../../shapes/graph-shapes.js';
import { logged } from '../../shapes/show.js';
import type { LoggedRecord } from '../../tenant.js';
import type { Random } from '../chance/random.js';
import { delayMs, type Pace } from './latency.js';

/** Collects what the provider logs, with the time at which each record becomes visible. */
export class Logbook {
  readonly #rows: LoggedRecord[] = [];
  readonly #random: Random;
  readonly #speed: number;

  constructor(random: Random, speed: number) {
    this.#random = random;
    this.#speed = speed;
  }

  add<Log extends keyof LogShapes>(
    log: Log,
    id: string,
    atMs: number,
    record: Fixed<LogShapes[Log]>,
    pace: Pace,
  ): void {
    this.#rows.push(this.row(log, id, atMs, record, pace));
  }

  /** Makes a row without keeping it. */
  row<Log extends keyof LogShapes>(
    log: Log,
    id: string,
    atMs: number,
    record: Fixed<LogShapes[Log]>,
    pace: Pace,
  ): LoggedRecord {
    const delay = delayMs(this.#random.fork(`${log}/${id}`), pace) / this.#speed;
    return { log, id, atMs, availableAtMs: Math.ceil(atMs + delay), record: logged(log, record) };
  }

  /** The same sign-in once more, changed, `laterMs` (before `speed`) after the first version. */
  revise(row: LoggedRecord, record: Fixed<LogShapes['signIns']>, laterMs: number): void {
    const changed = logged('signIns', record);
    this.#rows.push({
      ...row,
      record: changed,
      availableAtMs: Math.ceil(row.availableAtMs + laterMs / this.#speed),
    });
  }

  push(row: LoggedRecord): void {
    this.#rows.push(row);
  }

  get rows(): readonly LoggedRecord[] {
    return this.#rows;
  }
}
