import type { DataClass } from '../../model/exposure.js';

/** Long numbers of which the last two digits help a person to find the place and tell nothing. */
const SHOWS_LAST_TWO: ReadonlySet<DataClass> = new Set([
  'phone',
  'account-number',
  'ssn',
  'card',
  'bank-account',
  'device-id',
]);

/** A value as reviewers see it: `***42`, `j***@***`, else `***`. */
export function maskValue(dataClass: DataClass, value: string): string {
  if (SHOWS_LAST_TWO.has(dataClass) && value.length >= 8) return `***${value.slice(-2)}`;
  return dataClass === 'customer-email' ? `${value.slice(0, 1)}***@***` : '***';
}
