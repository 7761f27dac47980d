import type { Delivery } from '../logging/logbook.js';
import type { JsonRecord } from '../world/json.js';

/** A public rule's logic, given record after record. */
export interface Baseline {
  /** Who publishes it, and its name there. */
  readonly name: string;
  /** Accounts, addresses or applications that it raises an alert for at this record; usually none. */
  readonly see: (log: Delivery['log'], record: JsonRecord, atMs: number) => readonly string[];
}

/** What a rule would have told. */
export interface BaselineAnswer {
  readonly name: string;
  /** One for each subject and day, of which no campaign's record was the trigger. */
  readonly benignAlerts: number;
  /** Campaigns of which a record was a trigger. */
  readonly campaigns: ReadonlySet<string>;
}

/**
 * Lets the rules see what the product sees, in the order of arrival and without their own delay, which flatters them: most run
 * once an hour or once a day.
 */
export class BaselineWatch {
  readonly #baselines: readonly Baseline[];
  readonly #benign = new Map<string, Set<string>>();
  readonly #campaigns = new Map<string, Set<string>>();

  constructor(baselines: readonly Baseline[]) {
    this.#baselines = baselines;
    for (const { name } of baselines) {
      this.#benign.set(name, new Set());
      this.#campaigns.set(name, new Set());
    }
  }

  see({ log, record, atMs, label }: Delivery, isJudged: boolean): void {
    for (const { name, see } of this.#baselines) {
      const subjects = see(log, record, atMs);
      if (!isJudged || subjects.length === 0) continue;
      if (label !== null) this.#campaigns.get(name)?.add(label.campaign);
      else
        for (const subject of subjects)
          this.#benign.get(name)?.add(`${subject} ${Math.floor(atMs / 86_400_000)}`);
    }
  }

  answers(): readonly BaselineAnswer[] {
    return this.#baselines.map(({ name }) => ({
      name,
      benignAlerts: this.#benign.get(name)?.size ?? 0,
      campaigns: this.#campaigns.get(name) ?? new Set(),
    }));
  }
}
