import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';
import type { JsonRecord } from '../world/json.js';
import type { Label, LogName } from './label.js';

/** A record on its way. */
export interface Delivery {
  readonly log: LogName;
  readonly record: JsonRecord;
  readonly atMs: number;
  readonly availableAtMs: number;
  readonly label: Label | null;
}

interface Delay {
  readonly medianMs: number;
  readonly sigma: number;
  readonly tailShare: number;
  readonly tailMs: number;
}

const DELAYS: Readonly<Record<LogName, Delay>> = {
  signIns: PARAMETERS.logging.signIn,
  'Audit.Exchange': PARAMETERS.logging.audit,
  directoryAudits: PARAMETERS.logging.directory,
};

/** Takes records as they are written and hands them out as the provider does: late, out of order, some twice, none during an outage. */
export class Logbook {
  readonly #random: Random;
  readonly #outages: readonly { readonly fromMs: number; readonly toMs: number }[];
  #pending: Delivery[] = [];

  constructor(random: Random, fromMs: number, days: number) {
    this.#random = random;
    this.#outages = drawOutages(random.child('outages'), fromMs, days);
  }

  add(log: LogName, atMs: number, record: JsonRecord, label: Label | null): void {
    const delivery = { log, record, atMs, label, availableAtMs: this.#availableAt(log, atMs) };
    this.#pending.push(delivery);
    if (this.#random.chance(PARAMETERS.logging.duplicateShare))
      this.#pending.push({ ...delivery, availableAtMs: this.#availableAt(log, delivery.availableAtMs) });
  }

  /** Takes out what can be had before `untilMs`, in that order. */
  take(untilMs: number): readonly Delivery[] {
    const due = this.#pending.filter((one) => one.availableAtMs < untilMs);
    this.#pending = this.#pending.filter((one) => one.availableAtMs >= untilMs);
    return due.sort((left, right) => left.availableAtMs - right.availableAtMs);
  }

  #availableAt(log: LogName, atMs: number): number {
    const { medianMs, sigma, tailShare, tailMs } = DELAYS[log];
    const delayMs = this.#random.chance(tailShare)
      ? this.#random.between(medianMs * 2, Math.max(tailMs, medianMs * 2))
      : this.#random.logNormal(medianMs, sigma);
    const wantedMs = Math.ceil(atMs + delayMs);
    return this.#outages.find(({ fromMs, toMs }) => wantedMs >= fromMs && wantedMs < toMs)?.toMs ?? wantedMs;
  }
}

function drawOutages(
  random: Random,
  fromMs: number,
  days: number,
): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const { perDay, leastMs, mostMs } = PARAMETERS.logging.outage;
  return Array.from({ length: days }, (_, day) => day)
    .filter(() => random.chance(perDay))
    .map((day) => {
      const beginMs = fromMs + (day + random.next()) * 86_400_000;
      return { fromMs: beginMs, toMs: beginMs + random.between(leastMs, mostMs) };
    });
}
