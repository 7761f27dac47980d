import type { Random } from '../chance/random.js';

/** Ranges that payment processors publish for tests, so that no number is anybody's. */
const TEST_RANGES = ['400000', '401288', '424242', '510510', '545454', '555555', '371449', '378282'] as const;

/** A card number of a test range that passes the Luhn check; 16 digits, sometimes 15. */
export function cardNumber(random: Random): string {
  const prefix = random.pick(TEST_RANGES);
  const length = prefix.startsWith('37') ? 15 : 16;
  const body = prefix + random.digits(length - prefix.length - 1);
  return body + luhnDigit(body);
}

/** The digit that completes `body` to a number that passes the Luhn check (ISO/IEC 7812-1). */
export function luhnDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** A German IBAN with the right check digits (ISO 13616). */
export function iban(random: Random): string {
  const account = `${random.pick(['37040044', '50010517', '20041010'])}${random.digits(10)}`;
  // Country code as digits ("DE" is 1314), then "00"; the remainder of 97 gives the check digits.
  const rest = mod97(`${account}131400`);
  return `DE${String(98 - rest).padStart(2, '0')}${account}`;
}

function mod97(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** A routing number of a US bank that passes the ABA check. */
export function routingNumber(random: Random): string {
  const body = `${random.pick(['01', '02', '03', '05', '07', '11', '12', '26', '31', '32'])}${random.digits(6)}`;
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** Nine digits with no area, group or serial that was never given out. */
export function socialSecurityNumber(random: Random): string {
  let area = random.int(1, 772);
  if (area === 666) area = 667;
  return `${String(area).padStart(3, '0')}${String(random.int(1, 99)).padStart(2, '0')}${String(random.int(1, 9999)).padStart(4, '0')}`;
}

/** Digits in groups, `sizes` long each. */
export function grouped(digits: string, sizes: readonly number[], separator: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) {
    parts.push(digits.slice(at, at + size));
    at += size;
  }
  return parts.filter((part) => part !== '').join(separator);
}
