import type { Delivery } from '../logging/logbook.js';
import type { JsonRecord } from '../world/json.js';

/** What owners show of themselves when they sign in, by user principal name; campaigns are left out. */
export class OwnerSigns {
  readonly #last = new Map<string, JsonRecord>();

  see({ log, record, label }: Delivery): void {
    if (log !== 'signIns' || label !== null || errorCodeOf(record) !== 0) return;
    this.#last.set(nameOf(record), record);
  }

  /** The last sign-in of the account that a record is of; undefined where none was seen. */
  of(record: JsonRecord): JsonRecord | undefined {
    return this.#last.get(nameOf(record));
  }
}

function nameOf(record: JsonRecord): string {
  const name = record.userPrincipalName ?? record.UserId;
  return typeof name === 'string' ? name.toLowerCase() : '';
}

function errorCodeOf({ status }: JsonRecord): unknown {
  return typeof status === 'object' && status !== null && !Array.isArray(status)
    ? (status as JsonRecord).errorCode
    : undefined;
}
