import type { DataClass } from '../../model/exposure.js';
import type { Detection } from '../classify/detection.js';

/** Classes whose values are numbers that chance can hit: below 75 they prove nothing. */
const NUMBERS: ReadonlySet<DataClass> = new Set([
  'phone',
  'account-number',
  'ssn',
  'card',
  'bank-account',
  'driver-licence',
  'government-id',
  'device-id',
]);

/** Values that say who somebody is, strongest first: the first one that a customer has makes the customer's key. */
export const IDENTIFIERS = [
  'account-number',
  'ssn',
  'customer-email',
  'phone',
  'driver-licence',
  'government-id',
  'card',
  'bank-account',
  'device-id',
] as const satisfies readonly DataClass[];

/** Values that only a customer has with us, or that are a duty to tell by themselves. */
export const OWN_IDENTIFIERS: ReadonlySet<DataClass> = new Set([
  'account-number',
  'ssn',
  'driver-licence',
  'government-id',
  'card',
  'bank-account',
  'device-id',
]);

/** Whether a detection may speak for or of a customer at all. */
export function isEvidence(detection: Detection): boolean {
  return detection.role === 'customer' && (detection.confidence >= 75 || !NUMBERS.has(detection.class));
}

/** Two writings of one person's name, such as `jane roe` and `jane m. roe`: one holds all the words of the other. */
export function isSameName(left: string, right: string): boolean {
  const [some, more] = [nameWords(left), nameWords(right)].sort((a, b) => a.size - b.size);
  if (some === undefined || more === undefined || some.size === 0) return false;
  return [...some].every((word) => more.has(word));
}

/** The words of a name of two letters or more, without accents and in lower case. */
export function nameWords(name: string): ReadonlySet<string> {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return new Set(folded.match(/\p{L}{2,}/gu) ?? []);
}
