import { OutsideError } from '../../agent/model/errors.js';
import type { LogSource, SourceItem, Window } from '../../agent/model/ports.js';
import { HOUR_MS } from '../../agent/model/time.js';
import type { Weather, WeatheredSource } from './live-through.js';

/** A log in memory that forgets after six hours, and whose reads fail as the weather says. */
export abstract class LogInMemory implements WeatheredSource {
  abstract readonly name: string;
  abstract readonly timeBasis: LogSource['timeBasis'];
  readonly lookBackMs = 6 * HOUR_MS;
  readonly maxWindowMs = HOUR_MS;
  #weather: Weather = { fails: 'never', after: 0 };
  #reads = 0;

  set weather(weather: Weather) {
    this.#weather = weather;
    this.#reads = 0;
  }

  async prepare(): Promise<void> {}

  /** What the read that begins now breaks off with; null for one that succeeds. */
  protected failureOf(call: string): OutsideError | null {
    const { fails, after } = this.#weather;
    const isFailing = fails !== 'never' && this.#reads >= after;
    this.#reads += 1;
    return isFailing ? new OutsideError(fails, `${call}: it broke off`) : null;
  }

  abstract read(window: Window): AsyncIterable<SourceItem>;
}
