import type { Sighting } from '../../detect/correlation/correlation.js';
import type { RuleHit } from '../../detect/sigma/rule-set.js';
import { toMs } from '../../model/time.js';
import type { FileRecord } from './record-at.js';
import { recordTime } from './record-time.js';

/** A record of one of several files, both by their zero-based places. */
export interface FilePlace {
  readonly file: number;
  readonly record: number;
}

/** The matches in files that correlations read. Records of one time keep the order of the files. */
export class FileSightings {
  readonly all: Sighting[] = [];
  untimed = 0;
  readonly #places = new Map<string, FilePlace>();
  /** By key of a provider's record, which may stand in several exports: it is one record. */
  readonly #names = new Map<string, string>();

  /** Takes a match in. Gives the name of the record among the sightings; null where no correlation can see it. */
  add({ rule, values }: RuleHit, file: number, found: FileRecord): string | null {
    if (values === undefined) return null;
    const at = timeOf(found);
    if (at === null) {
      this.untimed += 1;
      return null;
    }
    const { record, event, index } = found;
    const own = [file, index].map((part) => String(part).padStart(12, '0')).join(':');
    const name = record === null ? own : (this.#names.get(record.key) ?? own);
    if (record !== null) this.#names.set(record.key, name);
    if (!this.#places.has(name)) this.#places.set(name, { file, record: index });
    const needsCredential = event?.needsCredential !== false;
    this.all.push({ rule, record: name, at, values, needsCredential });
    return name;
  }

  placeOf(name: string): FilePlace {
    return this.#places.get(name) ?? { file: 0, record: 0 };
  }
}

function timeOf({ record, body }: FileRecord): number | null {
  const at = record?.occurredAt ?? null;
  return at === null ? recordTime(body) : toMs(at);
}
