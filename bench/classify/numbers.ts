import type { Seeded } from '../rules/seeded.js';

/** `count` random digits, the first not 0. */
export function digits(seeded: Seeded, count: number): string {
  const rest = Array.from({ length: count - 1 }, () => String(seeded.below(10)));
  return [String(1 + seeded.below(9)), ...rest].join('');
}

/** `prefix` filled up to `length` digits, the last of which satisfies Luhn's check. */
export function withLuhn(seeded: Seeded, prefix: string, length: number): string {
  const body = prefix + digits(seeded, length - prefix.length - 1);
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** A social security number within the rules of issue. */
export function socialSecurityNumber(seeded: Seeded): string {
  const area = [1 + seeded.below(665), 667 + seeded.below(233)][seeded.below(2)] ?? 1;
  const group = 1 + seeded.below(99);
  return pad(area, 3) + pad(group, 2) + pad(1 + seeded.below(9_999), 4);
}

/** A US routing number with its check digit. */
export function routingNumber(seeded: Seeded): string {
  const body = `${pad(1 + seeded.below(12), 2)}${digits(seeded, 6)}`;
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** An IBAN of the country, with the check digits of ISO 13616. */
export function iban(seeded: Seeded, country: 'DE' | 'FR' | 'GB'): string {
  const body = {
    DE: () => digits(seeded, 18),
    FR: () => frenchAccount(seeded),
    GB: () => britishAccount(seeded),
  }[country]();
  const numeric = [...`${body}${country}00`].map((char) => parseInt(char, 36).toString()).join('');
  return `${country}${pad(98 - Number(BigInt(numeric) % 97n), 2)}${body}`;
}

function britishAccount(seeded: Seeded): string {
  return `${seeded.pick(['BARC', 'LOYD', 'NWBK', 'HBUK'])}${digits(seeded, 14)}`;
}

/** Bank, branch, account and the two digits of the RIB key. */
function frenchAccount(seeded: Seeded): string {
  const [bank, branch, account] = [digits(seeded, 5), digits(seeded, 5), digits(seeded, 11)];
  const weighed = 89n * BigInt(bank) + 15n * BigInt(branch) + 3n * BigInt(account);
  return `${bank}${branch}${account}${pad(97 - Number(weighed % 97n), 2)}`;
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Text cut into groups of the given lengths; the last length goes on. */
export function grouped(text: string, lengths: readonly number[], separator: string): string {
  const parts: string[] = [];
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const length = lengths[Math.min(index, lengths.length - 1)] ?? text.length;
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return parts.join(separator);
}
