import { createHash } from 'node:crypto';
import type { JsonRecord, LoggedRecord, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

export const CONTENT_TYPES = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
] as const;

/** One piece of the audit feed. */
export interface Blob {
  readonly id: string;
  readonly contentType: string;
  /** Whole seconds. */
  readonly createdMs: number;
  readonly records: readonly JsonRecord[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HISTORY_BUCKET_MS = 30 * MINUTE_MS;
const LIVE_BUCKET_MS = 10 * MINUTE_MS;
const SECOND_MS = 1000;
const DUPLICATE_SHARE = 0.01;
const DUPLICATE_DELAY_MS = 50 * MINUTE_MS;

/**
 * The audit feed's blobs. Rows are gathered by the moment at which the provider has them ready; a blob is there from
 * its creation on and never changes. Some rows come twice in one blob, some again in a later one, and none in order.
 */
export class ContentStore {
  readonly #startMs: number;
  readonly #seed: number;
  readonly #speed: number;
  readonly #historyBucketMs: number;
  readonly #mostRecords: number;
  /** Rows by content type and creation. */
  readonly #rows = new Map<string, Map<number, LoggedRecord[]>>();
  readonly #byId = new Map<string, Blob>();

  /** @param isOversized All that a day of history brings lies in one blob. */
  constructor(world: SimWorld, speed: number, rowsPerBlob: number, isOversized = false) {
    this.#startMs = world.startMs;
    this.#seed = world.labels.seed;
    this.#speed = speed;
    this.#historyBucketMs = isOversized ? DAY_MS : HISTORY_BUCKET_MS;
    this.#mostRecords = isOversized ? Number.POSITIVE_INFINITY : rowsPerBlob;
  }

  add(row: LoggedRecord): void {
    if (!CONTENT_TYPES.some((type) => type === row.log)) return;
    this.#put(row, row.availableAtMs);
    const random = new Random(`duplicate/${this.#seed}/${row.id}`);
    if (random.chance(DUPLICATE_SHARE)) this.#put(row, row.availableAtMs);
    if (random.chance(DUPLICATE_SHARE)) {
      this.#put(row, row.availableAtMs + DUPLICATE_DELAY_MS / this.#speed);
    }
  }

  /** Blobs created from `fromMs` to before `toMs`, none of them later than now, in order of creation. */
  list(contentType: string, fromMs: number, toMs: number, nowMs: number): readonly Blob[] {
    const created = [...(this.#rows.get(contentType) ?? [])]
      .filter(([createdMs]) => createdMs >= fromMs && createdMs < toMs && createdMs <= nowMs)
      .sort(([a], [b]) => a - b);
    const blobs = created.flatMap(([createdMs, rows]) => this.#cut(contentType, createdMs, rows));
    for (const blob of blobs) this.#byId.set(blob.id, blob);
    return blobs;
  }

  /** A blob that a listing named; null for any other id. */
  find(id: string): Blob | null {
    return this.#byId.get(id) ?? null;
  }

  #put(row: LoggedRecord, availableAtMs: number): void {
    const createdMs = this.#creationOf(availableAtMs);
    const buckets = this.#rows.get(row.log) ?? new Map<number, LoggedRecord[]>();
    this.#rows.set(row.log, buckets);
    const rows = buckets.get(createdMs) ?? [];
    buckets.set(createdMs, rows);
    rows.push(row);
  }

  /** The end of the stretch that a moment lies in. History is cut coarsely, the live act finely. */
  #creationOf(availableAtMs: number): number {
    const coarse = Math.ceil(availableAtMs / this.#historyBucketMs) * this.#historyBucketMs;
    if (coarse <= this.#startMs) return coarse;
    const width = Math.max(SECOND_MS, Math.floor(LIVE_BUCKET_MS / this.#speed / SECOND_MS) * SECOND_MS);
    return Math.ceil(availableAtMs / width) * width;
  }

  #cut(contentType: string, createdMs: number, rows: readonly LoggedRecord[]): readonly Blob[] {
    const shuffled = new Random(`blob/${this.#seed}/${contentType}/${createdMs}`).shuffle(rows);
    const blobs: Blob[] = [];
    for (let from = 0; from < shuffled.length; from += this.#mostRecords) {
      const records = shuffled.slice(from, from + this.#mostRecords).map((row) => row.record);
      const id = contentId(contentType, createdMs, blobs.length);
      blobs.push({ id, contentType, createdMs, records });
    }
    return blobs;
  }
}

/** As long and as opaque as the provider's. */
function contentId(contentType: string, createdMs: number, part: number): string {
  const stamp = new Date(createdMs).toISOString().replaceAll(/[-:T.Z]/g, '');
  const name = contentType.toLowerCase().replaceAll('.', '_');
  const hash = createHash('sha256').update(`${contentType}/${createdMs}/${part}`).digest('hex').slice(0, 32);
  return `${stamp}$${stamp}$${name}$${hash}$${String(part + 1).padStart(2, '0')}`;
}
