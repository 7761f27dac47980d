import type { Label } from '../logging/label.js';
import type { Delivery } from '../logging/logbook.js';
import { keyOf } from './product.js';

/** What is known of a record that a campaign wrote. */
export interface LabelledRecord {
  readonly label: Label;
  readonly atMs: number;
  readonly availableAtMs: number;
  readonly isMail: boolean;
}

/** Records of campaigns by the product's key; all others are nobody's attack. */
export class LabelLedger {
  readonly #records = new Map<string, LabelledRecord>();

  add(delivery: Delivery): void {
    const { label, atMs, availableAtMs, record } = delivery;
    if (label === null) return;
    const key = keyOf(delivery);
    const before = this.#records.get(key);
    if (before !== undefined && before.availableAtMs <= availableAtMs) return;
    const isMail = record.Operation === 'MailItemsAccessed';
    this.#records.set(key, { label, atMs, availableAtMs, isMail });
  }

  of(key: string): LabelledRecord | undefined {
    return this.#records.get(key);
  }

  ofCampaign(campaign: string): readonly LabelledRecord[] {
    return [...this.#records.values()].filter(({ label }) => label.campaign === campaign);
  }
}
