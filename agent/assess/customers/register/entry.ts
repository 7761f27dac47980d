import { HASH_BYTES, type HashedKind } from './register-keys.js';

/** Hash, the position of the customer's record (40 bits) and the class: 8.8 GB for 100 million customers of four values. */
export const ENTRY_BYTES = HASH_BYTES + 5 + 1;

/** The byte that names a class; the order is part of the format. */
export const ENTRY_KINDS: readonly HashedKind[] = [
  'reference',
  'account-number',
  'ssn',
  'customer-email',
  'phone',
];

/** Writes an entry into `target` at `at`. `customer` is the position of the customer's record. */
export function writeEntry(
  target: Buffer,
  at: number,
  entry: { readonly hash: Buffer; readonly customer: number; readonly kind: HashedKind },
): void {
  entry.hash.copy(target, at);
  target.writeUIntBE(entry.customer, at + HASH_BYTES, 5);
  target[at + HASH_BYTES + 5] = ENTRY_KINDS.indexOf(entry.kind);
}

export function customerOf(entries: Buffer, at: number): number {
  return entries.readUIntBE(at + HASH_BYTES, 5);
}

export function kindOf(entries: Buffer, at: number): HashedKind | undefined {
  return ENTRY_KINDS[entries[at + HASH_BYTES + 5] ?? 0];
}

/** The order of the file: by hash, then by customer. */
export function compareEntries(left: Buffer, leftAt: number, right: Buffer, rightAt: number): number {
  return left.compare(right, rightAt, rightAt + ENTRY_BYTES, leftAt, leftAt + ENTRY_BYTES);
}

/** Whether two entries stand for one value. */
export function hasSameHash(left: Buffer, leftAt: number, right: Buffer, rightAt: number): boolean {
  return left.compare(right, rightAt, rightAt + HASH_BYTES, leftAt, leftAt + HASH_BYTES) === 0;
}
