import type { Finding } from '../../model/finding.js';
import type { EventSummary } from '../../model/store.js';
import type { Instant } from '../../model/time.js';

/** `summary.json` of a replay. */
export interface ReplaySummary {
  readonly files: number;
  /** As read, duplicates and rejected ones included. */
  readonly records: number;
  readonly parsed: number;
  /** Parsed records whose id was there already. */
  readonly duplicates: number;
  /** Distinct events. */
  readonly stored: number;
  /** `record` is zero-based in its file as read. */
  readonly rejected: readonly { readonly file: string; readonly record: number; readonly reason: string }[];
  readonly events: { readonly byKind: Readonly<Record<string, number>> };
  readonly span: { readonly first: Instant | null; readonly last: Instant | null };
  readonly mailboxes: number;
  readonly findings: { readonly byRule: Readonly<Record<string, number>> };
  readonly incidents: number;
}

/** Counts what a replay reads. */
export class ReplayCount {
  readonly #keys = new Set<string>();
  readonly #rejected: { file: string; record: number; reason: string }[] = [];
  #files = 0;
  #parsed = 0;

  addFile(): void {
    this.#files += 1;
  }

  addParsed(key: string): void {
    this.#parsed += 1;
    this.#keys.add(key);
  }

  addRejected(file: string, record: number, reason: string): void {
    this.#rejected.push({ file, record, reason });
  }

  summarise(stored: EventSummary, findings: readonly Finding[], incidents: number): ReplaySummary {
    const byRule: Record<string, number> = {};
    for (const { rule } of findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
    return {
      files: this.#files,
      records: this.#parsed + this.#rejected.length,
      parsed: this.#parsed,
      duplicates: this.#parsed - this.#keys.size,
      stored: Object.values(stored.byKind).reduce((sum, count) => sum + count, 0),
      rejected: this.#rejected,
      events: { byKind: stored.byKind },
      span: { first: stored.first, last: stored.last },
      mailboxes: stored.mailboxes,
      findings: { byRule },
      incidents,
    };
  }
}
