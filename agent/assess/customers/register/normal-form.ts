import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { IndexedClass } from '../../../model/customer-index.js';

/** A North American number as people write it, with or without the country code. */
const NORTH_AMERICAN = /^(?:\+?1)?([2-9]\d{2}[2-9]\d{6})$/;
const ADDRESS = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u;
/** Social security numbers and ITINs: the areas 000 and 666, the group 00 and the serial 0000 were never issued. */
const SSN = /^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/;

/**
 * The one writing of a value under which it is indexed and looked up: detections and rows of the company's list give
 * the same. Null when the value is none of the class.
 */
export function normalForm(dataClass: IndexedClass, value: string): string | null {
  switch (dataClass) {
    case 'phone':
      return phoneForm(value);
    case 'customer-email':
      return emailForm(value);
    case 'account-number':
      return accountForm(value);
    case 'ssn':
      return ssnForm(value);
  }
}

/** E.164. Without a country code it is North American, as it is for the classifier. */
function phoneForm(value: string): string | null {
  const bare = value.replace(/[\s().\-/\u2010-\u2013\u00a0]/g, '');
  const american = NORTH_AMERICAN.exec(bare)?.[1];
  if (american !== undefined) return `+1${american}`;
  const parsed = parsePhoneNumberFromString(value.slice(0, 40), 'US');
  return parsed?.isPossible() === true ? parsed.number : null;
}

function emailForm(value: string): string | null {
  const folded = value.normalize('NFKC').trim().toLowerCase();
  return folded.length <= 254 && ADDRESS.test(folded) ? folded : null;
}

/** Digits only; where a tenant's numbers have letters, these too. */
function accountForm(value: string): string | null {
  const folded = value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '');
  return folded.length >= 4 && folded.length <= 64 && /\d/.test(folded) ? folded : null;
}

/** Nine digits. A spreadsheet drops leading zeros, so eight count as nine. */
function ssnForm(value: string): string | null {
  const digits = value.replace(/[\s.-]/g, '');
  if (!/^\d{7,9}$/.test(digits)) return null;
  const padded = digits.padStart(9, '0');
  return SSN.test(padded) ? padded : null;
}
